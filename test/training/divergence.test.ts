import { describe, expect, test, vi } from 'vitest'
import type { EngineName } from '../../src/core/core.js'
import { createDataset } from '../../src/data/create-dataset.js'
import { createNetwork, loadEngine } from '../../src/entry/index.js'
import { activation } from '../../src/layers/activation.js'
import { batchNorm } from '../../src/layers/batch-norm.js'
import { dense } from '../../src/layers/dense.js'
import { arenaOf } from '../../src/network/network.js'
import { sgd } from '../../src/optimizers/sgd.js'
import { defineSchedule } from '../../src/schedules/define.js'
import { checkConverged, train } from '../../src/training/train.js'
import { Training } from '../../src/training/training.js'
import { errorOf, refusal } from '../helpers.js'
import { labelled } from '../network/data.js'
import { data, newNetwork, options, timeless, validation } from './runs.js'

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
      refusal(RangeError, 'predict', 'answer', 'finite', 'NaN', 'lower the learning rate'),
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

describe("onDivergence: 'restore'", () => {
  /** Good for `good` updates, five an epoch, then far too high. */
  const lateBy = (good: number) => sgd({ learningRate: defineSchedule('late', {}, (k) => (k < good ? 0.3 : 1e38)) })
  const normed = () => newNetwork({ layers: [dense(8), batchNorm(), activation('relu'), dense(2)] })

  test('gives back all tensors as the last whole epoch left them, the state of batch norm too, and says of when', async () => {
    const network = await normed()
    const after: string[] = []
    const history = await train(
      network,
      data,
      options({
        epochs: 9,
        optimizer: lateBy(12),
        onDivergence: 'restore',
        onEpoch: () => after.push(network.sha256()),
      }),
    )
    expect(after).toHaveLength(2)
    expect(history).toMatchObject({ stopped: 'diverged', restoredStep: 10, restoredEpoch: null })
    expect(history.reason).toMatch(/^the loss was \S+ after 1[34] updates; the network is as after 10$/)
    expect(network.sha256()).toBe(after[1])
    expect(network.save().length).toBeGreaterThan(0)
    expect(() => checkConverged('race', history)).toThrow('the network is as after 10; lower the learning rate')
  })

  test('does not take weights for good whose loss is on its way to infinity', async () => {
    const network = await line()
    const sums: string[] = []
    // w shrinks by a fifth in each of two epochs, then grows sevenfold: its loss is finite for some forty epochs more
    const learningRate = defineSchedule('late', {}, (k) => (k < 2 ? 0.05 : 2))
    const history = await train(network, point(1), {
      ...once(0),
      epochs: 100,
      optimizer: sgd({ learningRate }),
      onDivergence: 'restore',
      onEpoch: () => sums.push(network.sha256()),
    })
    expect(sums.length).toBeGreaterThan(30)
    expect(history).toMatchObject({ stopped: 'diverged', restoredStep: 3 })
    expect(network.sha256()).toBe(sums[2])
  })

  test('before the end of an epoch gives back what the run began with, also where it was resumed in mid-epoch', async () => {
    const network = await normed()
    const start = network.sha256()
    const plan = options({ epochs: 9, optimizer: lateBy(3), onDivergence: 'restore' })
    expect(await train(network, data, plan)).toMatchObject({ stopped: 'diverged', restoredStep: 0 })
    expect(network.sha256()).toBe(start)
    const broken = new Training(await normed(), data, plan)
    while (broken.step < 2) broken.update()
    const bits = broken.network.sha256()
    const resumed = new Training(await normed(), data, { ...plan, resume: broken.checkpoint() })
    expect(await resumed.finish()).toMatchObject({ stopped: 'diverged', restoredStep: 2 })
    expect(resumed.network.sha256()).toBe(bits)
  })

  test('after a validation loss that is not finite', async () => {
    const network = await line()
    const history = await train(network, point(1), {
      ...once(0.1),
      validation: point(3e38),
      epochs: 2,
      onDivergence: 'restore',
    })
    expect(history).toMatchObject({ stopped: 'completed', restoredStep: null })
    network.setParameters(Float32Array.of(2, 0))
    expect(
      await train(network, point(1), { ...once(0), validation: point(3e38), onDivergence: 'restore' }),
    ).toMatchObject({ stopped: 'diverged', restoredStep: 0 })
    expect([...network.parameters()]).toEqual([2, 0])
  })

  test('leaves what early stopping gives back: its best epoch, which the reason does not contradict', async () => {
    const network = await newNetwork()
    const after: string[] = []
    const history = await train(
      network,
      labelled(90, 2, 2),
      options({
        optimizer: lateBy(10),
        validation: labelled(40, 2, 2),
        earlyStopping: {},
        onDivergence: 'restore',
        onEpoch: () => after.push(network.sha256()),
      }),
    )
    expect(history).toMatchObject({ stopped: 'diverged', restoredEpoch: 1, restoredStep: null })
    expect(history.reason).not.toContain('as after')
    expect(network.sha256()).toBe(after[1])
  })

  test('changes no bit of a run that does not diverge, nor its history', async () => {
    const [plain, kept] = [await normed(), await normed()]
    const stopped = await train(plain, data, options({ validation }))
    const restored = await train(kept, data, options({ validation, onDivergence: 'restore' }))
    expect(kept.sha256()).toBe(plain.sha256())
    expect(timeless(restored)).toEqual(timeless(stopped))
  })

  test('keeps no copy where it is not asked for', async () => {
    const network = await newNetwork()
    const copies = vi.spyOn(arenaOf(network), 'parameters')
    await train(network, data, options({}))
    expect(copies).not.toHaveBeenCalled()
    await train(network, data, options({ epochs: 3, onDivergence: 'restore' }))
    expect(copies).toHaveBeenCalledTimes(4)
  })

  test('another name is refused', async () => {
    const onDivergence = 'go on' as 'stop'
    await expect(train(await newNetwork(), data, options({ onDivergence }))).rejects.toThrow(
      refusal(RangeError, 'train', 'onDivergence', 'stop, restore', 'go on'),
    )
  })
})

test('a run that diverged has no checkpoint', async () => {
  for (const onDivergence of ['stop', 'restore'] as const) {
    const optimizer = sgd({ learningRate: 1e38 })
    const training = new Training(await newNetwork(), data, options({ optimizer, onDivergence }))
    await training.finish()
    expect(errorOf(() => training.checkpoint()).message).toContain(
      'checkpoint: "run" expected a finite loss, got divergence',
    )
  }
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
