import { expect, test } from 'vitest'
import { createNetwork, dense, loadEngine } from '../../../src/entry/index.js'
import { checkRangeTest, type RangeTestOptions } from '../../../src/measure/range-test/options.js'
import { readSweep } from '../../../src/measure/range-test/reading.js'
import type { SweepResult } from '../../../src/measure/range-test/sweep.js'
import { clouds } from './data.js'

const data = clouds(100)
const network = await createNetwork({ inputs: 20, layers: [dense(5)], engine: await loadEngine('js') })
const checked = (options: RangeTestOptions) => checkRangeTest(network, data, { batchSize: 25, ...options })

/** A sweep without smoothing, whose rates are the numbers of its updates. */
const sweepOf = (loss: readonly number[], change: Partial<SweepResult> = {}): SweepResult => ({
  stopped: 'completed',
  steps: loss.length,
  smoothing: 0,
  learningRate: loss.map((_, i) => i + 1),
  momentum: loss.map(() => 0.9),
  loss,
  smoothed: loss,
  probes: [{ step: 0, loss: 1, accuracy: 0.5 }],
  every: Infinity,
  probeRows: 100,
  ...change,
})

/** The share of errors is 0.5 at the start and then as given, after every third update. */
const looksOf = (errors: readonly number[]) =>
  [0.5, ...errors].map((error, i) => ({ step: 3 * i, loss: 1, accuracy: 1 - error }))

test('of a triangular sweep the accuracy is read at every look while the rate rises, and no more', () => {
  // the rate rises for 101 updates: looks 1 to 33 of 67
  const errors = Array.from({ length: 67 }, (_, i) => (i === 5 ? 0.25 : i > 32 ? 0.125 : 0.4375))
  const sweep = sweepOf(new Array(201).fill(1), { probes: looksOf(errors), every: 3 })
  const reading = readSweep(sweep, checked({ metric: 'accuracy', sweep: 'triangular', steps: 201 }), 0.8)
  expect(reading).toMatchObject({ points: 33, start: 0.5, constant: 0.8, bottom: 0.25, turned: true, startNoise: 0 })
  // the sixth look is at update 18, the first point that is kept is the fourth
  expect(reading.suggestions.minimum).toBeCloseTo(1.8, 12)
  // a quarter of 33 points and one are 9: two of their 8 differences are 3/16
  expect(reading.noise).toBeCloseTo(Math.sqrt((2 * (3 / 16) ** 2) / 16), 12)
})

test('a look right where the rate turns is the last that is read', () => {
  // 17 updates turn at index 8, which is update 9
  const errors = [0.375, 0.375, 0.25, 0.125, 0.125]
  const sweep = sweepOf(new Array(17).fill(1), { probes: looksOf(errors), every: 3 })
  const options = checked({ metric: 'accuracy', sweep: 'triangular', steps: 17 })
  expect(readSweep(sweep, options, 0.8)).toMatchObject({ points: 3, bottom: 0.25, turned: false })
})

test('of a triangular sweep the loss is read while the rate rises: 9 updates of 17', () => {
  const loss = Array.from({ length: 17 }, (_, i) => 1 - i / 32)
  const reading = readSweep(sweepOf(loss), checked({ sweep: 'triangular', steps: 17 }), 1)
  expect(reading).toMatchObject({ points: 9, start: 1, bottom: 0.75, turned: false, exploded: false })
  // all 8 differences are 1/32; the start is a mean over 100 rows, a loss one over 25
  expect(reading.noise).toBeCloseTo(1 / 32 / Math.SQRT2, 12)
  expect(reading.startNoise).toBeCloseTo(reading.noise / 2, 12)
})

test('smoothing of weight w makes the noise sqrt((1 - w) / (1 + w)) times as wide', () => {
  const loss = Array.from({ length: 20 }, (_, i) => 1 - i / 32)
  const { noise } = readSweep(sweepOf(loss, { smoothing: 0.6 }), checked({ steps: 20 }), 1)
  expect(noise).toBeCloseTo(1 / 32 / Math.SQRT2 / 2, 12)
})

test('the peak is peakFactor high, in an exponential sweep times the root of its speed over 16.5 updates a decade', () => {
  const loss = [1, 1, 0, 1, ...new Array(195).fill(1)]
  const peakFactor = 0.5
  const exponential = readSweep(sweepOf(loss), checked({ steps: 199, peakFactor, baseDivisor: 4 }), 1).suggested
  // 198 updates over 6 decades are 33 each
  expect(exponential?.peak).toBeCloseTo(0.5 * (exponential?.high as number) * Math.SQRT2, 12)
  expect(exponential?.base).toBeCloseTo((exponential?.peak as number) / 4, 12)
  const linear = readSweep(sweepOf(loss), checked({ sweep: 'linear', steps: 199, peakFactor }), 1).suggested
  expect(linear?.peak).toBeCloseTo(0.5 * (linear?.high as number), 12)
})

test('a curve that never gets below its start suggests no rate, nor does one without a start', () => {
  const test20 = checked({ steps: 20 })
  const flat = readSweep(sweepOf(new Array(20).fill(1)), test20, 1)
  expect(flat).toMatchObject({ suggested: null, bottom: 1, turned: false })
  const exploded = sweepOf([3, 2, 9], { stopped: 'diverged', steps: 20 })
  expect(readSweep(exploded, test20, 1)).toMatchObject({ suggested: null, bottom: 2, turned: true, exploded: true })
  expect(readSweep(sweepOf([0.5, 0.25], { probes: [], steps: 20 }), test20, 1).suggested).toBeNull()
})
