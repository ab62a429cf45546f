/**
 * Between two values, and never outside them.
 */
import { cosPi } from '../math/trigonometric.js'

/**
 * end + (start - end) remaining, for `remaining` from 1 (exactly `start`) to 0 (exactly `end`).
 * Only at 1 can the rounding of the formula miss `start`; everywhere below, the result lies between the two.
 */
export function interpolate(start: number, end: number, remaining: number): number {
  return remaining >= 1 ? start : end + (start - end) * remaining
}

/** What remains of the way after the share `p` of it, p in [0, 1]. */
export const remainingBy = {
  /** 1 - p */
  linear: (p: number): number => 1 - p,
  /** (1 + cos(pi p)) / 2: level at both ends, steepest in the middle */
  cosine: (p: number): number => (1 + cosPi(p)) / 2,
  /** 1 - sqrt(p): steep first, then ever slower */
  '1-sqrt': (p: number): number => 1 - Math.sqrt(p),
} as const
