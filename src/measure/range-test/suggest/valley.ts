/**
 * The longest decreasing subsequence, and the rate that the valley rule takes from it.
 *
 * A subsequence may leave out values, so single spikes of a noisy loss do not end it. Where it is longest, the loss falls
 * most steadily: the rule (due to ESRI, used by fastai) suggests the middle of that stretch.
 */

export interface Stretch {
  /** index of the last value of the longest strictly decreasing subsequence; of the first to end, where several tie */
  readonly end: number
  /** how many values it has */
  readonly length: number
}

/**
 * Patience sorting (Schensted 1961): tops[k] is the largest value with which a decreasing subsequence of k + 1 values can
 * end so far. It falls with k, so each value finds its place by bisection: O(n log n).
 *
 * @param values without NaN; of an empty list the length is 0 and the end -1
 */
export function longestDecrease(values: readonly number[]): Stretch {
  const tops: number[] = []
  let end = -1
  values.forEach((value, index) => {
    let low = 0
    let high = tops.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((tops[middle] as number) > value) low = middle + 1
      else high = middle
    }
    if (low === tops.length) end = index
    tops[low] = value
  })
  return { end, length: tops.length }
}

/**
 * Index that the valley rule suggests. It takes the longest decrease for one unbroken stretch of `length` values before
 * `end`, and from its start s = end - length goes floor(length / 3) + floor(length / 6) on: to its middle, about.
 *
 * @param values at least one, without NaN
 */
export function valleyIndex(values: readonly number[]): number {
  const { end, length } = longestDecrease(values)
  return Math.max(0, end - length + Math.floor(length / 3) + Math.floor(length / 6))
}
