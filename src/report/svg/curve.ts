/** A line of a plot, as much of it as lies in the frame, with its dots. */
import { clipSegment, type Frame, isInside, type Point } from './clip.js'
import { pixels, type Stroke, strokeAttributes } from './marks.js'
import { tone } from './tones.js'

/** A curve of a plot, or dots alone where gaps part them. */
export interface Line extends Stroke {
  /** x and y; a gap in the line where y is null */
  readonly points: readonly (readonly [number, number | null])[]
  /** whether each point has a dot */
  readonly dots?: boolean
  /** dots as open triangles: the value is at least this */
  readonly atLeast?: boolean
}

/** @param at from a point of the scales to one of the drawing */
export function drawLine(line: Line, at: (point: Point) => Point, frame: Frame): string[] {
  const dots: string[] = []
  let path = ''
  let before: Point | undefined
  // where the path has been drawn to
  let pen: Point | undefined
  for (const [x, y] of line.points) {
    const point = y === null ? undefined : at([x, y])
    if (point !== undefined && line.dots && isInside(point, frame)) dots.push(dot(point, line))
    const seen = point !== undefined && before !== undefined ? clipSegment(before, point, frame) : null
    if (seen !== null) {
      const [from, to] = seen
      if (from !== pen) path += `M${pair(from)}`
      path += `L${pair(to)}`
      pen = to === point ? point : undefined
    }
    before = point
  }
  return path === '' ? dots : [`<path d="${path}" ${strokeAttributes(line)} stroke-linejoin="round"/>`, ...dots]
}

function dot([x, y]: Point, { color, atLeast }: Line): string {
  if (!atLeast) return `<circle cx="${pixels(x)}" cy="${pixels(y)}" r="2.6" fill="${color}"/>`
  const corners = `M${pair([x - 4, y + 3])}L${pair([x, y - 4])}L${pair([x + 4, y + 3])}Z`
  return `<path d="${corners}" fill="${tone('paper')}" stroke="${color}"/>`
}

function pair([x, y]: Point): string {
  return `${pixels(x)} ${pixels(y)}`
}
