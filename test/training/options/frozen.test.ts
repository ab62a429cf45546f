import { describe, expect, test } from 'vitest'
import { createNetwork, loadEngine, loadNetwork } from '../../../src/entry/index.js'
import { activation } from '../../../src/layers/activation.js'
import { batchNorm } from '../../../src/layers/batch-norm.js'
import { dense } from '../../../src/layers/dense.js'
import type { Layer, Pass } from '../../../src/layers/layer.js'
import { arenaOf, type Network } from '../../../src/network/network.js'
import { adamw, sgd } from '../../../src/optimizers/index.js'
import { trainedRanges } from '../../../src/training/options/frozen.js'
import type { TrainingOptions } from '../../../src/training/plan.js'
import { train } from '../../../src/training/train.js'
import { Training } from '../../../src/training/training.js'
import { data, options, timeless } from '../runs.js'

const deep = async (engine: 'wasm' | 'js' = 'wasm') => {
  const layers = [dense(8, 'relu'), activation('tanh'), dense(7, 'tanh'), dense(5, 'relu'), dense(2)]
  return createNetwork({ inputs: 2, layers, seed: 4, engine: await loadEngine(engine) })
}
const valuesIn = (network: Network, layer: number) =>
  network.tensors().flatMap((tensor) => (tensor.layer === layer ? [...tensor.values] : []))

async function run(changes: Partial<TrainingOptions>, engine: 'wasm' | 'js' = 'wasm') {
  const network = await deep(engine)
  const history = timeless(await train(network, data, options(changes)))
  return { network, hash: network.sha256(), history }
}

describe.each([[[0]], [[0, 1, 2]], [[3]], [[0, 3]], [[4]], [[2, 4]]])('layers %j frozen', (frozen) => {
  test('stay as they are to the last bit, weight decay or not, and all others move', async () => {
    const before = await deep()
    const { network } = await run({ frozen, optimizer: adamw({ learningRate: 0.01, weightDecay: 0.1, l1: 0.01 }) })
    for (const layer of [0, 2, 3, 4]) {
      const same = valuesIn(network, layer).every((value, i) => Object.is(value, valuesIn(before, layer)[i]))
      expect(same, `layer ${layer}`).toBe(frozen.includes(layer))
    }
  })

  test('the first update of the others has the bits of a run that trains all', async () => {
    const [some, all] = [await deep(), await deep()]
    const optimizer = sgd({ learningRate: 0.5 })
    new Training(some, data, options({ optimizer, frozen })).update()
    new Training(all, data, options({ optimizer })).update()
    for (const layer of [0, 2, 3, 4]) {
      if (!frozen.includes(layer)) expect(valuesIn(some, layer)).toEqual(valuesIn(all, layer))
    }
  })

  test('both engines give the same bits, and a checkpoint goes on to them', async () => {
    const whole = await run({ frozen })
    expect((await run({ frozen }, 'js')).hash).toBe(whole.hash)
    const training = new Training(await deep(), data, options({ frozen }))
    for (let step = 0; step < 3; step++) training.update()
    const resumed = await run({ frozen, resume: training.checkpoint() })
    expect(resumed.hash).toBe(whole.hash)
    expect(resumed.history).toEqual(whole.history)
  })
})

test('trained stretches are layers with their gaps, and begin at multiples of 4', async () => {
  const arena = arenaOf(await deep())
  // 2x8 and 8 take 16 + 16 floats, 8x7 and 7 take 64 + 16, 7x5 and 5 take 48 + 16, 5x2 and 2 take 16 + 16
  expect(trainedRanges(arena, undefined)).toEqual([{ from: 0, count: 208 }])
  const [first, second, third, fourth] = [
    { from: 0, count: 32 },
    { from: 32, count: 80 },
    { from: 112, count: 64 },
    { from: 176, count: 32 },
  ]
  expect(trainedRanges(arena, [0, 1])).toEqual([second, third, fourth])
  expect(trainedRanges(arena, [2])).toEqual([first, third, fourth])
  expect(trainedRanges(arena, [0, 2, 3])).toEqual([fourth])
})

test('none frozen is the run that names none, and a run after one with frozen layers trains all again', async () => {
  const plain = await run({})
  expect((await run({ frozen: [] })).hash).toBe(plain.hash)
  const network = await deep()
  await train(network, data, options({ frozen: [0, 2, 3], epochs: 1 }))
  network.setParameters((await deep()).parameters())
  await train(network, data, options())
  expect(network.sha256()).toBe(plain.hash)
})

test('a checkpoint names what was frozen, in any order, and refuses anything else', async () => {
  const training = new Training(await deep(), data, options({ frozen: [3, 0, 3] }))
  training.update()
  const resume = training.checkpoint()
  await run({ frozen: [0, 3], resume })
  for (const frozen of [undefined, [0]]) {
    const error = await run({ ...(frozen && { frozen }), resume }).catch((reason) => reason)
    expect(error.message).toMatch(/frozen/)
  }
})

test('a network from a file is fine-tuned: its lower layers keep what they learnt', async () => {
  const file = (await run({})).network.save()
  const network = await loadNetwork(file)
  await train(network, data, options({ frozen: [0, 2, 3], seed: 9 }))
  const before = await loadNetwork(file)
  for (const layer of [0, 2, 3]) expect(valuesIn(network, layer)).toEqual(valuesIn(before, layer))
  expect(valuesIn(network, 4)).not.toEqual(valuesIn(before, 4))
})

test('layers below the lowest trained one compute as in evaluation and have no backward pass', async () => {
  const calls: string[] = []
  const spy = (name: string): Layer => ({
    description: { kind: name },
    bind: (input) => ({
      output: input,
      tensors: [],
      kept: 0,
      workspace: () => 0,
      forward({ core, x, y }, rows, { training }: Pass) {
        calls.push(`${name} ${training}`)
        core.f32.copyWithin(y / 4, x / 4, x / 4 + rows * input[0]!)
      },
      backward({ core, dx, dy }, rows) {
        calls.push(`${name} back`)
        if (dx !== 0) core.f32.copyWithin(dx / 4, dy / 4, dy / 4 + rows * input[0]!)
      },
    }),
  })
  const layers = [dense(3), spy('below'), dense(3), spy('above'), dense(2)]
  const network = await createNetwork({ inputs: 2, layers })
  new Training(network, data, options({ frozen: [0] })).update()
  expect(calls).toEqual(['below false', 'above true', 'above back'])
})

test('layers below all that are trained take any last batch: a normalisation there asks for no second row', async () => {
  const fresh = () => createNetwork({ inputs: 2, layers: [dense(3), batchNorm(), dense(2)] })
  // 90 rows in batches of 89 leave one
  const one = options({ epochs: 1, batchSize: 89 })
  await expect(train(await fresh(), data, { ...one, frozen: [0] })).rejects.toThrow('at least 2 rows')
  const { stopped } = await train(await fresh(), data, { ...one, frozen: [0, 1] })
  expect(stopped).toBe('completed')
})
