import { expect, test } from 'vitest'
import { createNetwork, type Dataset, dense, loadEngine, type Network } from '../../../src/entry/index.js'
import { constantAccuracy, constantLoss } from '../../../src/measure/range-test/constant-loss.js'
import { type Lab, openLab } from '../../../src/measure/range-test/lab.js'
import { checkRangeTest, type RangeTestOptions, type RangeTestStep } from '../../../src/measure/range-test/options.js'
import { lagOf } from '../../../src/measure/range-test/smoothing.js'
import { arenaOf } from '../../../src/network/network.js'
import { clouds } from './data.js'

const network: Network = await createNetwork({ inputs: 20, layers: [dense(5)], engine: await loadEngine('js') })

/** Rates too low to diverge, so every sweep has all of its steps. */
async function withLab<T>(data: Dataset, options: RangeTestOptions, use: (lab: Lab) => Promise<T>): Promise<T> {
  const lab = await openLab(network, data, checkRangeTest(network, data, { to: 1e-3, seeds: 2, ...options }))
  try {
    return await use(lab)
  } finally {
    lab.close()
  }
}
const controlOf = (data: Dataset, options: RangeTestOptions) => withLab(data, options, (lab) => lab.control())

test('the control runs where a row is seen twice, of 10 rows and more, with the metric loss alone', async () => {
  const data = clouds(320)
  expect(await controlOf(data, { steps: 10, batchSize: 32 })).toBeNull()
  expect(await controlOf(data, { steps: 11, batchSize: 32 })).not.toBeNull()
  expect(await controlOf(data, { steps: 11, batchSize: 32, metric: 'accuracy' })).toBeNull()
  expect(await controlOf(clouds(9), { steps: 10, batchSize: 3 })).toBeNull()
  expect(await controlOf(clouds(10), { steps: 10, batchSize: 2 })).not.toBeNull()
})

test('the control is the last sweep, looks at a fifth of the rows every third of 100 updates, and knows their constant loss', async () => {
  const data = clouds(320)
  const records: RangeTestStep[] = []
  const options: RangeTestOptions = { steps: 100, batchSize: 32, onStep: (record) => records.push(record) }
  const control = await controlOf(data, options)
  expect(control?.sweep).toMatchObject({ steps: 100, every: 3, probeRows: 64 })
  expect(control?.sweep.probes.map(({ step }) => step)).toEqual(Array.from({ length: 34 }, (_, i) => 3 * i))
  expect(records.map(({ step }) => step)).toEqual(Array.from({ length: 100 }, (_, i) => i + 1))
  // two seeds, half the steps, the control
  expect(new Set(records.map(({ sweep, sweeps }) => `${sweep} of ${sweeps}`))).toEqual(new Set(['3 of 4']))
  // near ln 5, as classes are nearly balanced
  expect(control?.constant).toBeGreaterThan(1.5)
  expect(control?.constant).toBeLessThanOrEqual(Math.log(5))
})

test('half the steps run from 40 steps on, with half the lag', async () => {
  const half = (steps: number) => withLab(clouds(320), { steps, batchSize: 8, smoothing: 0.8 }, (lab) => lab.half())
  expect(await half(39)).toBeNull()
  const sweep = await half(41)
  expect(sweep?.steps).toBe(20)
  expect(sweep?.loss).toHaveLength(20)
  expect(lagOf(sweep?.smoothing as number)).toBeCloseTo(lagOf(0.8) / 2, 12)
})

test('with the metric loss a sweep looks once, at its start, at 512 rows or all; the constant is that of all rows', async () => {
  for (const [count, rows] of [
    [320, 320],
    [600, 512],
  ] as const) {
    const data = clouds(count)
    await withLab(data, { steps: 10, batchSize: 32 }, async (lab) => {
      const { probes, probeRows } = await lab.main(0)
      expect([probes.map(({ step }) => step), probeRows]).toEqual([[0], rows])
      expect(lab.constant).toBe(constantLoss(data, arenaOf(network).loss, 5))
    })
  }
})

test('with the metric accuracy the rows that are given are looked at, or else a tenth, with the errors of a constant answer', async () => {
  const validation = clouds(40, 2)
  const options: RangeTestOptions = { metric: 'accuracy', steps: 10, batchSize: 16 }
  await withLab(clouds(320), { ...options, validation }, async (lab) => {
    const { probes, probeRows } = await lab.main(1)
    expect([probes.length, probeRows]).toEqual([11, 40])
    expect(probes[0]?.accuracy).toBe(network.evaluate(validation).accuracy)
    expect(lab.constant).toBe(1 - constantAccuracy(validation))
  })
  await withLab(clouds(320), options, async (lab) => {
    expect((await lab.main(0)).probeRows).toBe(32)
    expect(lab.constant).toBeGreaterThan(0.5)
    expect(lab.constant).toBeLessThanOrEqual(0.8)
  })
})
