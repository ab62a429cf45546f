import { describe, expect, test } from 'vitest'
import { type Dataset, takeRows } from '../../src/data/dataset.js'
import {
  activation,
  averagePool2d,
  batchNorm,
  conv1d,
  conv2d,
  createNetwork,
  dense,
  depthwiseConv2d,
  flatten,
  globalAveragePool,
  type Layer,
  layerNorm,
  loadEngine,
  maxPool2d,
  type Network,
  residual,
  type Shape,
} from '../../src/entry/index.js'
import { sizeOf } from '../../src/layers/layer.js'
import type { LossName } from '../../src/losses/by-name.js'
import { expectNear } from '../layers/rig.js'
import { exactLoss, slopes } from '../reference/network.js'
import { gradientsOf, labelled, scatter, targeted } from './data.js'

/** Every activation, every loss, one to four layers, odd batch sizes, one output and several. */
const cases: [string, Dataset, Layer[], LossName][] = [
  ['softmax regression, 7 rows', labelled(7, 5, 3), [dense(3)], 'softmaxCrossEntropy'],
  ['relu 5-9-3, 13 rows', labelled(13, 5, 3), [dense(9, 'relu'), dense(3)], 'softmaxCrossEntropy'],
  [
    'leakyRelu 4-7-5-3, 5 rows',
    labelled(5, 4, 3),
    [dense(7, 'leakyRelu'), dense(5, 'leakyRelu'), dense(3)],
    'softmaxCrossEntropy',
  ],
  [
    'all hidden activations, 3 rows',
    labelled(3, 3, 2),
    [dense(5, 'tanh'), dense(4, 'relu'), dense(6, 'sigmoid'), dense(2)],
    'softmaxCrossEntropy',
  ],
  ['linear hidden layer, 1 row', labelled(1, 6, 1), [dense(5), dense(4)], 'softmaxCrossEntropy'],
  ['one yes or no, 11 rows', labelled(11, 2, 2), [dense(8, 'tanh'), dense(1)], 'binaryCrossEntropy'],
  [
    'three independent outputs from classes, 9 rows',
    labelled(9, 4, 3),
    [dense(6, 'leakyRelu'), dense(3)],
    'binaryCrossEntropy',
  ],
  [
    'two independent outputs from targets, 6 rows',
    targeted(6, 3, 2),
    [dense(5, 'sigmoid'), dense(2)],
    'binaryCrossEntropy',
  ],
  ['regression 3-7-2, 10 rows', targeted(10, 3, 2), [dense(7, 'relu'), dense(2)], 'meanSquaredError'],
  [
    'regression through sigmoid outputs, 7 rows',
    targeted(7, 3, 1),
    [dense(4, 'tanh'), dense(1, 'sigmoid')],
    'meanSquaredError',
  ],
  ['regression through tanh outputs, 5 rows', targeted(5, 2, 3), [dense(3, 'tanh')], 'meanSquaredError'],
  [
    'regression through leakyRelu outputs, 17 rows',
    targeted(17, 2, 2),
    [dense(5, 'relu'), dense(2, 'leakyRelu')],
    'meanSquaredError',
  ],
  ['classes as squared errors, 4 rows', labelled(4, 3, 4), [dense(5, 'relu'), dense(4, 'relu')], 'meanSquaredError'],
]

const filters = (count: number, stride = 1) => conv2d(count, { kernelSize: 3, stride, padding: 'same', useBias: false })

/** Layers of every kind, lowest and above each other. Under batch norm no biases: theirs would have a gradient of 0. */
const networks: [string, Shape, Layer[]][] = [
  [
    'as LeNet',
    [10, 10, 1],
    [
      conv2d(2, { kernelSize: 3 }),
      maxPool2d(2),
      conv2d(5, { kernelSize: 3, activation: 'relu' }),
      maxPool2d(2),
      dense(6, 'relu'),
      dense(3),
    ],
  ],
  [
    'with batch norm',
    [4, 4, 2],
    [
      filters(4),
      batchNorm(),
      activation('relu'),
      averagePool2d(2),
      filters(5, 2),
      batchNorm(),
      activation('gelu'),
      dense(3),
    ],
  ],
  [
    'with residual blocks',
    [4, 4, 1],
    [
      filters(3),
      residual([batchNorm(), activation('relu'), filters(3), batchNorm(), activation('relu'), filters(3)]),
      residual([filters(4, 2), batchNorm()], { shortcut: [conv2d(4, { kernelSize: 1, stride: 2 })] }),
      activation('relu'),
      globalAveragePool(),
      dense(3),
    ],
  ],
  [
    'of depthwise convolutions',
    [6, 5, 2],
    [
      depthwiseConv2d({ kernelSize: 3, padding: 'same', activation: 'tanh' }),
      depthwiseConv2d({ kernelSize: 2, stride: 2, activation: 'sigmoid', useBias: false }),
      layerNorm({ epsilon: 0.01 }),
      maxPool2d(2, { stride: 1, padding: 'same' }),
      dense(3),
    ],
  ],
  [
    'over sequences',
    [11, 2],
    [
      conv1d(3, { kernelSize: 3, activation: 'tanh' }),
      conv1d(4, { kernelSize: 4, stride: 2, padding: 'same', activation: 'leakyRelu' }),
      flatten(),
      dense(3),
    ],
  ],
  [
    'with an activation at the start and several after each other',
    [5],
    [activation('tanh'), dense(6), activation('sigmoid'), activation('silu'), activation('gelu'), dense(3)],
  ],
  [
    'with blocks within a block, the lowest layer',
    [6],
    [
      residual([dense(4, 'sigmoid'), activation('tanh'), residual([dense(3, 'relu'), dense(4, 'tanh')]), dense(5)], {
        shortcut: [dense(5, 'tanh')],
      }),
      residual([dense(5, 'tanh')]),
      activation('tanh'),
      dense(3),
    ],
  ],
]

/** The loss and its slopes by central differences, worked out once for both engines. */
const worked = new Map<string, { loss: number; list: number[] }>()
function exactly(what: string, network: Network, dataset: Dataset): { loss: number; list: number[] } {
  const parameters = network.parameters()
  const found = worked.get(what) ?? {
    loss: exactLoss(network.plan, parameters, dataset),
    list: slopes(network.plan, parameters, dataset),
  }
  worked.set(what, found)
  return found
}

describe.each(['wasm', 'js'] as const)('%s', (engine) => {
  test.each(networks)(
    'every gradient of a network %s is within 3e-6 of the largest of its tensor, by central differences in f64',
    async (what, inputs, layers) => {
      const dataset = labelled(4, sizeOf(inputs), 3)
      const network = scatter(await createNetwork({ inputs, layers, engine: await loadEngine(engine) }))
      const exact = exactly(what, network, dataset)
      const { loss, gradients } = gradientsOf(network, dataset)
      expect(Math.abs(loss - exact.loss)).toBeLessThan(1e-6)
      let [at, next] = [0, 0]
      for (const { layer, name, role, values } of network.tensors()) {
        const list = exact.list.slice(at, (at += values.length))
        if (role !== 'state') {
          const own = gradients.subarray(next, (next += values.length))
          expectNear([own], [list], 3e-6, `layer ${layer}, ${name}`)
        } else expect(list.every((slope) => slope === 0)).toBe(true)
      }
      expect(next).toBe(gradients.length)
    },
  )

  test.each(cases)(
    'every gradient is within 3e-6 of the largest, by central differences in f64: %s',
    async (_, dataset, layers, loss) => {
      const network = scatter(
        await createNetwork({ inputs: dataset.inputs, layers, loss, engine: await loadEngine(engine) }),
      )
      const { loss: mean, gradients } = gradientsOf(network, dataset)
      const parameters = network.parameters()
      expect(Math.abs(mean - exactLoss(network.plan, parameters, dataset))).toBeLessThan(1e-6)
      const exact = slopes(network.plan, parameters, dataset)
      const largest = Math.max(...exact.map(Math.abs))
      expect(largest).toBeGreaterThan(1e-3)
      gradients.forEach((gradient, i) => {
        expect(Math.abs(gradient - exact[i]!), `parameter ${i}`).toBeLessThan(3e-6 * largest)
      })
    },
  )
})

test('gradients of a batch are the mean of the gradients of its rows, every tensor, within 1e-6 of the largest', async () => {
  const dataset = labelled(5, 4, 3)
  const network = scatter(await createNetwork({ inputs: 4, layers: [dense(6, 'tanh'), dense(3)] }))
  const { gradients } = gradientsOf(network, dataset)
  const mean = new Float64Array(gradients.length)
  for (let b = 0; b < 5; b++) {
    gradientsOf(network, takeRows(dataset, [b])).gradients.forEach((gradient, i) => {
      mean[i]! += gradient / 5
    })
  }
  const largest = Math.max(...gradients.map(Math.abs))
  gradients.forEach((gradient, i) => {
    expect(Math.abs(gradient - mean[i]!), `parameter ${i}`).toBeLessThan(1e-6 * largest)
  })
})
