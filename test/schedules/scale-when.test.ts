import { expect, test } from 'vitest'
import { type EpochMetrics, halveWhen, scaleWhen, type Trigger } from '../../src/schedules/index.js'
import { thrown } from './compare.js'

/** The value after each of the epochs. */
function run<State>(trigger: Trigger<State>, epochs: readonly EpochMetrics[]): number[] {
  let state = trigger.initial
  return epochs.map((metrics) => {
    // as a checkpoint would
    state = JSON.parse(JSON.stringify(trigger.next(state, metrics)))
    return trigger.value(state)
  })
}

const byAccuracy = (...accuracies: number[]): EpochMetrics[] =>
  accuracies.map((accuracy, i) => ({ epoch: i + 1, loss: 1, accuracy }))
const byLoss = (...losses: number[]): EpochMetrics[] => losses.map((loss, i) => ({ epoch: i + 1, loss }))

test('before any metrics the value is the initial one', () => {
  const trigger = halveWhen({ initial: 0.4, metric: 'loss', reaches: 0.5 })
  expect(trigger.value(trigger.initial)).toBe(0.4)
})

test('halveWhen halves once, the first time the accuracy reaches the threshold', () => {
  const trigger = halveWhen({ initial: 0.4, metric: 'accuracy', reaches: 0.9 })
  expect(run(trigger, byAccuracy(0.5, 0.89, 0.9, 0.95, 0.5, 0.99))).toEqual([0.4, 0.4, 0.2, 0.2, 0.2, 0.2])
})

test('a loss reaches its threshold from above, the threshold itself included', () => {
  const trigger = halveWhen({ initial: 0.4, metric: 'loss', reaches: 0.5 })
  expect(run(trigger, byLoss(0.9, 0.51, 0.5, 0.1))).toEqual([0.4, 0.4, 0.2, 0.2])
})

test('repeat: crossing halves again each time the threshold is crossed anew', () => {
  const trigger = halveWhen({ initial: 8, metric: 'accuracy', reaches: 0.9, repeat: 'crossing' })
  expect(run(trigger, byAccuracy(0.95, 0.95, 0.5, 0.95, 0.5, 0.9))).toEqual([4, 4, 4, 2, 2, 1])
})

test('repeat: always halves after every epoch from the 4th on, as the loop `if (epoch >= 4) rate *= 0.5` does', () => {
  const trigger = halveWhen({ initial: 8, metric: 'epoch', reaches: 4, repeat: 'always' })
  expect(run(trigger, byLoss(1, 1, 1, 1, 1, 1))).toEqual([8, 8, 8, 4, 2, 1])
  const once = halveWhen({ initial: 8, metric: 'epoch', reaches: 4 })
  expect(run(once, byLoss(1, 1, 1, 1, 1, 1))).toEqual([8, 8, 8, 4, 4, 4])
})

test('scaleWhen takes any factor, and no value falls below the floor', () => {
  const options = { initial: 8, factor: 0.25, metric: 'epoch', reaches: 1, repeat: 'always' } as const
  expect(run(scaleWhen(options), byLoss(1, 1, 1))).toEqual([2, 0.5, 0.125])
  expect(run(scaleWhen({ ...options, floor: 0.3 }), byLoss(1, 1, 1))).toEqual([2, 0.5, 0.3])
})

test('a NaN metric reaches nothing', () => {
  expect(run(halveWhen({ initial: 8, metric: 'loss', reaches: 1 }), byLoss(Number.NaN, 1))).toEqual([8, 4])
})

test('next leaves the state it was given as it was, so a run can go back to it', () => {
  const trigger = halveWhen({ initial: 8, metric: 'loss', reaches: 1 })
  const state = Object.freeze({ ...trigger.initial })
  const after = trigger.next(state, { epoch: 1, loss: 0 })
  expect(after).toEqual({ value: 4, holds: true, times: 1 })
  expect(state).toEqual({ value: 8, holds: false, times: 0 })
  expect(trigger.next(state, { epoch: 1, loss: 0 })).toEqual(after)
})

test('a metric that is not there is an error, not a silent nothing', () => {
  const trigger = halveWhen({ initial: 8, metric: 'accuracy', reaches: 0.9 })
  expect(thrown(() => trigger.next(trigger.initial, { epoch: 1, loss: 0 }))).toEqual([
    'TypeError',
    'halveWhen: "metrics.accuracy" expected number, got undefined',
  ])
})
