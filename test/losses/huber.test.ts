import { describe, expect, test } from 'vitest'
import { createDataset } from '../../src/data/create-dataset.js'
import { createNetwork, huber, loadEngine, loadNetwork, sgd, train } from '../../src/entry/index.js'
import { dense } from '../../src/layers/dense.js'
import { constantLoss } from '../../src/measure/range-test/constant-loss.js'
import { errorOf } from '../helpers.js'
import { targeted, uniform } from '../network/data.js'
import { engines, lossOf } from './run.js'

describe.each(engines)('the Huber loss on %s', (engine) => {
  test('by hand: squares up to delta, straight from there on, a gradient that is clipped at delta', async () => {
    // errors 0.5, -1, 3, -5; delta 1: 0.125 + 0.5 + 2.5 + 4.5
    const one = await lossOf(engine, huber(), [0.5, -1, 3, -5], [0, 0, 0, 0])
    expect(one.mean).toBe(7.625 / 4)
    expect(one.gradient).toEqual(Float32Array.of(0.125, -0.25, 0.25, -0.25))
    // delta 2: 0.125 + 0.5 + 2 (3 - 1) + 2 (5 - 1); rows of two outputs are the same mean
    const two = await lossOf(engine, huber({ delta: 2 }), [0.5, -1, 3, -5], [0, 0, 0, 0], 2)
    expect(two.mean).toBe(12.625 / 4)
    expect(two.gradient).toEqual(Float32Array.of(0.125, -0.25, 0.5, -0.5))
  })

  test('its gradient is the slope of its mean, within 1e-4', async () => {
    const y = Array.from(uniform(12, 'huber y', 3))
    const t = Array.from(uniform(12, 'huber t', 3))
    const { gradient } = await lossOf(engine, huber({ delta: 0.7 }), y, t, 3)
    const moveAt = (i: number, h: number) => y.map((value, j) => (i === j ? value + h : value))
    for (let i = 0; i < 12; i++) {
      const moved = async (h: number) => (await lossOf(engine, huber({ delta: 0.7 }), moveAt(i, h), t, 3)).mean
      expect(Math.abs(gradient[i]! - ((await moved(1e-2)) - (await moved(-1e-2))) / 2e-2)).toBeLessThan(1e-4)
    }
  })

  test('what is not a number stays so', async () => {
    expect((await lossOf(engine, huber(), [3e38, 1], [-3e38, 1])).mean).toBe(Infinity)
  })
})

test('a run gives the same bits on both engines', async () => {
  const data = targeted(50, 3, 2)
  const hashOf = async (engine: 'wasm' | 'js') => {
    const loss = huber({ delta: 0.05 })
    const network = await createNetwork({
      inputs: 3,
      layers: [dense(5, 'relu'), dense(2)],
      loss,
      engine: await loadEngine(engine),
    })
    await train(network, data, { epochs: 3, batchSize: 8, optimizer: sgd({ learningRate: 0.3 }) })
    return network.sha256()
  }
  expect(await hashOf('js')).toBe(await hashOf('wasm'))
})

test('a file keeps delta, and the default is a plain name', async () => {
  const layers = [dense(1)]
  const network = await createNetwork({ inputs: 1, layers, loss: huber({ delta: 0.25 }) })
  expect(network.plan.loss).toEqual({ name: 'huber', delta: 0.25 })
  const data = createDataset({ inputs: 1, features: Float32Array.of(1), targets: Float32Array.of(9) })
  const again = await loadNetwork(network.save())
  expect(again.plan).toEqual(network.plan)
  expect(again.evaluate(data).loss).toBe(network.evaluate(data).loss)
  for (const loss of ['huber', huber(), { name: 'huber' }] as const) {
    expect((await createNetwork({ inputs: 1, layers, loss })).plan.loss).toBe('huber')
  }
})

test('the best constant answer has the least loss: no answer on a fine grid beats it, and the mean does not reach it', () => {
  const targets = Float32Array.of(1, 2, 3, 4, 100)
  const data = createDataset({ inputs: 1, features: new Float32Array(5), targets })
  // within 1 of its median 3 the slopes of 1, 2, 4, 100 are -1, -d, d, 1: the best answer is 3
  expect(constantLoss(data, huber(), 1)).toBeCloseTo((1.5 + 0.5 + 0 + 0.5 + 96.5) / 5, 12)
  expect(huber().constant(Float64Array.of(22), Float64Array.of(2006))).toBeGreaterThan(constantLoss(data, huber(), 1))
})

test('delta must be above 0, and a misspelt option is named', () => {
  for (const delta of [0, -1, Number.NaN, Infinity]) expect(() => huber({ delta })).toThrow(RangeError)
  expect(errorOf(() => huber({ delt: 1 } as never)).message).toMatch(/"delt"/)
})
