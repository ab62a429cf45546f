/** Coverage of unpaired speed-ups on simulated logs, printed as rows of a table. */
import { describe, expect, test } from 'vitest'
import { shapes, simulateLogs } from './simulated-logs.js'

const LOGS = [
  { spreads: [0.1, 0.1], every: 1, end: 400, what: 'equal spreads, fine looks' },
  { spreads: [0.3, 0.1], every: 1, end: 1000, what: 'three times the spread, fine looks' },
  { spreads: [0.1, 0.1], every: 20, end: 400, what: 'five looks up to the target' },
  { spreads: [0.2, 0.2], every: 2, end: 172, what: 'logs that end where a quarter of the baseline misses' },
  { spreads: [0.3, 0.3], every: 2, end: 142, what: 'logs that end where more than half of the baseline misses' },
] as const

describe('of the 95 % intervals of 1,000 comparisons hold the truth: >= 93 % with 5 runs and more, >= 91 % with 3', () => {
  for (const [name, shape] of Object.entries(shapes)) {
    for (const runs of [
      [3, 3],
      [5, 5],
      [10, 10],
      [3, 8],
      [10, 5],
    ] as const) {
      test.each(LOGS)(`${name} log times, ${runs.join(' and ')} runs, $what`, ({ what, ...logs }) => {
        const { held, missing } = simulateLogs({ shape, runs, ...logs }, 1000)
        const percent = (share: number): string => `${(100 * share).toFixed(1)} %`
        console.log(`| ${name} | ${runs.join(' and ')} | ${what} | ${percent(held)} | ${percent(missing)} |`)
        expect(held).toBeGreaterThanOrEqual(Math.min(...runs) < 5 ? 0.91 : 0.93)
      })
    }
  }
})
