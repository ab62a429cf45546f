/** Sentences are checked for the names and values in them, not word for word. */
import { expect } from 'vitest'

/** Matches a text that has these in this order, with any words between them. */
export function naming(...values: readonly (string | number)[]): string {
  const parts = values.map((value) => `${value}`.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return expect.stringMatching(new RegExp(parts.join('[^]*?')))
}
