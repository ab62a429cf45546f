/** Lines of equal height, as pieces of straight lines: marching squares over a grid. */
import { height, type Point } from './surface.ts'

export interface Window {
  readonly x: readonly [low: number, high: number]
  readonly y: readonly [low: number, high: number]
}

/** What is shown of the landscape. */
export const shown: Window = { x: [-3.4, 3.4], y: [-1.7, 1.7] }

/** Close together near the bottoms, where it matters. */
export const levels: readonly number[] = [
  0.05, 0.15, 0.3, 0.5, 0.7, 0.9, 1.05, 1.3, 1.7, 2.2, 3, 4, 5.5, 7.5, 10, 13, 17,
]

export type Piece = readonly [from: Point, to: Point]

const CELLS = 110

/** Of each level, in their order. */
export function contours(): Piece[][] {
  const grid = Array.from({ length: CELLS + 1 }, (_, j) =>
    Array.from({ length: CELLS + 1 }, (_, i): Raised => {
      const point = { x: between(shown.x, i / CELLS), y: between(shown.y, j / CELLS) }
      return { ...point, height: height(point) }
    }),
  )
  return levels.map((level) => {
    const pieces: Piece[] = []
    for (let j = 0; j < CELLS; j++) {
      const [above, below] = [grid[j], grid[j + 1]] as [Raised[], Raised[]]
      for (let i = 0; i < CELLS; i++) {
        const corners = [above[i], above[i + 1], below[i + 1], below[i]] as Raised[]
        const found = corners.flatMap((corner, k) => crossing(level, corner, corners[(k + 1) % 4] as Raised))
        for (let k = 0; k + 1 < found.length; k += 2) pieces.push([found[k] as Point, found[k + 1] as Point])
      }
    }
    return pieces
  })
}

interface Raised extends Point {
  readonly height: number
}

function crossing(level: number, from: Raised, to: Raised): Point[] {
  const share = (level - from.height) / (to.height - from.height)
  if (!(share >= 0 && share < 1)) return []
  return [{ x: from.x + share * (to.x - from.x), y: from.y + share * (to.y - from.y) }]
}

function between([low, high]: readonly [number, number], share: number): number {
  return low + share * (high - low)
}
