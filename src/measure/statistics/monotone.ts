/**
 * A noisy ladder of scores as a monotone curve, and where that curve arrives at a target.
 *
 *     fit        non-decreasing, with the least sum of absolute deviations, by pooling adjacent violators: a block counts
 *                with its median, so one run that collapsed does not undo the shorter ones that arrived
 *     between    monotone cubic in log x (Fritsch and Carlson 1980), which overshoots nowhere
 *     outside    nothing: an arrival below the first x is told as that x, one beyond the last as Infinity
 */
import { exp, log } from '../../math/exponential.js'
import { middle } from './median.js'

/** Halvings of a bracket until it is a unit in the last place or so. */
const HALVINGS = 50

/** The non-decreasing values that deviate least from these, in the sum of the absolute values. */
export function isotonic(values: readonly number[]): number[] {
  const blocks: number[][] = []
  for (const value of values) {
    let block = [value]
    for (let last = blocks.at(-1); last !== undefined && middle(last) > middle(block); last = blocks.at(-1)) {
      block = [...last, ...block].sort((a, b) => a - b)
      blocks.pop()
    }
    blocks.push(block)
  }
  return blocks.flatMap((block) => block.map(() => middle(block)))
}

/**
 * The smallest x at which the monotone curve through the values is at the target.
 *
 * @param xs     positive, ascending
 * @param values non-decreasing, one for each x; -Infinity, up to some x, where there is none: then the next x is the answer
 * @returns xs[0] where the curve begins at the target or above it: the arrival is then at most that; Infinity where it
 *   does not get there
 */
export function arrivalAt(xs: readonly number[], values: readonly number[], target: number): number {
  const i = values.findIndex((value) => value >= target)
  if (i === -1) return Infinity
  // a knot is given back as it came
  if (i === 0 || values[i] === target || values[i - 1] === -Infinity) return xs[i] as number
  const at = xs.map(log)
  const [x0, x1] = [at[i - 1] as number, at[i] as number]
  const [y0, y1] = [values[i - 1] as number, values[i] as number]
  const [m0, m1] = [slopeAt(at, values, i - 1) * (x1 - x0), slopeAt(at, values, i) * (x1 - x0)]
  let from = 0
  let to = 1
  for (let k = 0; k < HALVINGS; k++) {
    const t = (from + to) / 2
    const u = 1 - t
    const y = u * u * ((1 + 2 * t) * y0 + t * m0) + t * t * ((1 + 2 * u) * y1 - u * m1)
    if (y < target) from = t
    else to = t
  }
  return Math.min(exp(x0 + to * (x1 - x0)), xs[i] as number)
}

/**
 * The slope of the curve at a knot: the harmonic mean of its neighbours' (Fritsch and Butland 1984), which is 0 beside a
 * level and at most three times either, as monotone takes it; at an end the parabola's through the last three knots.
 */
function slopeAt(at: readonly number[], values: readonly number[], i: number): number {
  const width = (k: number): number => (at[k + 1] as number) - (at[k] as number)
  const slope = (k: number): number => ((values[k + 1] as number) - (values[k] as number)) / width(k)
  const last = at.length - 1
  if (last === 1) return slope(0)
  if (i === 0) return endSlope(width(0), width(1), slope(0), slope(1))
  if (i === last) return endSlope(width(last - 1), width(last - 2), slope(last - 1), slope(last - 2))
  const [h0, h1] = [width(i - 1), width(i)]
  const [s0, s1] = [slope(i - 1), slope(i)]
  if (s0 <= 0 || s1 <= 0) return 0
  return (3 * (h0 + h1)) / ((2 * h1 + h0) / s0 + (h1 + 2 * h0) / s1)
}

function endSlope(near: number, next: number, slope: number, other: number): number {
  const parabola = ((2 * near + next) * slope - near * other) / (near + next)
  return Math.min(Math.max(parabola, 0), 3 * slope)
}
