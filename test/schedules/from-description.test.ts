import { expect, test } from 'vitest'
import {
  fromDescription,
  halveWhen,
  plateau,
  type ScheduleDescription,
  scaleWhen,
  type TriggerDescription,
  triggerFromDescription,
} from '../../src/schedules/index.js'
import { thrown, values } from './compare.js'

const known =
  'constant, stepDecay, halving, milestones, exponentialDecay, compoundedDecay, inverseTimeDecay, linear, polynomial, ' +
  'cosine, geometric, cosineRestarts, triangular, triangular2, expRange, flatCosine, warmupStableDecay, oneCycle, ' +
  'warmup, join, scale'

const rebuild = (description: unknown) => thrown(() => fromDescription(description as ScheduleDescription))

test('a hand-written description may leave out what has a default, and use epochs', () => {
  const schedule = fromDescription({ schedule: 'stepDecay', initial: 1, every: { epochs: 1, stepsPerEpoch: 2 } })
  expect(values(schedule, 4)).toEqual([1, 1, 0.1, 0.1])
})

test('an unknown name is answered by all known ones', () => {
  const sentence = (got: string) => ['RangeError', `fromDescription: "schedule" expected one of ${known}, got ${got}`]
  expect(rebuild({ schedule: 'cosinus' })).toEqual(sentence('"cosinus"'))
  expect(rebuild({ schedule: 'toString' })).toEqual(sentence('"toString"'))
  expect(rebuild({ schedule: '__proto__' })).toEqual(sentence('"__proto__"'))
  expect(rebuild({})).toEqual(sentence('undefined'))
  expect(rebuild({ schedule: 'scale', factor: 1, of: { schedule: 'x' } })).toEqual(sentence('"x"'))
})

test('what is no description at all is a TypeError', () => {
  for (const [value, shown] of [
    [null, 'null'],
    [undefined, 'undefined'],
    ['linear', '"linear"'],
    [3, '3'],
  ] as const) {
    expect(rebuild(value)).toEqual(['TypeError', `fromDescription: "description" expected an object, got ${shown}`])
  }
})

test('a damaged description is refused in the words of the factory', () => {
  expect(rebuild({ schedule: 'linear', initial: 1, totalSteps: 2.5 })).toEqual([
    'RangeError',
    'linear: "totalSteps" expected a whole number of at least 1, got 2.5',
  ])
  expect(rebuild({ schedule: 'linear', initial: 1, totalSteps: 2, finale: 0 })).toEqual([
    'TypeError',
    'linear: unknown option "finale", expected one of initial, final, totalSteps',
  ])
  expect(rebuild({ schedule: 'oneCycle', totalSteps: 2, peak: 1 })).toEqual([
    'RangeError',
    'oneCycle: "output" expected one of learningRate, momentum, got undefined',
  ])
  expect(rebuild({ schedule: 'constant' })?.[0]).toBe('TypeError')
})

test('triggers are rebuilt from their descriptions as JSON and go on from a saved state', () => {
  const triggers = [
    scaleWhen({ initial: 1, factor: 0.3, metric: 'loss', reaches: 0.5, repeat: 'crossing' }),
    halveWhen({ initial: 1, metric: 'epoch', reaches: 2, repeat: 'always', floor: 0.1 }),
    plateau({ initial: 1, patience: 1, cooldown: 1, factor: 0.3 }),
  ]
  const losses = [0.9, 0.4, 0.6, 0.4, 0.4, 0.4, 0.4, 0.4]
  for (const trigger of triggers) {
    let state: unknown = trigger.initial
    let saved: unknown = JSON.parse(JSON.stringify(trigger.initial))
    const seen = new Set<number>()
    for (const [i, loss] of losses.entries()) {
      const again = triggerFromDescription(JSON.parse(JSON.stringify(trigger.description)))
      state = (trigger.next as (s: unknown, m: object) => unknown)(state, { epoch: i + 1, loss })
      saved = JSON.parse(JSON.stringify(again.next(saved, { epoch: i + 1, loss })))
      expect(saved).toEqual(state)
      seen.add(again.value(saved))
    }
    expect(seen.size).toBeGreaterThan(1)
  }
})

test('an unknown trigger is answered by the known ones', () => {
  expect(thrown(() => triggerFromDescription({ trigger: 'plateaux' }))).toEqual([
    'RangeError',
    'triggerFromDescription: "trigger" expected one of scaleWhen, halveWhen, plateau, got "plateaux"',
  ])
  expect(thrown(() => triggerFromDescription(null as unknown as TriggerDescription))?.[1]).toBe(
    'triggerFromDescription: "description" expected an object, got null',
  )
})
