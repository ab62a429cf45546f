/** Tables that fit the terminal: what does not fit beside the first column goes on below it. */
import { columns } from '../../words.js'
import { width } from './width.js'

type Row = readonly string[]

const GAP = 2

/**
 * A table with a head as lines of at most `wide` characters, so far as single cells allow. A head of several words may
 * take several lines; columns that find no room follow as further tables, each behind the first column.
 */
export function fitted(rows: readonly Row[], wide = width(), align: 'left' | 'right' = 'right'): string[] {
  const [head = [], ...body] = rows
  const whole = columns(rows, align)
  if (whole.every((line) => line.length <= wide)) return whole
  const heads = head.map((cell, column) => brokenTo(cell, widest(body, column)))
  const sizes = heads.map((lines, column) => Math.max(widest(body, column), ...lines.map((line) => line.length)))
  return groupsOf(sizes, wide).flatMap((group, index) => {
    const picked = group.map((column) => heads[column] as string[])
    const depth = Math.max(...picked.map((lines) => lines.length))
    const top = Array.from({ length: depth }, (_, line) =>
      picked.map((lines) => lines[lines.length - depth + line] ?? ''),
    )
    const below = body.map((row) => group.map((column) => row[column] ?? ''))
    return [...(index === 0 ? [] : ['']), ...columns([...top, ...below], align)]
  })
}

/** The columns of each table: the first, and those that fit beside it, at least one. */
function groupsOf(sizes: readonly number[], wide: number): number[][] {
  const groups: number[][] = []
  let taken = Infinity
  for (let column = 1; column < sizes.length; column++) {
    const needed = GAP + (sizes[column] as number)
    if (taken + needed > wide) {
      groups.push([0])
      taken = sizes[0] as number
    }
    groups.at(-1)?.push(column)
    taken += needed
  }
  return groups.length === 0 ? [[0]] : groups
}

function widest(rows: readonly Row[], column: number): number {
  return rows.reduce((most, row) => Math.max(most, row[column]?.length ?? 0), 0)
}

/** Words in lines of at most `size` characters, or as long as the longest word. */
function brokenTo(text: string, size: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > size) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line]
}
