import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type PlateauOptions, plateau } from '../../src/schedules/index.js'
import { errorOf, refusal } from '../helpers.js'
import { pytorchPlateau } from '../reference/schedules.js'

/** The value after each loss (or accuracy), with the state through JSON each time. */
function run(options: PlateauOptions, metrics: readonly number[]): number[] {
  const trigger = plateau(options)
  let state = trigger.initial
  return metrics.map((metric, i) => {
    state = JSON.parse(JSON.stringify(trigger.next(state, { epoch: i + 1, loss: metric, accuracy: metric })))
    return trigger.value(state)
  })
}

test('patience 2 bears two bad epochs and drops at the third', () => {
  expect(run({ initial: 1, patience: 2 }, [5, 5, 5, 5, 5, 5, 5])).toEqual([1, 1, 1, 0.1, 0.1, 0.1, 0.1 * 0.1])
})

test('patience 0 drops at the first bad epoch, and a good one never drops', () => {
  expect(run({ initial: 1, patience: 0, factor: 0.5 }, [5, 4, 4, 3, 3, 3])).toEqual([1, 1, 0.5, 0.5, 0.25, 0.125])
})

test('a relative threshold of 0.1 wants 10 % less, an absolute one 0.1 less', () => {
  const options = { initial: 1, patience: 0, factor: 0.5, threshold: 0.1 }
  expect(run(options, [2, 1.85, 1.79])).toEqual([1, 0.5, 0.5])
  expect(run({ ...options, thresholdMode: 'absolute' }, [2, 1.91, 1.89])).toEqual([1, 0.5, 0.5])
})

test('an accuracy improves upwards', () => {
  const options: PlateauOptions = { initial: 1, metric: 'accuracy', patience: 0, factor: 0.5 }
  expect(run(options, [0.5, 0.6, 0.6, 0.7])).toEqual([1, 1, 0.5, 0.5])
})

test('a cooldown of 2 lets two epochs pass before bad ones count again', () => {
  const options = { initial: 8, patience: 0, factor: 0.5, cooldown: 2 }
  expect(run(options, [1, 1, 1, 1, 1, 1, 1])).toEqual([8, 4, 4, 4, 2, 2, 2])
})

test('the floor holds, and a change of at most minimumChange is not made', () => {
  expect(run({ initial: 1, patience: 0, factor: 0.5, floor: 0.3 }, [1, 1, 1, 1])).toEqual([1, 0.5, 0.3, 0.3])
  expect(run({ initial: 1, patience: 0, factor: 0.5, minimumChange: 0.25 }, [1, 1, 1, 1])).toEqual([1, 0.5, 0.5, 0.5])
})

test('NaN and infinite losses are bad epochs, the first one included', () => {
  const options = { initial: 1, patience: 1, factor: 0.5 }
  expect(run(options, [Number.NaN, Infinity, 3, Number.NaN, 2])).toEqual([1, 0.5, 0.5, 0.5, 0.5])
})

test('equal to ReduceLROnPlateau, value for value, over 500 random runs of random options', () => {
  const rules = fc.record({
    mode: fc.constantFrom('min' as const, 'max' as const),
    factor: fc.constantFrom(0.1, 0.5, 0.9),
    patience: fc.integer({ min: 0, max: 4 }),
    cooldown: fc.integer({ min: 0, max: 4 }),
    threshold: fc.constantFrom(0, 1e-4, 0.1),
    thresholdMode: fc.constantFrom('rel' as const, 'abs' as const),
    minLr: fc.constantFrom(0, 0.01),
    eps: fc.constantFrom(0, 1e-8, 0.05),
  })
  const metrics = fc.array(
    fc.oneof(
      fc.integer({ min: 0, max: 20 }).map((n) => n / 10),
      fc.constant(Number.NaN),
    ),
    {
      maxLength: 40,
    },
  )
  fc.assert(
    fc.property(rules, metrics, (o, series) => {
      const ours = run(
        {
          initial: 1,
          metric: o.mode === 'min' ? 'loss' : 'accuracy',
          factor: o.factor,
          patience: o.patience,
          cooldown: o.cooldown,
          threshold: o.threshold,
          thresholdMode: o.thresholdMode === 'rel' ? 'relative' : 'absolute',
          floor: o.minLr,
          minimumChange: o.eps,
        },
        series,
      )
      expect(ours).toEqual(pytorchPlateau(series, 1, o))
    }),
    { numRuns: 500, seed: 1 },
  )
})

test.each([
  ['null', null, 'state.value'],
  ['a number', 3, 'state.value'],
  ['one without a count', { value: 1, best: 2, cooling: 0 }, 'state.badEpochs'],
  [
    'one whose best is no number',
    { value: 1, best: { valueOf: 1, toString: 1 }, badEpochs: 0, cooling: 0 },
    'state.best',
  ],
])('%s is no state: it is refused by what is wrong with it', (_, state, what) => {
  const trigger = plateau({ initial: 1 })
  const expected = refusal(TypeError, 'plateau', what, 'number')
  expect(errorOf(() => trigger.value(state as never))).toEqual(expected)
  expect(errorOf(() => trigger.next(state as never, { epoch: 1, loss: 1 }))).toEqual(expected)
})

test('what is measured must be there', () => {
  const trigger = plateau({ initial: 1 })
  for (const metrics of [null, undefined, {}]) {
    expect(errorOf(() => trigger.next(trigger.initial, metrics as never))).toEqual(
      refusal(TypeError, 'plateau', 'metrics.loss', 'number'),
    )
  }
})
