/** Layers and a network against values of PyTorch 1.13, which test/reference/torch/values.py wrote. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  createDataset,
  createNetwork,
  dropout,
  type LayerDescription,
  loadEngine,
  sgd,
  train,
} from '../../src/entry/index.js'
import { layersFrom } from '../../src/layers/description/from-description.js'
import { Bench, layerBuilds } from '../core/bench.js'
import { gradientsOf } from '../network/data.js'
import { expectNear, inEvaluation, runLayer } from './rig.js'

interface LayerCase {
  readonly layer: LayerDescription
  readonly inputs: number[]
  readonly x: number[]
  readonly dy: number[]
  readonly tensors: number[][]
  readonly y: number[]
  readonly dx: number[]
  readonly gradients: number[][]
  readonly state: number[][]
  readonly evaluated?: number[]
}

const file = new URL('../reference/torch/values.json', import.meta.url)
const {
  layers,
  dropout: kept,
  network: recorded,
} = JSON.parse(readFileSync(file, 'utf8')) as {
  layers: LayerCase[]
  dropout: { readonly rate: number } & Record<'x' | 'dy' | 'y' | 'dx', number[]>
  network: {
    readonly layers: LayerDescription[]
    readonly inputs: number[]
    readonly x: number[]
    readonly labels: number[]
    readonly classes: number
    readonly steps: number
    readonly learningRate: number
    readonly momentum: number
    readonly tensors: number[][]
    readonly losses: number[]
    readonly gradients: number[][]
    readonly trained: number[][]
    readonly probabilities: number[]
  }
}

const shown = ({ layer: { kind, ...options }, inputs }: LayerCase) =>
  `${kind} over ${inputs.join(' x ')} ${JSON.stringify(options).replaceAll('"', '')}`

describe.each(Object.entries(layerBuilds))('%s', (_, build) => {
  test.each(layers.map((given) => [shown(given), given] as const))(
    'outputs, gradients and state are those of PyTorch within 1e-6 of the largest of each: %s',
    async (what, given) => {
      const bench = new Bench(await build())
      const [layer] = await layersFrom('test', [given.layer])
      const { y, dx, gradients, tensors, state } = runLayer(bench, layer!, given.inputs, given)
      expectNear([y, dx, ...gradients, ...state], [given.y, given.dx, ...given.gradients, ...given.state], 1e-6, what)
      const after = runLayer(bench, layer!, given.inputs, { ...given, tensors }, inEvaluation)
      expectNear([after.y], [given.evaluated ?? given.y], 1e-6, `${what}, evaluated`)
    },
  )

  test('what dropout keeps, and its gradient, are those of PyTorch within 1e-6: each number in some of 40 steps', async () => {
    const bench = new Bench(await build())
    const seen = new Set<number>()
    for (let step = 0; step < 40; step++) {
      const pass = { training: true, step, seed: 1 }
      const { y, dx } = runLayer(bench, dropout(kept.rate), [kept.x.length], { ...kept, tensors: [] }, pass)
      const masked = (values: number[]) => values.map((value, i) => (y[i] === 0 ? 0 : value))
      expectNear([y, dx], [masked(kept.y), masked(kept.dx)], 1e-6, `step ${step}`)
      for (const [i, value] of y.entries()) if (value !== 0) seen.add(i)
    }
    expect(seen.size).toBe(kept.x.length)
  })
})

test.each(['wasm', 'js'] as const)(
  'a network with batch norm and residual blocks has the gradients of PyTorch within 5e-6 of the largest of each, and after 3 steps its losses, tensors and outputs, on %s',
  async (engine) => {
    const { inputs, classes, steps, learningRate, momentum } = recorded
    const network = await createNetwork({ inputs, layers: recorded.layers, engine: await loadEngine(engine) })
    network.setParameters(Float32Array.from(recorded.tensors.flat()))
    const features = Float32Array.from(recorded.x)
    const data = createDataset({ shape: inputs, features, labels: recorded.labels, classes })
    const before = network.parameters()
    const gradients: Float32Array[] = []
    let at = 0
    const all = gradientsOf(network, data).gradients
    for (const { length } of recorded.gradients) gradients.push(all.subarray(at, (at += length)))
    expectNear(gradients, recorded.gradients, 5e-6, 'gradients')
    // finding them moved the running statistics
    network.setParameters(before)
    const run = { epochs: steps, batchSize: data.count, standardize: false, optimizer: sgd({ learningRate, momentum }) }
    const { loss } = await train(network, data, run)
    expectNear([loss], [recorded.losses], 5e-6, 'losses')
    expectNear(
      network.tensors().map(({ values }) => values),
      recorded.trained,
      5e-6,
      'tensors',
    )
    expectNear([network.predict(features)], [recorded.probabilities], 5e-6, 'probabilities')
  },
)
