import { expect, test } from 'vitest'
import { compare } from '../../../../src/entry/index.js'
import { arrivals } from '../../../../src/measure/study/analysis/arrivals.js'
import { fakeRunner, tinyStudy } from '../trials.js'

/** What linear decay comes to after 1, 2 and 4 epochs, seed by seed; null where it diverged. */
const ladders: readonly (readonly (number | null)[])[] = [
  [0.7, 0.8, 0.9],
  [0.9, 0.7, 0.85],
  [0.9, 0.9, 0.9],
  [0.9, 0.9, 0.7],
  [0.85, null, 0.9],
  [0.6, 0.6, 0.6],
]

test('seed by seed: the budget at which the monotone fit is at 0.8, and the one from which on every run is', async () => {
  const runner = fakeRunner(({ method, seed, epochs }) => {
    if (method !== 'linear') return 0.9
    const ladder = ladders[seed - 1]
    return ladder === undefined ? 0.9 : (ladder[Math.log2(epochs)] as number | null)
  })
  const { plan, runs } = await compare(tinyStudy(), { runner })
  const { epochs, held } = arrivals(plan, 'linear', runs, 0.8)
  expect(held).toEqual([2, 4, 1, Infinity, 4, Infinity])
  // the second begins at the median of 0.9 and 0.7, the fourth at 0.9
  expect(epochs).toEqual([2, 1, 1, 1, 1, Infinity])
})

test('updates have 9 for each epoch, up to the longest budget and down to the least', async () => {
  const { targets } = await compare(tinyStudy(), { runner: fakeRunner(() => 0.95) })
  expect(targets[0]?.schedules[0]?.epochs).toMatchObject({ median: 1, atMost: true, floor: 1, limit: 4 })
  expect(targets[0]?.schedules[0]?.updates).toMatchObject({ median: 9, atMost: true, floor: 9, limit: 36 })
})
