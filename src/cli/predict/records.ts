/** CSV text as it arrives, in blocks of whole records, so that a stream of any length is read in little memory. */

export interface Block {
  readonly text: string
  /** lines before it */
  readonly before: number
}

/** Text is handed on once there is so much of it: enough rows to keep the kernels at speed. */
const ENOUGH = 2 ** 18

/**
 * A record ends at a line end that no quote encloses; a quote opens where a cell begins.
 *
 * @param enough characters of a block at least, but for the last
 */
export async function* recordsOf(source: AsyncIterable<string>, enough = ENOUGH): AsyncGenerator<Block> {
  let held = ''
  let before = 0
  let scanned = 0
  let quoted = false
  let end = 0
  for await (const piece of source) {
    held += piece
    // a quote at the end may be the first of two
    for (; scanned < held.length - 1; scanned++) {
      const code = held.charCodeAt(scanned)
      if (code === QUOTE) {
        if (!quoted) quoted = opens(held, scanned)
        else if (held.charCodeAt(scanned + 1) === QUOTE) scanned++
        else quoted = false
      } else if (code === LINE_FEED && !quoted) end = scanned + 1
    }
    if (end < enough) continue
    const text = held.slice(0, end)
    yield { text, before }
    before += linesIn(text)
    held = held.slice(end)
    scanned -= end
    end = 0
  }
  if (held !== '') yield { text: held, before }
}

const QUOTE = 0x22
const LINE_FEED = 0x0a
const BEFORE_A_CELL = new Set([...'\n\r,;|\t'].map((character) => character.charCodeAt(0)))

function opens(text: string, at: number): boolean {
  return at === 0 || BEFORE_A_CELL.has(text.charCodeAt(at - 1))
}

function linesIn(text: string): number {
  let lines = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++
  return lines
}
