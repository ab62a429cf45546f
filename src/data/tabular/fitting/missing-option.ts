/** The option that makes missing values of some words, as messages propose it. */
import { show } from '../../../check.js'

/** More different words than this are hardly all spellings of nothing. */
const MOST = 5

/** `missing: ["unknown", "tbd"]`; undefined where the words are many. */
export function missingOption(words: readonly string[]): string | undefined {
  return words.length > MOST ? undefined : `missing: [${words.map(show).join(', ')}]`
}
