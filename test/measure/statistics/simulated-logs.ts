/** Logs of runs with a known truth: how well intervals of unpaired speed-ups hold it. */
import { exp, log } from '../../../src/math/exponential.js'
import { type RandomStream, stream } from '../../../src/math/random.js'
import { normalQuantile } from '../../../src/measure/statistics/normal.js'
import type { Bounds } from '../../../src/measure/statistics/ratio.js'
import { type SeenCost, unpairedRatio } from '../../../src/measure/statistics/unpaired.js'

/** Deviates with the median 0; times the spread they are the log of a run's time over the median of its method. */
export const shapes = {
  normal: (random: RandomStream) => normalQuantile(random.uniform() || 0.5),
  uniform: (random: RandomStream) => 3.4 * (random.uniform() - 0.5),
  skewed: (random: RandomStream) => -log(random.uniform() || 0.5) - log(2),
}

export interface SimulatedLogs {
  readonly shape: (random: RandomStream) => number
  /** of the baseline, which arrives after 150 in the median, and of the subject, which does after 100 */
  readonly runs: readonly [number, number]
  readonly spreads: readonly [number, number]
  /** steps between two looks */
  readonly every: number
  /** where logs end */
  readonly end: number
}

const TRUTH = 150 / 100

/** Shares of the comparisons whose interval holds the truth, and of those where a run misses. */
export function simulateLogs({ shape, runs, spreads, every, end }: SimulatedLogs, comparisons: number) {
  let held = 0
  let missing = 0
  for (let comparison = 0; comparison < comparisons; comparison++) {
    const random = stream(comparison, 'simulated', runs[0] + 100 * runs[1])
    const logs = (middle: number, count: number, spread: number): SeenCost[] =>
      Array.from({ length: count }, () => seen(middle * exp(spread * shape(random)), every, end))
    const [baseline, subject] = [logs(150, runs[0], spreads[0]), logs(100, runs[1], spreads[1])]
    const { low, high } = unpairedRatio(baseline, subject, 0.95).interval as Bounds
    if (low <= TRUTH && TRUTH <= high) held++
    if ([...baseline, ...subject].some(({ by }) => by === Infinity)) missing++
  }
  return { held: held / comparisons, missing: missing / comparisons }
}

function seen(time: number, every: number, end: number): SeenCost {
  const look = Math.ceil(time / every) * every
  const last = Math.floor(end / every) * every
  return look > last ? { after: last, by: Infinity } : { after: look - every, by: look }
}
