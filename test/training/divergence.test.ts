import { describe, expect, test } from 'vitest'
import type { EngineName } from '../../src/core/core.js'
import { createDataset } from '../../src/data/dataset.js'
import { createNetwork, loadEngine } from '../../src/entry/index.js'
import { dense } from '../../src/layers/dense.js'
import { sgd } from '../../src/optimizers/sgd.js'
import { defineSchedule } from '../../src/schedules/define.js'
import { checkConverged, train } from '../../src/training/train.js'
import { Training } from '../../src/training/training.js'
import { errorOf, refusal } from '../helpers.js'
import { labelled } from '../network/data.js'
import { data, newNetwork, options } from './runs.js'

/** y = w x + b with w = 1, b = 0 to start with, on one row: x = 1, target 0. */
async function line(engine: EngineName = 'wasm') {
  const network = await createNetwork({
    inputs: 1,
    layers: [dense(1)],
    loss: 'meanSquaredError',
    engine: await loadEngine(engine),
  })
  network.setParameters(Float32Array.of(1, 0))
  return network
}
const point = (x: number) => createDataset({ inputs: 1, features: Float32Array.of(x), targets: Float32Array.of(0) })
const once = (learningRate: number) => ({ epochs: 1, standardize: false, optimizer: sgd({ learningRate }) })

describe.each(['wasm', 'js'] as const)('a run on %s with a rate far too high', (engine) => {
  test('stops with its reason, keeps a finite history and resolves', async () => {
    const network = await newNetwork({ engine: await loadEngine(engine) })
    const history = await train(network, data, options({ epochs: 50, optimizer: sgd({ learningRate: 1e30 }) }))
    expect(history.stopped).toBe('diverged')
    expect(history.reason).toMatch(/^the loss was (NaN|Infinity) after \d+ updates$/)
    expect(history.reason).toContain(`after ${history.loss.length} updates`)
    expect(history.loss.length).toBeGreaterThan(0)
    expect(history.loss.length).toBeLessThan(20)
    expect(history.loss.every(Number.isFinite)).toBe(true)
    expect(JSON.parse(JSON.stringify(history))).toEqual(history)
  })

  test('that ends in NaN has no hash', async () => {
    const network = await line(engine)
    // y = 1e20: the loss 1e40 is finite in f64, the gradient 2e40 is not in f32, and 0 times infinity is NaN
    const history = await train(network, point(1e20), once(0))
    expect(history).toMatchObject({ stopped: 'diverged', reason: 'a parameter was not finite after 1 updates' })
    expect(Array.from(network.parameters(), Number.isNaN)).toEqual([true, false])
    expect(() => network.sha256()).toThrow('sha256: "parameters" expected numbers, got NaN')
    expect(() => network.predict([1])).toThrow(
      refusal(RangeError, 'predict', 'answer', 'finite', 'NaN', 'lower its learning rate'),
    )
  })
})

describe('what counts as divergence', () => {
  test('a loss that is not finite: the update is not made', async () => {
    const network = await line()
    // y = 2 * 3e38 is beyond f32
    network.setParameters(Float32Array.of(2, 0))
    const before = network.parameters()
    const history = await train(network, point(3e38), once(0.1))
    expect(history).toMatchObject({ stopped: 'diverged', reason: 'the loss was Infinity after 0 updates', loss: [] })
    expect(network.parameters()).toEqual(before)
  })

  test('a parameter that is not finite at the end of an epoch', async () => {
    const network = await line()
    // loss 1, gradient 2 for w and b, and 2 * 3e38 is beyond f32
    const history = await train(network, point(1), once(3e38))
    expect(history).toMatchObject({ stopped: 'diverged', reason: 'a parameter was not finite after 1 updates' })
    expect(history.loss).toEqual([1])
    expect(history.epochRecords).toEqual([])
  })

  test('a validation loss that is not finite, though the training is', async () => {
    const network = await line()
    network.setParameters(Float32Array.of(2, 0))
    const history = await train(network, point(1), { ...once(0), validation: point(3e38) })
    expect(history).toMatchObject({ stopped: 'diverged', reason: 'the validation loss was Infinity after 1 updates' })
    expect(history.epochRecords).toEqual([])
  })
})

test('with early stopping the best epoch is given back, and hashed, after a divergence', async () => {
  const network = await newNetwork()
  const after: Float32Array[] = []
  const optimizer = sgd({ learningRate: defineSchedule('late', {}, (step) => (step < 10 ? 0.3 : 1e38)) })
  const history = await train(
    network,
    labelled(90, 2, 2),
    options({
      optimizer,
      validation: labelled(40, 2, 2),
      earlyStopping: {},
      onEpoch: () => void after.push(network.parameters()),
    }),
  )
  expect(history).toMatchObject({ stopped: 'diverged', restoredEpoch: 1 })
  expect(network.parameters()).toEqual(after[1])
  expect(network.sha256()).toMatch(/^[0-9a-f]{64}$/)
})

test('update returns false and makes no more updates', async () => {
  const training = new Training(await newNetwork(), data, options({ optimizer: sgd({ learningRate: 1e38 }) }))
  while (training.update());
  expect(training.stopped).toBe('diverged')
  const { step } = training
  expect(training.update()).toBe(false)
  expect(training.step).toBe(step)
})

test('checkConverged passes any other history on and names the remedy for a diverged one', async () => {
  const good = await train(await newNetwork(), data, options({ epochs: 1 }))
  expect(checkConverged('findLearningRate', good)).toBe(good)
  const bad = await train(await newNetwork(), data, options({ optimizer: sgd({ learningRate: 1e38 }) }))
  expect(errorOf(() => checkConverged('race', bad)).message).toBe(
    `race: "run" expected a finite loss, got divergence: ${bad.reason}; lower the learning rate`,
  )
})
