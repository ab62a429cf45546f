/** What is measured of a network on rows that it has not seen, and which way is better. */
import type { Score } from '../words.js'

/** What a look at a network tells. */
export interface Measured {
  readonly loss: number
  /** share of right answers; R2 where the target is a number */
  readonly accuracy: number
  /** in the target's own unit; only where a study asks for it */
  readonly rmse?: number
}

export const metricNames = ['accuracy', 'r2', 'loss', 'rmse'] as const satisfies readonly Score[]

export function lowerIsBetter(metric: Score = 'accuracy'): boolean {
  return metric === 'loss' || metric === 'rmse'
}

/** The metric of a look. */
export function metricOf(metric: Score | undefined, look: Measured): number {
  return metric === 'loss' ? look.loss : metric === 'rmse' ? (look.rmse as number) : look.accuracy
}

/**
 * What a run comes to: one that diverged is worth no more than guessing, 0, and no R2 is worth less; where lower is better
 * it comes to Infinity.
 */
export function scoreOf(look: Measured | null, metric?: Score): number {
  if (lowerIsBetter(metric)) return look === null ? Infinity : metricOf(metric, look)
  return Math.max(look?.accuracy ?? 0, 0)
}

/** More is better, whatever the metric. */
export function goodness(metric: Score | undefined, value: number): number {
  return lowerIsBetter(metric) ? -value : value
}

/** From the best to the worst of two values. */
export function byMetric(metric: Score | undefined): (a: number, b: number) => number {
  return lowerIsBetter(metric) ? (a, b) => a - b : (a, b) => b - a
}

/** What is made small, whatever the metric: the value itself, or what it lacks of 1. */
export function errorOf(metric: Score | undefined, value: number): number {
  return lowerIsBetter(metric) ? value : 1 - value
}

/** The value whose error it is. */
export function fromError(metric: Score | undefined, error: number): number {
  return errorOf(metric, error)
}

/** The next number of so many digits that is not below a positive one. */
export function roundedUp(value: number, digits: number): number {
  const near = Number(value.toPrecision(digits))
  if (near >= value) return near
  const power = Number(value.toExponential().split('e')[1])
  return Number((near + Number(`1e${power - digits + 1}`)).toPrecision(digits))
}
