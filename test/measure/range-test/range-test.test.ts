import { beforeAll, expect, test } from 'vitest'
import {
  createNetwork,
  type Dataset,
  dense,
  loadEngine,
  oneCycle,
  sgd,
  spirals,
  Training,
  takeRows,
  train,
} from '../../../src/entry/index.js'
import { rangeTestToCsv } from '../../../src/measure/range-test/csv.js'
import type { RangeTestOptions, RangeTestStep } from '../../../src/measure/range-test/options.js'
import { findLearningRate } from '../../../src/measure/range-test/range-test.js'
import { checkReliable, type RangeTest } from '../../../src/measure/range-test/result.js'
import { smooth } from '../../../src/measure/range-test/smoothing.js'
import { geometric } from '../../../src/schedules/index.js'
import { clouds, curve, withNoiseLabels, withZeroInputs } from './data.js'

const data = clouds(5000)
const test2000 = clouds(2000, 2)
const create = (seed = 0) => createNetwork({ inputs: 20, layers: [dense(32, 'relu'), dense(5)], seed })
const find = async (dataset: Dataset, options: RangeTestOptions = {}, seed = 0): Promise<RangeTest> =>
  findLearningRate(await create(seed), dataset, { batchSize: 64, ...options })

let range: RangeTest
beforeAll(async () => {
  range = await find(data)
})

test('the first sweep is the run that training with the same rates gives, to the bit, and the curve is smoothed as said', async () => {
  const network = await create()
  const learningRate = geometric({ initial: 1e-5, final: 10, totalSteps: 100 })
  const optimizer = sgd({ learningRate, momentum: 0.9 })
  const run = new Training(network, data, { epochs: 2, batchSize: 64, optimizer })
  for (let step = 0; step < range.loss.length; step++) run.update()
  const { history } = run
  expect(range.loss).toEqual(history.loss)
  expect(range.learningRate).toEqual(history.learningRate)
  expect(range.smoothed).toEqual(smooth(range.loss, 9 / 10))
})

test('a sweep stops at the first loss whose smoothed value is over 4 times the lowest before it', () => {
  for (const { stopped, smoothed } of range.seeds) {
    expect(stopped).toBe('diverged')
    smoothed.forEach((value, i) => {
      const lowest = Math.min(...smoothed.slice(0, i))
      expect(value > 4 * lowest).toBe(i === smoothed.length - 1)
    })
  }
})

test('the lag is that of the smoothing: 9 updates, which are 0.545 decades of 6 in 99', () => {
  expect(range.lag.steps).toBeCloseTo(9, 12)
  expect(range.lag.decades).toBeCloseTo((9 * 6) / 99, 12)
})

test('what is suggested is the median over the seeds, inside its interval, and base is a tenth of peak', () => {
  const { suggested, interval, seeds } = checkReliable('test', range) as RangeTest & { reliable: true }
  const sorted = (name: 'peak' | 'low' | 'high') =>
    seeds.map((seed) => seed.suggested?.[name] as number).sort((a, b) => a - b)
  for (const name of ['peak', 'low', 'high'] as const) expect(suggested[name]).toBe(sorted(name)[1])
  expect(interval?.peak).toEqual([sorted('peak')[0], sorted('peak')[2]])
  expect(interval?.coverage).toBeCloseTo(0.75, 12)
  expect(suggested.peak).toBeCloseTo(0.9 * suggested.high, 12)
  expect(suggested.base).toBeCloseTo(suggested.peak / 10, 12)
  expect(suggested.low).toBeLessThan(suggested.high)
  expect(new Set(seeds.map(({ loss }) => loss[0])).size).toBe(3)
  expect(seeds.map(({ seed }) => seed)).toEqual([0, 1, 2])
})

test('on labels drawn by lot and on rows of zeros there is no reliable answer', async () => {
  const lots = await find(withNoiseLabels(data, 0))
  expect([lots.reliable, lots.suggested]).toEqual([false, null])
  expect(lots.reasons[0]).toMatch(/^the loss .* 1\.61 of a constant answer/)
  const { reliable, reasons } = await find(withZeroInputs(data), { steps: 100 })
  expect(reliable).toBe(false)
  expect(reasons[0]).toMatch(/^the loss did not fall below/)
})

test('few rows with labels drawn by lot, which 50 epochs learn by heart, are found out on those that are held out', async () => {
  const { reliable, reasons } = await find(withNoiseLabels(clouds(200), 3), { batchSize: 50, steps: 200, to: 1 })
  expect(reliable).toBe(false)
  expect(reasons.join()).toMatch(/on held-out rows/)
})

test('no reliable answer to default options is asked again with 300 updates; steps that are given are kept', async () => {
  expect((await find(withZeroInputs(data))).steps).toBe(300)
  expect((await find(withZeroInputs(data), { steps: 100 })).steps).toBe(100)
  expect(range.steps).toBe(100)
})

test('checkReliable throws the reasons', async () => {
  const none = await find(withZeroInputs(data), { steps: 50 })
  expect(() => checkReliable('demo', none)).toThrow(/^demo: "range test" .* 8\.2 updates/)
})

test('a range that ends too low is found out: the loss is still falling there', async () => {
  const { reliable, reasons } = await find(data, { to: 0.03 })
  expect(reliable).toBe(false)
  expect(reasons).toEqual(['the loss was still falling at the highest rate: raise "to"'])
})

test('a range that begins too high is found out: the loss explodes before there is a curve', async () => {
  const { reliable, reasons, seeds } = await find(data, { from: 20, to: 1000, steps: 100 })
  expect(seeds[0]?.stopped).toBe('diverged')
  expect(reliable).toBe(false)
  expect(reasons[0]).toMatch(/ points .*: lower "from" or raise "steps"$/)
})

test('the accuracy as metric and a cycled momentum give a peak within a factor of 3 of the default one', async () => {
  const peak = checkReliable('test', range).suggested.peak
  const way: RangeTestOptions = { metric: 'accuracy', validation: test2000, momentum: { high: 0.95, low: 0.85 } }
  const other = checkReliable('test', await find(data, way)).suggested.peak
  expect(Math.abs(Math.log(other / peak))).toBeLessThan(Math.log(3))
  expect(range.sensitivity?.steps).toBe(50)
  expect(Math.abs(Math.log(range.sensitivity?.ratio as number))).toBeLessThan(Math.log(2))
})

test('a network that has learnt the data already gets no rate: its loss cannot fall by more than noise', async () => {
  const network = await create()
  const optimizer = ({ totalSteps }: { totalSteps: number }) => sgd(oneCycle({ totalSteps, peak: 0.1 }))
  await train(network, data, { epochs: 30, batchSize: 64, optimizer })
  const again = await findLearningRate(network, data, { batchSize: 64, steps: 100 })
  expect(again.start).toBe('trained')
  expect(again.reasons.join()).toMatch(/it began with/)
})

test('the triangular sweep comes back down: as many rates fall as rose, and the curve is whole', async () => {
  const { learningRate, stopped } = await find(data, { sweep: 'triangular', to: 0.1, steps: 101, seeds: 1 })
  expect(stopped).toBe('completed')
  expect(learningRate[50]).toBe(0.1)
  expect(learningRate[100]).toBe(learningRate[0])
})

test('with the metric accuracy the share of right answers is measured about 33 times, and rises', async () => {
  const { accuracy = [] } = await find(data, { metric: 'accuracy', steps: 100 })
  expect(accuracy.slice(0, 3).map(({ step }) => step)).toEqual([0, 3, 6])
  expect(accuracy[0]?.accuracy).toBeLessThan(0.4)
  expect(Math.max(...accuracy.map((point) => point.accuracy))).toBeGreaterThan(0.7)
})

test('targets instead of classes: the loss alone, and a reliable answer', async () => {
  const network = await createNetwork({ inputs: 8, layers: [dense(32, 'tanh'), dense(1)], loss: 'meanSquaredError' })
  expect((await findLearningRate(network, curve(4000), { batchSize: 64 })).reliable).toBe(true)
})

test('the built-in spirals have a reliable answer, and 1cycle with it gets 99 % right', async () => {
  const { training, test } = spirals({ seed: 1 })
  const network = await createNetwork({ inputs: 2, layers: [dense(32, 'relu'), dense(32, 'relu'), dense(2)] })
  const { suggested } = checkReliable('test', await findLearningRate(network, training, { batchSize: 32 }))
  const optimizer = ({ totalSteps }: { totalSteps: number }) => sgd(oneCycle({ totalSteps, peak: suggested.peak }))
  await train(network, training, { epochs: 40, batchSize: 32, optimizer })
  expect(network.evaluate(test).accuracy).toBeGreaterThan(0.99)
})

test('equal calls give equal results, on both engines, and another seed gives others', async () => {
  const options = { batchSize: 64, steps: 60, seeds: 2 }
  const results: RangeTest[] = []
  for (const engine of ['wasm', 'js'] as const) {
    const network = await createNetwork({
      inputs: 20,
      layers: [dense(8, 'tanh'), dense(5)],
      engine: await loadEngine(engine),
    })
    results.push(await findLearningRate(network, data, options), await findLearningRate(network, data, options))
    expect((await findLearningRate(network, data, { ...options, seed: 8 })).loss).not.toEqual(results[0]?.loss)
  }
  for (const result of results) expect(result).toEqual(results[0])
})

test('onStep is called for every update of every sweep, in order, with plain records that stay as they were', async () => {
  const records: RangeTestStep[] = []
  const result = await find(data, { steps: 60, onStep: (record) => records.push(record) })
  // three seeds and half the steps; no row is seen twice, so nothing is held out
  expect(records[0]?.sweeps).toBe(4)
  const first = records.filter(({ sweep }) => sweep === 0)
  expect(first.map(({ loss }) => loss)).toEqual(result.loss)
  expect(first.map(({ smoothed }) => smoothed)).toEqual(result.smoothed)
  expect(first.map(({ step }) => step)).toEqual(result.loss.map((_, i) => i + 1))
  expect(new Set(records.filter(({ sweep }) => sweep === 3).map(({ steps }) => steps))).toEqual(new Set([30]))
})

test('an abort is a result: the curve so far, no suggestion, no second attempt', async () => {
  const controller = new AbortController()
  const onStep = ({ sweep, step }: RangeTestStep) => {
    if (sweep === 1 && step === 7) controller.abort()
  }
  const result = await find(data, { signal: controller.signal, onStep })
  expect(result.reasons).toEqual(['the test was aborted'])
  expect(result.seeds.map(({ stopped, loss }) => [stopped, loss.length])).toEqual([
    ['diverged', range.loss.length],
    ['aborted', 7],
  ])
  const none = await find(data, { signal: AbortSignal.abort() })
  expect([none.reliable, none.loss, none.seeds.length]).toEqual([false, [], 1])
})

test('the host gets its turn: a timer fires while the test runs', async () => {
  const wide = await createNetwork({
    inputs: 20,
    layers: [dense(512, 'relu'), dense(5)],
    engine: await loadEngine('js'),
  })
  let fired = 0
  const timer = setInterval(() => fired++, 5)
  await findLearningRate(wide, data, { seeds: 1, steps: 50 })
  clearInterval(timer)
  expect(fired).toBeGreaterThan(2)
})

test('the result is plain JSON with the fields that scripts depend on', () => {
  const json = JSON.parse(JSON.stringify(range))
  expect(json).toEqual(range)
  expect(json).not.toHaveProperty('accuracy')
  for (const name of ['learningRate', 'loss', 'smoothed']) expect(json[name]).toHaveLength(range.loss.length)
  expect(Object.keys(json.suggestions).sort()).toEqual(['minimum', 'slide', 'steepest', 'valley'])
  expect(Object.keys(json.suggested).sort()).toEqual(['base', 'high', 'low', 'peak'])
  expect(json).toMatchObject({ reliable: true, reasons: [], agreement: {}, sensitivity: {}, interval: {}, lag: {} })
})

test('as CSV there is a row for each update of each seed, with the accuracy where it was measured', async () => {
  const lines = rangeTestToCsv(await find(data, { metric: 'accuracy', steps: 30, seeds: 2 })).split('\n')
  expect(lines[0]).toBe('seed,step,learning_rate,loss,smoothed,accuracy')
  expect(lines[1]).toMatch(/^0,1,0.00001,\d+\.\d+,\d+\.\d+,0\.\d+$/)
  expect(lines.at(-1)).toBe('')
  expect(lines.filter((line) => line.startsWith('1,')).length).toBeGreaterThan(15)
})

test('one row, one batch, three steps: the smallest test has an answer, which is none', async () => {
  const result = await find(takeRows(data, [0]), { batchSize: 1, steps: 3, seeds: 1 })
  expect(result.reliable).toBe(false)
  expect(result.loss).toHaveLength(3)
  expect(result.interval).toBeNull()
})
