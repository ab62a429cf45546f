import { describe, expect, test } from 'vitest'
import { type Dataset, takeRows } from '../../src/data/dataset.js'
import { createNetwork, loadEngine } from '../../src/entry/index.js'
import { type DenseLayer, dense } from '../../src/layers/dense.js'
import type { LossName } from '../../src/losses/by-name.js'
import { exactLoss, slopes } from '../reference/network.js'
import { gradientsOf, labelled, scatter, targeted } from './data.js'

/** Every activation, every loss, one to four layers, odd batch sizes, one output and several. */
const cases: [string, Dataset, DenseLayer[], LossName][] = [
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

describe.each(['wasm', 'js'] as const)('%s', (engine) => {
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
