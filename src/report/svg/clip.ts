/** What of a line or of an area lies inside a frame. */

export type Point = readonly [x: number, y: number]

export interface Frame {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

export function isInside([x, y]: Point, { left, top, right, bottom }: Frame): boolean {
  return x >= left && x <= right && y >= top && y <= bottom
}

/** The part of a straight line that lies inside; null where none does. Liang and Barsky's way. */
export function clipSegment(a: Point, b: Point, frame: Frame): [Point, Point] | null {
  const [x0, y0] = a
  const [x1, y1] = b
  const dx = x1 - x0
  const dy = y1 - y0
  let from = 0
  let to = 1
  for (const [slope, room] of [
    [-dx, x0 - frame.left],
    [dx, frame.right - x0],
    [-dy, y0 - frame.top],
    [dy, frame.bottom - y0],
  ] as const) {
    if (slope === 0 && room < 0) return null
    if (slope < 0) from = Math.max(from, room / slope)
    if (slope > 0) to = Math.min(to, room / slope)
  }
  if (from > to) return null
  // an end that lies inside is given back itself
  return [from === 0 ? a : between(a, b, from), to === 1 ? b : between(a, b, to)]
}

/** The part of an area that lies inside; empty where none does. Sutherland and Hodgman's way, edge by edge. */
export function clipPolygon(corners: readonly Point[], { left, top, right, bottom }: Frame): Point[] {
  let kept = [...corners]
  for (const [axis, edge, sign] of [
    [0, left, 1],
    [0, right, -1],
    [1, top, 1],
    [1, bottom, -1],
  ] as const) {
    const room = (point: Point): number => sign * (point[axis] - edge)
    kept = kept.flatMap((point, i) => {
      const before = kept[(i + kept.length - 1) % kept.length] as Point
      const [a, b] = [room(before), room(point)]
      const crossing = (a < 0 && b >= 0) || (a >= 0 && b < 0) ? [between(before, point, a / (a - b))] : []
      return b >= 0 ? [...crossing, point] : crossing
    })
  }
  return kept
}

function between([x0, y0]: Point, [x1, y1]: Point, share: number): Point {
  return [x0 + share * (x1 - x0), y0 + share * (y1 - y0)]
}
