import { describe, expect, test } from 'vitest'
import * as schedules from '../../src/schedules/index.js'
import { thrown } from './compare.js'

type Factory = (options: unknown) => unknown
type Case = [factory: string, options: unknown, kind: 'TypeError' | 'RangeError', message: string]

const message = ([factory, options]: Case) =>
  thrown(() => (schedules as unknown as Record<string, Factory>)[factory]?.(options))

const steps = { steps: 5 }
const good: Record<string, Record<string, unknown>> = {
  stepDecay: { initial: 1, every: steps },
  halving: { initial: 1, every: steps },
  milestones: { initial: 1, milestones: [steps] },
  exponentialDecay: { initial: 1, rate: 1 },
  compoundedDecay: { initial: 1, rate: 1 },
  inverseTimeDecay: { initial: 1, rate: 1 },
  linear: { initial: 1, totalSteps: 9 },
  polynomial: { initial: 1, totalSteps: 9, power: 2 },
  cosine: { initial: 1, totalSteps: 9 },
  geometric: { initial: 1, final: 2, totalSteps: 9 },
  cosineRestarts: { initial: 1, firstCycle: steps },
  triangular: { base: 0, peak: 1, rise: steps },
  triangular2: { base: 0, peak: 1, rise: steps },
  expRange: { base: 0, peak: 1, rise: steps, gamma: 0.9 },
  flatCosine: { initial: 1, totalSteps: 9 },
  warmupStableDecay: { peak: 1, totalSteps: 19, warmup: steps, cooldown: steps },
  oneCycle: { peak: 1, totalSteps: 9 },
  warmup: { duration: steps, before: 1 },
  join: { schedules: [1], boundaries: [] },
  scale: { of: 1, factor: 2 },
  scaleWhen: { initial: 1, factor: 0.5, metric: 'loss', reaches: 0.1 },
  halveWhen: { initial: 1, metric: 'loss', reaches: 0.1 },
  plateau: { initial: 1 },
}
const bad = (factory: string, change: Record<string, unknown>) => ({ ...good[factory], ...change })

describe.each(Object.keys(good))('%s', (factory) => {
  test('accepts its good options', () => {
    expect(message([factory, good[factory], 'TypeError', ''])).toBe(null)
  })

  test('refuses no options, a number for options, and an option it does not have', () => {
    expect(message([factory, undefined, 'TypeError', ''])).toEqual([
      'TypeError',
      `${factory}: "options" expected an object, got undefined`,
    ])
    expect(message([factory, 0.1, 'TypeError', ''])?.[1]).toBe(`${factory}: "options" expected an object, got 0.1`)
    const [kind, text] = message([factory, bad(factory, { learningRate: 1 }), 'TypeError', '']) ?? []
    expect(kind).toBe('TypeError')
    expect(text).toMatch(new RegExp(`^${factory}: unknown option "learningRate", expected one of [a-zA-Z, ]+$`))
  })

  test('refuses to do without any option that has no default', () => {
    for (const name of Object.keys(good[factory] as object)) {
      const { [name]: _, ...rest } = good[factory] as Record<string, unknown>
      expect(message([factory, rest, 'TypeError', ''])?.[1]).toMatch(
        new RegExp(`^${factory}: "${name}" expected .+, got undefined$`),
      )
    }
  })
})

const atLeast0 = 'a finite number of at least 0'
const share = 'a number in [0, 1]'
const wholeFrom = (least: number) => `a whole number of at least ${least}`
const positive = 'a positive finite number'

const range = (factory: string, option: string, expected: string, ...wrong: number[]): Case[] =>
  wrong.map((value) => [
    factory,
    bad(factory, { [option]: value }),
    'RangeError',
    `${factory}: "${option}" expected ${expected}, got ${value}`,
  ])
const type = (factory: string, option: string, expected: string, value: unknown, shown: string): Case => [
  factory,
  bad(factory, { [option]: value }),
  'TypeError',
  `${factory}: "${option}" expected ${expected}, got ${shown}`,
]

const cases: Case[] = [
  ...[
    'stepDecay',
    'halving',
    'milestones',
    'exponentialDecay',
    'linear',
    'cosine',
    'flatCosine',
    'cosineRestarts',
  ].flatMap((factory) => range(factory, 'initial', atLeast0, -1, Number.NaN, Infinity)),
  type('linear', 'initial', atLeast0, '0.1', '"0.1"'),
  ...range('linear', 'final', atLeast0, -1e-9),
  ...range('linear', 'totalSteps', wholeFrom(1), 0, -3, 1.5, Infinity, Number.NaN),
  type('linear', 'totalSteps', wholeFrom(1), null, 'null'),
  ...range('stepDecay', 'factor', share, -0.1, 1.1, Number.NaN),
  ...range('exponentialDecay', 'rate', atLeast0, -1),
  ...range('polynomial', 'power', positive, 0, -1, Infinity),
  ...range('geometric', 'initial', positive, 0),
  ...range('geometric', 'final', positive, 0, -1),
  ...range('cosineRestarts', 'floor', share, 1.5, -1),
  ...range('cosineRestarts', 'cycleGrowth', wholeFrom(1), 0, 1.5),
  ...range('triangular', 'base', atLeast0, -1),
  ...range('triangular2', 'peak', atLeast0, -1),
  ...range('expRange', 'gamma', share, 1.00001, -1),
  ...range('flatCosine', 'flatFraction', share, 75),
  ...range('warmupStableDecay', 'peak', atLeast0, -1),
  ...range('oneCycle', 'peak', positive, 0, -1, Number.NaN),
  ...range('oneCycle', 'warmupFraction', share, 30, -0.1, Number.NaN),
  ...range('oneCycle', 'initialDivisor', 'a finite number of at least 1', 0.5, 0, Infinity),
  ...range('oneCycle', 'finalDivisor', 'a finite number of at least 0.04', 0.03, 0, -1),
  ...range('oneCycle', 'momentum', share, Number.NaN).map(
    ([f, o, k]): Case => [f, o, k, 'oneCycle momentum: "high" expected a number in [0, 1], got NaN'],
  ),
  ...range('scale', 'factor', atLeast0, -1),
  ...range('warmup', 'initial', atLeast0, -1),
  ...range('scaleWhen', 'factor', share, 2),
  ...range('halveWhen', 'floor', share, 2, -1),
  ...range('halveWhen', 'reaches', 'a finite number', Number.NaN, Infinity),
  ...range('plateau', 'patience', wholeFrom(0), -1, 0.5),
  ...range('plateau', 'cooldown', wholeFrom(0), -1),
  ...range('plateau', 'threshold', atLeast0, -1),
  ...range('plateau', 'factor', share, 10),
  ...range('plateau', 'minimumChange', atLeast0, -1),
  // durations
  type('stepDecay', 'every', '{ steps } or { epochs, stepsPerEpoch }', 30, '30'),
  type('halving', 'every', '{ steps } or { epochs, stepsPerEpoch }', '30', '"30"'),
  type('triangular', 'rise', '{ steps } or { epochs, stepsPerEpoch }', null, 'null'),
  type('triangular', 'fall', '{ steps } or { epochs, stepsPerEpoch }', 3, '3'),
  [
    'stepDecay',
    bad('stepDecay', { every: { epochs: 5 } }),
    'TypeError',
    'stepDecay every: "stepsPerEpoch" expected a whole number of at least 1, got undefined',
  ],
  [
    'stepDecay',
    bad('stepDecay', { every: { stepsPerEpoch: 5 } }),
    'TypeError',
    'stepDecay every: "epochs" expected a finite number of at least 0, got undefined',
  ],
  [
    'stepDecay',
    bad('stepDecay', { every: { steps: 5, epochs: 1 } }),
    'TypeError',
    'stepDecay every: unknown option "epochs", expected one of steps',
  ],
  [
    'stepDecay',
    bad('stepDecay', { every: { epochs: 5, stepsPerEpoch: 2, step: 1 } }),
    'TypeError',
    'stepDecay every: unknown option "step", expected one of epochs, stepsPerEpoch',
  ],
  ...[0, -1, 0.5].map(
    (n): Case => [
      'stepDecay',
      bad('stepDecay', { every: { steps: n } }),
      'RangeError',
      `stepDecay every: "steps" expected a whole number of at least 1, got ${n}`,
    ],
  ),
  [
    'stepDecay',
    bad('stepDecay', { every: { epochs: 0.1, stepsPerEpoch: 3 } }),
    'RangeError',
    'stepDecay every: "epochs * stepsPerEpoch" expected a whole number of at least 1, got 0',
  ],
  [
    'warmup',
    bad('warmup', { duration: { epochs: 1, stepsPerEpoch: 0 } }),
    'RangeError',
    'warmup duration: "stepsPerEpoch" expected a whole number of at least 1, got 0',
  ],
  // lists
  type('milestones', 'milestones', 'an array', { steps: 3 }, 'an object'),
  [
    'milestones',
    bad('milestones', { milestones: [10, 20] }),
    'TypeError',
    'milestones: "milestones[0]" expected { steps } or { epochs, stepsPerEpoch }, got 10',
  ],
  [
    'milestones',
    bad('milestones', { milestones: [{ steps: 20 }, { steps: 10 }] }),
    'RangeError',
    'milestones milestones[1]: "steps" expected a whole number of at least 20, got 10',
  ],
  [
    'milestones',
    bad('milestones', { factor: [0.5, 0.5] }),
    'RangeError',
    'milestones: "factor" expected an array of length 1, got an array of length 2',
  ],
  [
    'milestones',
    bad('milestones', { factor: 2 }),
    'RangeError',
    'milestones: "factor[0]" expected a number in [0, 1], got 2',
  ],
  type('join', 'schedules', 'an array', 1, '1'),
  type('join', 'boundaries', 'an array', { steps: 1 }, 'an object'),
  [
    'join',
    { schedules: [1, 2], boundaries: [] },
    'RangeError',
    'join: "schedules" expected an array of length 1, got an array of length 2',
  ],
  [
    'join',
    { schedules: [], boundaries: [] },
    'RangeError',
    'join: "schedules" expected an array of length 1, got an array of length 0',
  ],
  [
    'join',
    { schedules: [1, Math.sqrt], boundaries: [steps] },
    'TypeError',
    'join: "schedules[1]" expected a number or a schedule, got a function',
  ],
  type('warmup', 'before', 'a number or a schedule', '1', '"1"'),
  ['scale', { of: -1, factor: 1 }, 'RangeError', 'scale: "of" expected a finite number of at least 0, got -1'],
  // names
  [
    'oneCycle',
    bad('oneCycle', { dialect: 'keras' }),
    'RangeError',
    'oneCycle: "dialect" expected one of paper, pytorch, pytorch-three-phase, fastai, optax, got "keras"',
  ],
  [
    'oneCycle',
    bad('oneCycle', { anneal: 'cos' }),
    'RangeError',
    'oneCycle: "anneal" expected one of cosine, linear, got "cos"',
  ],
  [
    'oneCycle',
    bad('oneCycle', { dialect: 'paper', anneal: 'cosine' }),
    'RangeError',
    'oneCycle: "anneal" expected one of linear, got "cosine"',
  ],
  [
    'oneCycle',
    bad('oneCycle', { dialect: 'fastai', anneal: 'linear' }),
    'RangeError',
    'oneCycle: "anneal" expected one of cosine, got "linear"',
  ],
  [
    'oneCycle',
    bad('oneCycle', { dialect: 'toString' }),
    'RangeError',
    'oneCycle: "dialect" expected one of paper, pytorch, pytorch-three-phase, fastai, optax, got "toString"',
  ],
  [
    'oneCycle',
    bad('oneCycle', { dialect: 'paper', warmupFraction: 0.6 }),
    'RangeError',
    'oneCycle: "warmupFraction" expected a number in [0, 0.5], got 0.6',
  ],
  [
    'oneCycle',
    bad('oneCycle', { dialect: 'optax', anneal: 'linear', warmupFraction: 0.9 }),
    'RangeError',
    'oneCycle: "warmupFraction" expected a number in [0, 0.85], got 0.9',
  ],
  [
    'oneCycle',
    bad('oneCycle', { dialect: 'fastai', finalDivisor: 0.5 }),
    'RangeError',
    'oneCycle: "finalDivisor" expected a finite number of at least 1, got 0.5',
  ],
  [
    'oneCycle',
    bad('oneCycle', { momentum: { high: 0.8, low: 0.9 } }),
    'RangeError',
    'oneCycle momentum: "low" expected a number in [0, 0.8], got 0.9',
  ],
  [
    'oneCycle',
    bad('oneCycle', { momentum: { max: 0.9 } }),
    'TypeError',
    'oneCycle momentum: unknown option "max", expected one of high, low',
  ],
  [
    'oneCycle',
    bad('oneCycle', { momentum: true }),
    'TypeError',
    'oneCycle momentum: "options" expected an object, got true',
  ],
  [
    'warmupStableDecay',
    bad('warmupStableDecay', { shape: 'sqrt' }),
    'RangeError',
    'warmupStableDecay: "shape" expected one of linear, cosine, 1-sqrt, got "sqrt"',
  ],
  [
    'warmupStableDecay',
    bad('warmupStableDecay', { totalSteps: 10 }),
    'RangeError',
    'warmupStableDecay: "warmup + cooldown" expected at most 9 steps, got 10',
  ],
  [
    'halveWhen',
    bad('halveWhen', { metric: 'acc' }),
    'RangeError',
    'halveWhen: "metric" expected one of accuracy, loss, epoch, got "acc"',
  ],
  [
    'halveWhen',
    bad('halveWhen', { repeat: 'each' }),
    'RangeError',
    'halveWhen: "repeat" expected one of once, crossing, always, got "each"',
  ],
  [
    'plateau',
    bad('plateau', { metric: 'epoch' }),
    'RangeError',
    'plateau: "metric" expected one of loss, accuracy, got "epoch"',
  ],
  [
    'plateau',
    bad('plateau', { thresholdMode: 'rel' }),
    'RangeError',
    'plateau: "thresholdMode" expected one of relative, absolute, got "rel"',
  ],
]

test.each(cases.map((c) => [c[3], c] as const))('%s', (_, one) => {
  expect(message(one)).toEqual([one[2], one[3]])
})
