import { describe, expect, test } from 'vitest'
import { createCore } from '../../src/core/engine/create-core.js'
import { loadEngine } from '../../src/entry/index.js'
import { adam, adamw, optimizerFromDescription, rmsprop, sgd } from '../../src/optimizers/index.js'
import type { Optimizer } from '../../src/optimizers/optimizer.js'
import { linear } from '../../src/schedules/linear.js'
import { train } from '../../src/training/train.js'
import { data, newNetwork, options } from '../training/runs.js'

/** Parameters after one update at a step, from gradients that are all 1. */
async function updated(optimizer: Optimizer, weights: readonly number[], step = 0): Promise<number[]> {
  const core = await createCore('wasm')
  const parameters = Math.ceil(core.start / 64) * 64
  core.grow(parameters + 256)
  const gradients = parameters + 64
  core.f32.set(weights, parameters / 4)
  core.f32.fill(1, gradients / 4, gradients / 4 + weights.length)
  const slots = [parameters + 128, parameters + 192].slice(0, optimizer.slots)
  const ranges = [{ from: 0, count: weights.length }]
  const scalars = new Float64Array(optimizer.scalars)
  const used = new Float64Array(2)
  optimizer.update({ core, parameters, gradients, slots, ranges, scalars, rateFactor: 1, used }, step)
  return Array.from(core.f32.subarray(parameters / 4, parameters / 4 + weights.length))
}

test('sgd by hand: 1/4 sign(w) is added to a gradient of 1, and nothing at 0', async () => {
  // w - 1/2 (1 + 1/4 sign(w))
  const after = await updated(sgd({ learningRate: 0.5, l1: 0.25 }), [2, -2, 0])
  expect(after).toEqual([2 - 0.625, -2 - 0.375, -0.5])
})

test('it stands beside weight decay, which adds decay w', async () => {
  const after = await updated(sgd({ learningRate: 0.5, l1: 0.25, weightDecay: 0.5 }), [2, -2])
  // 1 + 1/4 + 1 and 1 - 1/4 - 1
  expect(after).toEqual([2 - 1.125, -2 + 0.125])
})

test('a schedule sets it at every step', async () => {
  const l1 = linear({ initial: 1, final: 0, totalSteps: 3 })
  expect(await updated(sgd({ learningRate: 1, l1 }), [4], 1)).toEqual([4 - 1.5])
  expect(await updated(sgd({ learningRate: 1, l1 }), [4], 2)).toEqual([4 - 1])
})

const factories = { sgd, adam, adamw, rmsprop }
describe.each(Object.entries(factories))('%s', (_, factory) => {
  const learningRate = 0.05
  const run = async (optimizer: Optimizer, engine: 'wasm' | 'js' = 'wasm') => {
    const network = await newNetwork({ engine: await loadEngine(engine) })
    await train(network, data, options({ optimizer }))
    return network.sha256()
  }

  test('has the same bits on both engines and from its description, and of 0 those of none', async () => {
    const l1 = 0.01
    const hash = await run(factory({ learningRate, l1 }))
    expect(await run(factory({ learningRate, l1 }), 'js')).toBe(hash)
    expect(await run(optimizerFromDescription(factory({ learningRate, l1 }).description))).toBe(hash)
    const none = await run(factory({ learningRate }))
    expect(none).not.toBe(hash)
    expect(await run(factory({ learningRate, l1: 0 }))).toBe(none)
  })

  test('says nothing of it in its description where it is not given', () => {
    expect(factory({ learningRate }).description).not.toHaveProperty('l1')
  })

  test('refuses a negative one', () => {
    expect(() => factory({ learningRate, l1: -1 })).toThrow(RangeError)
  })
})
