import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Engine } from '../../src/core/engine/packaged.js'
import type { Dataset } from '../../src/data/dataset.js'
import { digits } from '../../src/data/generated/digits.js'
import { spirals } from '../../src/data/generated/spirals.js'
import { createNetwork, loadEngine, type NetworkOptions } from '../../src/entry/index.js'
import { dense } from '../../src/layers/dense.js'
import { sgd } from '../../src/optimizers/sgd.js'
import type { TrainingOptions } from '../../src/training/plan.js'
import { train } from '../../src/training/train.js'
import { Training } from '../../src/training/training.js'
import { labelled, targeted } from '../network/data.js'
import { cycled, data, newNetwork, options, timeless, validation } from './runs.js'

const engines: [string, Engine][] = [
  ['wasm', 'wasm'],
  ['the debug build', await WebAssembly.compile(readFileSync('build/core.debug.wasm'))],
  ['js', await loadEngine('js')],
]

interface Run {
  name: string
  dataset: Dataset
  plan: NetworkOptions
  training: TrainingOptions
}

const spiral = spirals({ seed: 2, training: 301 }).training
const momentum = (learningRate: number, nesterov = false) => sgd({ learningRate, momentum: 0.9, nesterov })
const runs: Run[] = [
  {
    name: 'spirals through 2-17-16-2 ReLU, 1cycle, 301 rows in batches of 32',
    dataset: spiral,
    plan: { inputs: 2, layers: [dense(17, 'relu'), dense(16, 'relu'), dense(2)] },
    training: { epochs: 30, batchSize: 32, optimizer: cycled },
  },
  {
    name: 'two classes of 4 features through tanh to one yes or no, Nesterov, 301 rows in batches of 13',
    dataset: labelled(301, 4, 2),
    plan: { inputs: 4, layers: [dense(13, 'tanh'), dense(1)], loss: 'binaryCrossEntropy' },
    training: { epochs: 10, batchSize: 13, optimizer: momentum(0.1, true) },
  },
  {
    name: 'regression 3-9-5-2 through leakyRelu and sigmoid, batches of 7',
    dataset: targeted(100, 3, 2),
    plan: { inputs: 3, layers: [dense(9, 'leakyRelu'), dense(5, 'sigmoid'), dense(2)], loss: 'meanSquaredError' },
    training: { epochs: 20, batchSize: 7, optimizer: momentum(0.05) },
  },
  {
    name: 'digits through 784-19-10, bytes, weight decay, batches of 50',
    dataset: digits({ seed: 1, training: 180, test: 1 }).training,
    plan: { inputs: 784, layers: [dense(19, 'relu'), dense(10)] },
    training: { epochs: 20, batchSize: 50, optimizer: sgd({ learningRate: 0.05, momentum: 0.8, weightDecay: 0.001 }) },
  },
]

async function outcome({ dataset, plan, training }: Run, engine: Engine) {
  const network = await createNetwork({ ...plan, engine })
  const history = await train(network, dataset, training)
  return { hash: network.sha256(), history: timeless(history) }
}

describe('the same bits on every engine', () => {
  test.each(runs.map((run) => [run.name, run] as const))('%s', async (_, run) => {
    const [first, ...others] = await Promise.all(engines.map(([, engine]) => outcome(run, engine)))
    const { loss, stopped, totalSteps } = first!.history
    expect(stopped).toBe('completed')
    expect(totalSteps).toBeGreaterThanOrEqual(80)
    // the run does learn, so the bits have been through real arithmetic
    const mean = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0) / values.length
    expect(mean(loss.slice(-5))).toBeLessThan(0.8 * mean(loss.slice(0, 5)))
    for (const other of others) expect(other).toEqual(first)
  })
})

describe('what the bits follow from', () => {
  const hashOf = async (seed: number, changes: Partial<TrainingOptions> = {}) => {
    const network = await newNetwork({ seed })
    await train(network, data, options(changes))
    return network.sha256()
  }

  test('the same seeds give the same hash; another network seed or another order of rows does not', async () => {
    const hashes = await Promise.all([hashOf(1), hashOf(1), hashOf(2), hashOf(1, { seed: 2 })])
    expect(hashes[1]).toBe(hashes[0])
    expect(new Set(hashes).size).toBe(3)
  })

  test('the order of rows follows from the network seed where no other is given', async () => {
    expect(await hashOf(7)).toBe(await hashOf(7, { seed: 7 }))
  })

  test('validation, callbacks and evaluations on the way change nothing', async () => {
    const plain = await hashOf(1)
    expect(await hashOf(1, { validation, onStep: () => {}, onEpoch: () => {} })).toBe(plain)
    const network = await newNetwork({ seed: 1 })
    const onStep = () => {
      network.evaluate(data)
      network.predict([0.1, 0.2])
    }
    await train(network, data, options({ onStep }))
    expect(network.sha256()).toBe(plain)
  })

  test('a run driven by update gives the bits of train', async () => {
    const network = await newNetwork({ seed: 1 })
    const training = new Training(network, data, options())
    let updates = 0
    while (training.update()) updates++
    expect(updates).toBe(15)
    expect(training.step).toBe(15)
    expect(network.sha256()).toBe(await hashOf(1))
    expect(training.update()).toBe(false)
  })

  test('a second run starts with no velocity and new epochs: it equals a run of a copy of the network', async () => {
    const network = await newNetwork({ seed: 1 })
    await train(network, data, options())
    const copy = await newNetwork({ seed: 1 })
    copy.setParameters(network.parameters())
    copy.standardize(network.standardization)
    await train(network, data, options())
    await train(copy, data, options())
    expect(network.sha256()).toBe(copy.sha256())
  })
})
