import { expect, test } from 'vitest'
import { createDataset, type Dataset } from '../../../src/data/index.js'
import type { LossName } from '../../../src/losses/by-name.js'
import { checkLoss } from '../../../src/losses/by-name.js'
import { constantAccuracy, constantLoss as constantLossOf } from '../../../src/measure/range-test/constant-loss.js'

const constantLoss = (data: Dataset, name: LossName, outputs: number) =>
  constantLossOf(data, checkLoss('test', name), outputs)

const labelled = (labels: number[], classes: number) =>
  createDataset({ inputs: 1, features: new Float32Array(labels.length), labels, classes })
const targeted = (targets: number[], outputs: number) =>
  createDataset({
    inputs: 1,
    features: new Float32Array(targets.length / outputs),
    targets: Float32Array.from(targets),
  })

test('of ten balanced classes the best constant loss is ln 10, of two in proportion 3 : 1 the entropy 0.5623', () => {
  const ten = labelled([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 10)
  expect(constantLoss(ten, 'softmaxCrossEntropy', 10)).toBeCloseTo(Math.log(10), 12)
  // an output that no row asks for adds nothing
  expect(constantLoss(labelled([0, 0, 0, 1], 2), 'softmaxCrossEntropy', 3)).toBeCloseTo(0.562335, 6)
})

test('of a yes or no the best constant loss is the binary entropy, also with one output for each of two classes', () => {
  const data = labelled([0, 0, 0, 1], 2)
  expect(constantLoss(data, 'binaryCrossEntropy', 1)).toBeCloseTo(0.562335, 6)
  expect(constantLoss(data, 'binaryCrossEntropy', 2)).toBeCloseTo(0.562335, 6)
  expect(constantLoss(labelled([1, 1], 2), 'binaryCrossEntropy', 1)).toBe(0)
})

test('of targets the best constant loss is their variance, mean over the outputs; of labels that of their one or zero', () => {
  expect(constantLoss(targeted([1, 10, 3, 10, 5, 40], 2), 'meanSquaredError', 2)).toBeCloseTo((8 / 3 + 200) / 2, 9)
  expect(constantLoss(labelled([0, 1, 1, 1], 2), 'meanSquaredError', 2)).toBeCloseTo(3 / 16, 12)
})

test('no constant has a lower loss than constantLoss says, by a search over shares to 1 %', () => {
  const data = labelled([0, 0, 0, 1, 1, 1, 1, 1], 2)
  const best = constantLoss(data, 'softmaxCrossEntropy', 2)
  for (let p = 0.01; p < 1; p += 0.01) {
    expect(-(3 * Math.log(p) + 5 * Math.log(1 - p)) / 8).toBeGreaterThanOrEqual(best - 1e-12)
  }
})

test('constantAccuracy is the share of the most frequent class', () => {
  expect(constantAccuracy(labelled([2, 1, 2, 0], 4))).toBe(0.5)
})

test('of the absolute error the best constant answer is a median, of Huber where the slopes cancel; mean over the outputs', () => {
  expect(constantLoss(targeted([1, 2, 10], 1), 'meanAbsoluteError', 1)).toBeCloseTo((1 + 0 + 8) / 3, 12)
  expect(constantLoss(targeted([1, 0, 2, 0, 10, 6], 2), 'meanAbsoluteError', 2)).toBeCloseTo((9 / 3 + 6 / 3) / 2, 12)
  // at 1/3 three slopes of 1/3 meet one of -1
  expect(constantLoss(targeted([0, 0, 0, 4], 1), 'huber', 1)).toBeCloseTo((3 / 18 + 4 - 1 / 3 - 1 / 2) / 4, 12)
})

test('of labels the absolute error counts each class by its output, or a single output by the label itself', () => {
  expect(constantLoss(labelled([0, 1, 1, 1], 2), 'meanAbsoluteError', 1)).toBeCloseTo(1 / 4, 12)
  expect(constantLoss(labelled([0, 0, 0, 1, 2], 3), 'meanAbsoluteError', 3)).toBeCloseTo((2 + 1 + 1) / 5 / 3, 12)
})
