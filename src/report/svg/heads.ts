/**
 * The names of upright lines, in rows above the frame: each beside the head of its line, none on another name and none
 * on a line.
 */

export interface Head {
  /** of the line */
  readonly x: number
  /** of the name */
  readonly width: number
}

export interface Placed {
  /** counted upwards from the frame */
  readonly row: number
  /** whether the name begins at the line or ends there */
  readonly anchor: 'start' | 'end'
}

/** Between a line and its name, and between two names. */
export const HEAD_GAP = 3

/** In as few rows as do; where none do, one row for each, from the highest at the left. @param width of the drawing */
export function placeHeads(heads: readonly Head[], width: number): Placed[] {
  for (let rows = 1; rows <= heads.length; rows++) {
    const placed = search(heads, width, rows, [])
    if (placed !== null) return placed
  }
  return heads.map((_, i) => ({ row: heads.length - 1 - i, anchor: 'start' }))
}

function search(heads: readonly Head[], width: number, rows: number, placed: readonly Placed[]): Placed[] | null {
  const next = heads[placed.length]
  if (next === undefined) return [...placed]
  for (let row = 0; row < rows; row++) {
    for (const anchor of ['start', 'end'] as const) {
      const own: Placed = { row, anchor }
      const [low, high] = spanOf(next, own)
      const free = placed.every((other, i) => !clash(heads[i] as Head, other, next, own))
      const found = low >= 0 && high <= width && free ? search(heads, width, rows, [...placed, own]) : null
      if (found !== null) return found
    }
  }
  return null
}

function spanOf({ x, width }: Head, { anchor }: Placed): [number, number] {
  return anchor === 'start' ? [x + HEAD_GAP, x + HEAD_GAP + width] : [x - HEAD_GAP - width, x - HEAD_GAP]
}

/** A line reaches up to the row of its own name, through all rows below. */
function clash(a: Head, placedA: Placed, b: Head, placedB: Placed): boolean {
  const [lowA, highA] = spanOf(a, placedA)
  const [lowB, highB] = spanOf(b, placedB)
  const names = placedA.row === placedB.row && lowA < highB + HEAD_GAP && lowB < highA + HEAD_GAP
  const through = (x: number, low: number, high: number): boolean => x > low - HEAD_GAP + 1 && x < high + HEAD_GAP - 1
  const lineB = placedB.row >= placedA.row && through(b.x, lowA, highA)
  const lineA = placedA.row >= placedB.row && through(a.x, lowB, highB)
  return names || lineA || lineB
}
