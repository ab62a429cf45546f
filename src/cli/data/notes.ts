/** What was decided for the columns of a table, or lacks in a folder, in a few lines on stderr. */
import { tell, wrapped } from '../shared/output.js'
import { width } from '../terminal/width.js'
import type { Parts } from './parts.js'

/** As many lines as one reads. */
const MOST = 24

/** Says the notes, unless a document has them. */
export function tellNotes({ notes }: Pick<Parts, 'notes'>, { json }: { json?: true }): void {
  if (notes !== null && notes.length > 0 && !json)
    tell(...fewNotes(notes).flatMap((note) => wrapped(note, width('stderr'))))
}

/** Of many columns, those that a reader should know of: what was taken as it is comes last and is counted. */
export function fewNotes(notes: readonly string[]): readonly string[] {
  if (notes.length <= MOST) return notes
  const plain = notes.filter((note) => /: (?:numbers|text), [^;]*$/.test(note))
  const room = Math.max(0, MOST - 1 - (notes.length - plain.length))
  const dropped = new Set(plain.slice(room))
  const shown = notes.filter((note) => !dropped.has(note))
  const rest = shown.length - (MOST - 1)
  const cut = rest > 0 ? shown.slice(0, MOST - 1) : shown
  return [...cut, `and ${notes.length - cut.length} columns more; --json lists them all`]
}
