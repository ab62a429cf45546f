/**
 * Where `predict` finds what reads raw rows. Whatever brings a preparation puts it here: `prepareTable`,
 * `applyPreparation` and `loadNetwork`. So a page that never has one does not load it.
 */
import type { encodeRow } from './rows.js'

export const rawRows: { encode: typeof encodeRow | null } = { encode: null }
