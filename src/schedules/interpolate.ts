/**
 * Between two values, and never outside them.
 */
import { cosPi } from '../math/trigonometric.js'

/**
 * end + (start - end) remaining, for `remaining` from 1 (exactly `start`) to 0 (exactly `end`).
 * Rounding can carry the plain formula past an end by one unit in the last place; here it cannot.
 */
export function interpolate(start: number, end: number, remaining: number): number {
  if (remaining >= 1) return start
  if (remaining <= 0) return end
  return clamp(end + (start - end) * remaining, start, end)
}

/** The value, or the nearer of a and b where it lies outside them; a may be above b. */
export function clamp(value: number, a: number, b: number): number {
  return Math.min(Math.max(value, Math.min(a, b)), Math.max(a, b))
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
