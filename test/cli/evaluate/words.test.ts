import { expect, test } from 'vitest'
import { printEvaluation, scoreText } from '../../../src/cli/evaluate/words.js'
import type { Metrics } from '../../../src/entry/index.js'
import { captured } from '../onecycle.js'

const numbers: Metrics = {
  loss: 0.25,
  accuracy: null,
  count: 80,
  classes: null,
  numbers: { rmse: 2.9813456, mae: 2.0669, r2: 0.86394, perOutput: [] },
}

const classes = (count: number): Metrics => ({
  loss: 0.5,
  accuracy: 0.75,
  count: 4 * count,
  numbers: null,
  classes: {
    confusion: Array.from({ length: count }, (_, a) =>
      Array.from({ length: count }, (_, p) => (a === p ? 3 : a === p + 1 ? 1 : 0)),
    ),
    perClass: Array.from({ length: count }, (_, c) => {
      return { className: `class ${c}`, precision: c === 1 ? null : 0.75, recall: 0.5, f1: c / count, support: 4 }
    }),
    balancedAccuracy: 0.7,
    logLoss: 0.5,
    calibrationError: null,
  },
})

test('numbers are told as RMSE, MAE and R2, never as an accuracy; targets that are all the same have no R2', () => {
  expect(scoreText('test', numbers)).toBe('test RMSE 2.9813, MAE 2.0669, R2 0.8639, test loss 0.25, 80 rows')
  const flat = { ...numbers, numbers: { rmse: 1, mae: 1, r2: null, perOutput: [] } }
  expect(scoreText('test', flat)).toContain('no R2')
})

test('classes have a line each and a confusion matrix; a dash stands where nothing was predicted', async () => {
  const text = await captured(() => printEvaluation('test', classes(3)))
  expect(text).toMatch(/^test accuracy 75.00 %, test loss 0.5, 12 rows, balanced accuracy 70.00 %$/m)
  expect(text).toMatch(/^class 1 +- +50.0 % +33.3 % +4$/m)
  expect(text).toMatch(/^class 2 +0 +1 +3$/m)
})

test('of many classes the 20 worst are shown, without a confusion matrix', async () => {
  const text = await captured(() => printEvaluation('test', classes(30)))
  expect(text).toContain('the 20 worst of 30 classes')
  expect(text).toContain('class 19 ')
  expect(text).not.toContain('class 20 ')
  expect(text).not.toContain('taken for')
})
