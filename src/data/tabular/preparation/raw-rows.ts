/**
 * Where `predict` finds what reads raw rows, and `train` what checks their target. Whatever brings a preparation puts it
 * here: `prepareTable`, `applyPreparation` and, to read rows, `loadNetwork`. So a page that never has one does not load it.
 */
import type { checkTarget } from './answers.js'
import type { encodeRow } from './rows.js'

export const rawRows: { encode: typeof encodeRow | null; checkTarget?: typeof checkTarget } = { encode: null }
