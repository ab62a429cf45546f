/**
 * CSV text as rows of cells (RFC 4180), and the delimiter that a text seems to have.
 *
 * A cell whose first character is a double quote goes to the next single one and may hold delimiters, line breaks, and
 * quotes written twice; white space may follow it. Any other cell is taken as it stands, up to the next delimiter or line
 * break. A byte order mark at the start is no part of the first cell.
 */
export interface Row {
  readonly cells: string[]
  /** line of the text on which the row begins, from 1 */
  readonly line: number
  /** what is wrong with its quotes; it is the last row then, and not whole */
  readonly fault?: string
}

const QUOTE = '"'
const DELIMITERS = [',', '\t', '|', ';', '\x1e', '\x1f']
/** Rows and characters that are read to find the delimiter. */
const SAMPLE_ROWS = 10
const SAMPLE_LENGTH = 2 ** 20

/** @param delimiter one character; @param newline one character, which a quoted cell may hold */
export function* readRows(text: string, delimiter: string, newline: string): Generator<Row, void> {
  let position = text.startsWith('\ufeff') ? 1 : 0
  // the nearest of each from `position` on; looked for again only once it is passed
  let comma = -1
  let end = -1
  const find = (what: string) => {
    const index = text.indexOf(what, position)
    return index < 0 ? text.length : index
  }
  for (let line = 1; position < text.length; ) {
    const cells: string[] = []
    let breaks = 1
    for (;;) {
      if (text[position] === QUOTE) {
        const close = closingQuote(text, position)
        if (close < 0) return yield { cells, line, fault: 'a quote that is never closed' }
        const cell = text.slice(position + 1, close).replaceAll('""', QUOTE)
        breaks += cell.split(newline).length - 1
        cells.push(cell)
        position = close + 1
        if (comma < position) comma = find(delimiter)
        if (end < position) end = find(newline)
        const next = Math.min(comma, end)
        if (text.slice(position, next).trim() !== '') return yield { cells, line, fault: 'text after a closing quote' }
        position = next
      } else {
        if (comma < position) comma = find(delimiter)
        if (end < position) end = find(newline)
        const next = Math.min(comma, end)
        cells.push(text.slice(position, next))
        position = next
      }
      if (position === text.length || text[position] === newline) break
      position += 1
    }
    position += 1
    yield { cells, line }
    line += breaks
  }
}

/** The first quote after the one at `open` that is not written twice, or -1. */
function closingQuote(text: string, open: number): number {
  let index = text.indexOf(QUOTE, open + 1)
  while (index >= 0 && text[index + 1] === QUOTE) index = text.indexOf(QUOTE, index + 2)
  return index
}

/** Of comma, tab, bar and semicolon the one that cuts the first rows into the most cells and most alike; else a comma. */
export function detectDelimiter(text: string, newline: string): string {
  const sample = text.slice(0, SAMPLE_LENGTH)
  let best = { delimiter: ',', change: Number.POSITIVE_INFINITY, width: 1.99 }
  for (const delimiter of DELIMITERS) {
    const widths: number[] = []
    for (const { cells, fault } of readRows(sample, delimiter, newline)) {
      if (fault !== undefined || widths.length === SAMPLE_ROWS) break
      if (cells.length > 1 || cells[0]?.trim() !== '') widths.push(cells.length)
    }
    const change = widths.reduce((sum, width, i) => sum + Math.abs(width - (widths[i - 1] ?? width)), 0)
    const width = widths.reduce((sum, cells) => sum + cells, 0) / widths.length
    if (change <= best.change && width > best.width) best = { delimiter, change, width }
  }
  return best.delimiter
}
