import { describe, expect, test } from 'vitest'
import { loadEngine } from '../../../src/entry/index.js'
import { arenaOf } from '../../../src/network/network.js'
import { sgd } from '../../../src/optimizers/sgd.js'
import { clipByNorm, clipByValue, gradientNorm } from '../../../src/training/options/clipping.js'
import { train } from '../../../src/training/train.js'
import { Training } from '../../../src/training/training.js'
import { uniform } from '../../network/data.js'
import { data, newNetwork, options, timeless } from '../runs.js'

/** Gradients in the memory of a network, in one stretch or, with `gap`, in two that leave out what lies between. */
async function gradientsOf(values: ArrayLike<number>, gap?: [number, number]) {
  const { core } = arenaOf(await newNetwork())
  const gradients = Math.ceil(core.start / 64) * 64
  core.grow(gradients + 4 * values.length)
  core.f32.set(values, gradients / 4)
  const all = [{ from: 0, count: values.length }]
  const parts = gap && [
    { from: 0, count: gap[0] },
    { from: gap[1], count: values.length - gap[1] },
  ]
  const target = { core, gradients, ranges: parts ?? all }
  return { target, now: () => Array.from(core.f32.subarray(gradients / 4, gradients / 4 + values.length)) }
}

describe('clipping by value', () => {
  test('holds each gradient within both bounds, keeps those inside, and leaves NaN alone', async () => {
    const { target, now } = await gradientsOf([3, -3, 0.5, -0.5, -0, Infinity, Number.NaN])
    clipByValue(target, 0.5)
    expect(now()).toEqual([0.5, -0.5, 0.5, -0.5, -0, 0.5, Number.NaN])
  })
})

describe('clipping by norm', () => {
  test('by hand: 3 and 4 have the norm 5, and half of each the norm 2.5', async () => {
    const { target, now } = await gradientsOf([3, 0, 0, 0, 0, 4, 0, 0])
    expect(gradientNorm(target)).toBe(5)
    clipByNorm(target, 2.5)
    expect(now()).toEqual([1.5, 0, 0, 0, 0, 2, 0, 0])
  })

  test('at the norm itself and above it nothing changes, and nothing where the norm is not finite', async () => {
    for (const [values, most] of [
      [[3, 4, 0, 0], 5],
      [[3, 4, 0, 0], 50],
      [[3, Infinity, 0, 0], 1],
      [[3, Number.NaN, 0, 0], 1],
    ] as const) {
      const { target, now } = await gradientsOf(values)
      clipByNorm(target, most)
      expect(now()).toEqual(values)
    }
  })

  test('the norm is the ordered sum of four chains, bit for bit, at every length of fours to 68', async () => {
    for (let length = 0; length <= 68; length += 4) {
      const values = uniform(length, 'norm', 5)
      const chains = [0, 0, 0, 0]
      for (const [i, g] of values.entries()) chains[i % 4]! += g * g
      const wanted = Math.sqrt(chains[0]! + chains[1]! + (chains[2]! + chains[3]!))
      expect(gradientNorm((await gradientsOf(values)).target)).toBe(wanted)
    }
  })

  test('what lies between the trained stretches neither counts nor changes', async () => {
    const { target, now } = await gradientsOf([3, 0, 0, 0, 100, 100, 100, 100, 4, 0, 0, 0], [4, 8])
    clipByNorm(target, 2.5)
    expect(now()).toEqual([1.5, 0, 0, 0, 100, 100, 100, 100, 2, 0, 0, 0])
  })
})

describe('a run', () => {
  const run = async (changes = {}, engine: 'wasm' | 'js' = 'wasm') => {
    const network = await newNetwork({ engine: await loadEngine(engine) })
    const history = timeless(await train(network, data, options(changes)))
    return { hash: network.sha256(), history }
  }
  const tight = { clipNorm: 0.05, clipValue: 0.03 }

  test('with bounds that nothing reaches has the bits of one without', async () => {
    expect(await run({ clipNorm: 1e6, clipValue: 1e6 })).toEqual(await run())
  })

  test('with bounds that bite has the same bits on both engines, and others than each bound alone', async () => {
    const both = await run(tight)
    expect(await run(tight, 'js')).toEqual(both)
    const hashes = [both.hash, (await run()).hash]
    for (const [name, bound] of Object.entries(tight)) hashes.push((await run({ [name]: bound })).hash)
    expect(new Set(hashes).size).toBe(4)
  })

  test('a step is no longer than rate times bound, for one step of plain sgd', async () => {
    const network = await newNetwork()
    const before = network.parameters()
    new Training(network, data, options({ optimizer: sgd({ learningRate: 1 }), clipNorm: 0.01 })).update()
    const moved = network.parameters().map((w, i) => w - before[i]!)
    expect(Math.hypot(...moved)).toBeCloseTo(0.01, 6)
  })

  test('goes on from a checkpoint to the same bits, and not with another bound', async () => {
    const training = new Training(await newNetwork(), data, options(tight))
    for (let step = 0; step < 3; step++) training.update()
    const resume = training.checkpoint()
    expect(await run({ ...tight, resume })).toEqual(await run(tight))
    for (const other of [{}, { ...tight, clipNorm: 1 }]) {
      expect((await run({ ...other, resume }).catch((reason) => reason)).message).toMatch(/clip/)
    }
  })
})
