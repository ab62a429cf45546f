/**
 * A landscape with a ravine, a saddle and two valleys: what a loss looks like to two weights, as a function one can write down.
 *
 *     f(x, y) = c(x) y^2 / 2 + 5 y^4 / 4 + (x - 1/2)^2 / 20 + y / 10        c(x) = 1.78 (x - 2)^2 - 4.5
 *     height  = 8 ln(1 + (f - floor) / 8)
 *
 * Across (y), the ravine is steep where x is low: c(-3) = 40. Its bottom falls slowly towards the saddle near (1/2, 0), where c has
 * turned negative, and from there to a valley on either side, of which the lower one is a little deeper. The logarithm keeps walls
 * from growing without bound, so that a dot that is thrown out comes back, and moves no bottom.
 */

export interface Point {
  readonly x: number
  readonly y: number
}

const BEND = 1.78
const BEND_AT = 2
const DIP = 4.5
const WALL = 5
const SLOPE = 0.1
const SADDLE_AT = 0.5
const TILT = 0.1
const SOFT = 8

function bare(x: number, y: number): number {
  return (across(x) * y * y) / 2 + (WALL * y ** 4) / 4 + (SLOPE * (x - SADDLE_AT) ** 2) / 2 + TILT * y
}

/** Curvature across the ravine, at its bottom. */
function across(x: number): number {
  return BEND * (x - BEND_AT) ** 2 - DIP
}

/** The bottoms of both valleys and the pass between them: where the slope is 0. */
export const valleys: readonly Point[] = [settled({ x: 1.9, y: 0.95 }), settled({ x: 1.9, y: -0.95 })]
export const saddle: Point = settled({ x: 0.5, y: -0.1 })
const FLOOR = bare((valleys[1] as Point).x, (valleys[1] as Point).y)

/** Of (x, y) above the bottom of the deeper valley. */
export function height({ x, y }: Point): number {
  return SOFT * Math.log1p((bare(x, y) - FLOOR) / SOFT)
}

export function slope({ x, y }: Point): Point {
  const softened = 1 + (bare(x, y) - FLOOR) / SOFT
  const { x: dx, y: dy } = bareSlope(x, y)
  return { x: dx / softened, y: dy / softened }
}

function bareSlope(x: number, y: number): Point {
  return {
    x: BEND * (x - BEND_AT) * y * y + SLOPE * (x - SADDLE_AT),
    y: across(x) * y + WALL * y ** 3 + TILT,
  }
}

/** The place near by where the slope is 0, by Newton's method. */
function settled({ x, y }: Point): Point {
  for (let i = 0; i < 30; i++) {
    const { x: dx, y: dy } = bareSlope(x, y)
    const xx = BEND * y * y + SLOPE
    const xy = 2 * BEND * (x - BEND_AT) * y
    const yy = across(x) + 3 * WALL * y * y
    const area = xx * yy - xy * xy
    x -= (yy * dx - xy * dy) / area
    y -= (xx * dy - xy * dx) / area
  }
  return { x, y }
}
