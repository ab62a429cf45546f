import { expect, test } from 'vitest'
import { baselineOf, worseText } from '../../../src/cli/evaluate/baseline.js'
import { createDataset, type Metrics } from '../../../src/entry/index.js'

const classes = (labels: number[]) =>
  createDataset({
    inputs: 1,
    features: new Float32Array(labels.length),
    labels,
    classes: 3,
    classNames: ['a', 'b', 'c'],
  })
const numbers = (targets: number[]) =>
  createDataset({ inputs: 1, features: new Float32Array(targets.length), targets: Float32Array.from(targets) })
const scored = (score: Partial<Metrics>): Metrics => ({
  loss: 0,
  accuracy: null,
  count: 4,
  classes: null,
  numbers: null,
  ...score,
})

test('the commonest class, the root of the mean square about the mean, the mean distance from the median', () => {
  expect(baselineOf(classes([1, 1, 0, 2]))).toEqual({ className: 'b', accuracy: 0.5 })
  expect(baselineOf(numbers([0, 0, 1, 7]))).toEqual({ rmse: Math.sqrt(34 / 4), mae: 2 })
  const two = createDataset({ inputs: 1, features: new Float32Array(2), targets: new Float32Array(4) })
  expect(baselineOf(two)).toBeNull()
})

test('a network is worse below the accuracy of its baseline, no better at it, and worth more above', () => {
  const baseline = { className: 'b', accuracy: 0.5 }
  const text = (accuracy: number) => worseText(scored({ accuracy }), baseline, 'softmaxCrossEntropy')
  expect(text(0.25)).toBe('worse than always naming b, the commonest class: 25.00 % against 50.00 % of 4 rows')
  expect(text(0.5)).toMatch(/^no better than/)
  expect(text(0.75)).toBeNull()
})

test('numbers are judged by the squared error, or by the absolute one where that is the loss', () => {
  const baseline = { rmse: 2, mae: 1 }
  const text = (rmse: number, mae: number, loss: string, r2: number | null = -1) =>
    worseText(scored({ numbers: { rmse, mae, r2, perOutput: [] } }), baseline, loss)
  expect(text(3, 0.5, 'meanSquaredError')).toBe('worse than predicting the mean: R2 -1, RMSE 3 against 2 for 4 rows')
  expect(text(3, 0.5, 'meanAbsoluteError')).toBeNull()
  expect(text(1, 1.5, 'huber')).toBe('worse than predicting the median: R2 -1, MAE 1.5 against 1 for 4 rows')
  expect(text(1.99999, 0.5, 'meanSquaredError')).toMatch(/^no better than predicting the mean/)
  expect(text(3, 2, 'meanSquaredError', null)).toBeNull()
  expect(text(1.9, 2, 'meanSquaredError')).toBeNull()
})
