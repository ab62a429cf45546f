import { expect, test } from 'vitest'
import { SAMPLE, takeSamples, warmUp } from '../../../src/bench/lab/sampler.js'

/** A clock that a task moves on by itself, in ms. */
function createClock() {
  let time = 0
  return {
    now: () => time,
    spend(milliseconds: number) {
      time += milliseconds
    },
  }
}

test('a sample is the time of its calls over their number, in microseconds', () => {
  const clock = createClock()
  let round = 0
  const samples = takeSamples('task', (times) => clock.spend(0.25 * times + 0.001 * round++), 4, {
    milliseconds: 3,
    now: clock.now,
  })
  // 1 ms and then 1 us more each round, four calls a sample
  expect(samples).toHaveLength(3)
  samples.forEach((sample, i) => {
    expect(sample).toBeCloseTo(250 + i / 4, 6)
  })
})

test('one sample is taken even where it takes longer than all should', () => {
  const clock = createClock()
  expect(takeSamples('slow', () => clock.spend(5000), 1, { milliseconds: 1, now: clock.now })).toEqual([5_000_000])
})

test('a clock that stands still makes the benchmark fail', () => {
  let calls = 0
  const now = () => Math.floor(calls / 40)
  const coarse = () =>
    takeSamples('task', () => calls++, 1, {
      milliseconds: 2,
      now,
    })
  expect(coarse).toThrow(
    'bench: "task" expected a clock that resolves its samples, got samples that it cannot tell apart (zero-dominated); close what else runs, try again',
  )
})

test('a clock that shows the same time for every sample makes the benchmark fail', () => {
  const clock = createClock()
  const same = () => takeSamples('task', () => clock.spend(0.5), 1, { milliseconds: 20, now: clock.now })
  expect(same).toThrow('got samples that it cannot tell apart (low-distinct)')
})

test('an error in a task is the error of its benchmark', () => {
  const broken = () => {
    throw new Error('the run ended')
  }
  expect(() => takeSamples('task', broken, 1, { milliseconds: 1 })).toThrow('the run ended')
})

test('warming up doubles the calls until they fill a sample, and goes on for its time', () => {
  const clock = createClock()
  const made: number[] = []
  const run = (times: number) => {
    made.push(times)
    clock.spend(0.02 * times)
  }
  const { calls, milliseconds } = warmUp(run, 1, clock.now)
  expect(calls).toBe(8)
  expect(milliseconds).toBeGreaterThanOrEqual(SAMPLE)
  // 0.02 (1 + 2 + 4) and then 0.16 at a time until 1 ms is over
  expect(made).toEqual([1, 2, 4, 8, 8, 8, 8, 8, 8])
})

test('a pause of the machine does not make a quick call a long one', () => {
  const clock = createClock()
  let made = 0
  const run = (times: number) => {
    made += times
    clock.spend(0.02 * times + (made === 1 ? 30 : 0))
  }
  expect(warmUp(run, 1, clock.now).calls).toBe(8)
})

test('a call that takes longer than the warm-up is made once', () => {
  const clock = createClock()
  let made = 0
  const run = () => {
    made++
    clock.spend(1000)
  }
  expect(warmUp(run, 100, clock.now)).toEqual({ calls: 1, milliseconds: 1000 })
  expect(made).toBe(1)
})
