/**
 * Where `predict` finds what answers raw rows, and `train` what checks their target. Whatever brings a preparation puts it
 * here: `prepareTable`, `applyPreparation` and, to answer rows, `loadNetwork`. So a page that never has one does not load it.
 */
import type { answerRows } from '../answer-rows.js'
import type { checkTarget } from './answers.js'

export const rawRows: { answer?: typeof answerRows; checkTarget?: typeof checkTarget } = {}
