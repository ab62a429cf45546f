/** CSV as it arrives, in blocks of whole records, so that a stream of any length is read in little memory. */
import { message } from '../../../check.js'

/** Whole records, but perhaps for the last. */
export interface Block {
  readonly bytes: Uint8Array
  /** lines before it */
  readonly before: number
}

/** A block is handed on once it has so many bytes: enough rows to keep what works on them at speed. */
const ENOUGH = 2 ** 18

/** Longest record: what comes after a quote that is never closed would fill the memory. */
const LONGEST = 2 ** 26

/**
 * A record ends at a line end that no quote encloses; a quote opens where a cell begins. The first block has two lines at
 * least, if there are so many: one may be names.
 *
 * @param enough bytes of a block at least, but for the last
 * @throws RangeError for a record without end
 */
export async function* recordsOf(
  where: string,
  source: AsyncIterable<Uint8Array>,
  enough = ENOUGH,
): AsyncGenerator<Block, void> {
  let held = new Uint8Array(2 * enough)
  let length = 0
  let before = 0
  let scanned = 0
  let quoted = false
  let end = 0
  for await (const piece of source) {
    if (length + piece.length > held.length) {
      const larger = new Uint8Array(2 * (length + piece.length))
      larger.set(held.subarray(0, length))
      held = larger
    }
    held.set(piece, length)
    length += piece.length
    const fresh = held.subarray(scanned, length)
    if (!quoted && !fresh.includes(QUOTE)) {
      const last = fresh.lastIndexOf(LINE_FEED)
      if (last >= 0) end = scanned + last + 1
      scanned = length
    }
    // a quote at the end may be the first of two
    for (; scanned < length - 1; scanned++) {
      const byte = held[scanned]
      if (byte === QUOTE) {
        if (!quoted) quoted = scanned === 0 || BEFORE_A_CELL.has(held[scanned - 1] as number)
        else if (held[scanned + 1] === QUOTE) scanned++
        else quoted = false
      } else if (byte === LINE_FEED && !quoted) end = scanned + 1
    }
    if (length - end > LONGEST) {
      const what = `line ${before + 1 + linesIn(held, end)}`
      const next = 'close its quotes; lines that end in \\r alone are not read in blocks'
      throw new RangeError(message(where, what, `a record of at most ${LONGEST} bytes`, 'more', next))
    }
    if (end < enough || (before === 0 && linesIn(held, end) < 2)) continue
    yield { bytes: held.slice(0, end), before }
    before += linesIn(held, end)
    held.copyWithin(0, end, length)
    length -= end
    scanned -= end
    end = 0
  }
  if (length > 0) yield { bytes: held.slice(0, length), before }
}

const QUOTE = 0x22
const LINE_FEED = 0x0a
const BEFORE_A_CELL = new Set([...'\n\r,;|\t'].map((character) => character.charCodeAt(0)))

function linesIn(bytes: Uint8Array, end: number): number {
  let lines = 0
  for (let at = bytes.indexOf(LINE_FEED); at >= 0 && at < end; at = bytes.indexOf(LINE_FEED, at + 1)) lines++
  return lines
}
