/**
 * Exponential smoothing without the bias of its start.
 *
 *     a = weight a + (1 - weight) x        s = a / (1 - weight^n), n values so far
 *
 * s is the mean of all values so far, each weighing `weight` times as much as the one after it: the first s is the first
 * value. The mean age of what it averages tends to weight / (1 - weight) values: by so much s lags behind.
 */

export interface Smoother {
  /** Takes the next value and returns the mean so far. */
  next(value: number): number
}

/** @param weight in [0, 1): 0 does not smooth */
export function createSmoother(weight: number): Smoother {
  let average = 0
  let collected = 0
  return {
    next(value) {
      average = weight * average + (1 - weight) * value
      collected = weight * collected + (1 - weight)
      return average / collected
    },
  }
}

/** Every value smoothed, in order. */
export function smooth(values: readonly number[], weight: number): number[] {
  const smoother = createSmoother(weight)
  return values.map((value) => smoother.next(value))
}

/** The lag, in values, that a weight in [0, 1) leads to. */
export function lagOf(weight: number): number {
  return weight / (1 - weight)
}

/** The weight whose lag is so many values, at least 0. */
export function weightOfLag(lag: number): number {
  return lag / (1 + lag)
}
