import { describe, expect, test } from 'vitest'
import * as schedules from '../../src/schedules/index.js'
import { thrown } from './compare.js'

type Factory = (options: unknown) => unknown
/** `what` begins the message, `got` ends it, `allowed` are the names and numbers between. */
type Case = [
  factory: string,
  options: unknown,
  kind: 'TypeError' | 'RangeError',
  what: string,
  allowed: (string | number)[],
  got: unknown,
]

const message = (factory: string, options: unknown) =>
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
    expect(message(factory, good[factory])).toBe(null)
  })

  test('refuses no options, a number for options, and an option it does not have', () => {
    for (const given of [undefined, 0.1]) {
      const [kind, text] = message(factory, given) ?? []
      expect(kind).toBe('TypeError')
      expect(text).toContain(`${factory}: "options" expected an object, got ${given}; pass { `)
      expect(Object.keys(good[factory] as object)).toContain(/pass \{ (\w+): /.exec(text ?? '')?.[1])
    }
    const [kind, text] = message(factory, bad(factory, { learningRate: 1 })) ?? []
    expect(kind).toBe('TypeError')
    expect(text).toMatch(new RegExp(`^${factory}: unknown option "learningRate", expected one of [a-zA-Z, ]+$`))
  })

  test('refuses to do without any option that has no default', () => {
    for (const name of Object.keys(good[factory] as object)) {
      const { [name]: _, ...rest } = good[factory] as Record<string, unknown>
      expect(message(factory, rest)?.[1]).toMatch(new RegExp(`^${factory}: "${name}" expected .+, got undefined$`))
    }
  })
})

const atLeast0 = [0]
const share = [0, 1]
const wholeFrom = (least: number) => ['whole', least]
const positive = ['positive']
const duration = ['steps', 'epochs', 'stepsPerEpoch']

const range = (factory: string, option: string, allowed: (string | number)[], ...wrong: number[]): Case[] =>
  wrong.map((value) => {
    return [factory, bad(factory, { [option]: value }), 'RangeError', `${factory}: "${option}"`, allowed, value]
  })
const type = (factory: string, option: string, allowed: (string | number)[], value: unknown, shown: string): Case => {
  return [factory, bad(factory, { [option]: value }), 'TypeError', `${factory}: "${option}"`, allowed, shown]
}

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
  ...range('oneCycle', 'initialDivisor', [1], 0.5, 0, Infinity),
  ...range('oneCycle', 'finalDivisor', [0.04], 0.03, 0, -1),
  ...range('oneCycle', 'momentum', share, Number.NaN).map(
    ([factory, options, kind]): Case => [factory, options, kind, 'oneCycle momentum: "high"', share, Number.NaN],
  ),
  ...range('scale', 'factor', atLeast0, -1),
  ...range('warmup', 'initial', atLeast0, -1),
  ...range('scaleWhen', 'factor', share, 2),
  ...range('halveWhen', 'floor', share, 2, -1),
  ...range('halveWhen', 'reaches', ['finite'], Number.NaN, Infinity),
  ...range('plateau', 'patience', wholeFrom(0), -1, 0.5),
  ...range('plateau', 'cooldown', wholeFrom(0), -1),
  ...range('plateau', 'threshold', atLeast0, -1),
  ...range('plateau', 'factor', share, 10),
  ...range('plateau', 'minimumChange', atLeast0, -1),
  // durations
  type('stepDecay', 'every', duration, 30, '30'),
  type('halving', 'every', duration, '30', '"30"'),
  type('triangular', 'rise', duration, null, 'null'),
  type('triangular', 'fall', duration, 3, '3'),
  [
    'stepDecay',
    bad('stepDecay', { every: { epochs: 5 } }),
    'TypeError',
    'stepDecay every: "stepsPerEpoch"',
    wholeFrom(1),
    'undefined',
  ],
  [
    'stepDecay',
    bad('stepDecay', { every: { stepsPerEpoch: 5 } }),
    'TypeError',
    'stepDecay every: "epochs"',
    atLeast0,
    'undefined',
  ],
  [
    'stepDecay',
    bad('stepDecay', { every: { steps: 5, epochs: 1 } }),
    'TypeError',
    'stepDecay every: unknown option "epochs"',
    ['steps'],
    '',
  ],
  [
    'stepDecay',
    bad('stepDecay', { every: { epochs: 5, stepsPerEpoch: 2, step: 1 } }),
    'TypeError',
    'stepDecay every: unknown option "step"',
    ['epochs', 'stepsPerEpoch'],
    '',
  ],
  ...[0, -1, 0.5].map(
    (n): Case => [
      'stepDecay',
      bad('stepDecay', { every: { steps: n } }),
      'RangeError',
      'stepDecay every: "steps"',
      wholeFrom(1),
      n,
    ],
  ),
  [
    'stepDecay',
    bad('stepDecay', { every: { epochs: 0.1, stepsPerEpoch: 3 } }),
    'RangeError',
    'stepDecay every: "epochs * stepsPerEpoch"',
    wholeFrom(1),
    0,
  ],
  [
    'warmup',
    bad('warmup', { duration: { epochs: 1, stepsPerEpoch: 0 } }),
    'RangeError',
    'warmup duration: "stepsPerEpoch"',
    wholeFrom(1),
    0,
  ],
  // lists
  type('milestones', 'milestones', ['array'], { steps: 3 }, 'an object'),
  ['milestones', bad('milestones', { milestones: [10, 20] }), 'TypeError', 'milestones: "milestones[0]"', duration, 10],
  [
    'milestones',
    bad('milestones', { milestones: [{ steps: 20 }, { steps: 10 }] }),
    'RangeError',
    'milestones milestones[1]: "steps"',
    wholeFrom(20),
    10,
  ],
  [
    'milestones',
    bad('milestones', { factor: [0.5, 0.5] }),
    'RangeError',
    'milestones: "factor"',
    ['array', 1],
    'an array of length 2',
  ],
  ['milestones', bad('milestones', { factor: 2 }), 'RangeError', 'milestones: "factor[0]"', share, 2],
  type('join', 'schedules', ['array'], 1, '1'),
  type('join', 'boundaries', ['array'], { steps: 1 }, 'an object'),
  [
    'join',
    { schedules: [1, 2], boundaries: [] },
    'RangeError',
    'join: "schedules"',
    ['array', 1],
    'an array of length 2',
  ],
  ['join', { schedules: [], boundaries: [] }, 'RangeError', 'join: "schedules"', ['array', 1], 'an array of length 0'],
  [
    'join',
    { schedules: [1, Math.sqrt], boundaries: [steps] },
    'TypeError',
    'join: "schedules[1]"',
    ['number', 'schedule'],
    'a function',
  ],
  type('warmup', 'before', ['number', 'schedule'], '1', '"1"'),
  ['scale', { of: -1, factor: 1 }, 'RangeError', 'scale: "of"', atLeast0, -1],
  // names
  [
    'oneCycle',
    bad('oneCycle', { dialect: 'keras' }),
    'RangeError',
    'oneCycle: "dialect"',
    ['paper', 'pytorch', 'pytorch-three-phase', 'fastai', 'optax'],
    '"keras"',
  ],
  ['oneCycle', bad('oneCycle', { anneal: 'cos' }), 'RangeError', 'oneCycle: "anneal"', ['cosine', 'linear'], '"cos"'],
  [
    'oneCycle',
    bad('oneCycle', { dialect: 'paper', anneal: 'cosine' }),
    'RangeError',
    'oneCycle: "anneal"',
    ['linear'],
    '"cosine"',
  ],
  [
    'oneCycle',
    bad('oneCycle', { dialect: 'fastai', anneal: 'linear' }),
    'RangeError',
    'oneCycle: "anneal"',
    ['cosine'],
    '"linear"',
  ],
  [
    'oneCycle',
    bad('oneCycle', { dialect: 'toString' }),
    'RangeError',
    'oneCycle: "dialect"',
    ['paper', 'pytorch', 'pytorch-three-phase', 'fastai', 'optax'],
    '"toString"',
  ],
  [
    'oneCycle',
    bad('oneCycle', { dialect: 'paper', warmupFraction: 0.6 }),
    'RangeError',
    'oneCycle: "warmupFraction"',
    [0, 0.5],
    0.6,
  ],
  [
    'oneCycle',
    bad('oneCycle', { dialect: 'optax', anneal: 'linear', warmupFraction: 0.9 }),
    'RangeError',
    'oneCycle: "warmupFraction"',
    [0, 0.85],
    0.9,
  ],
  [
    'oneCycle',
    bad('oneCycle', { dialect: 'fastai', finalDivisor: 0.5 }),
    'RangeError',
    'oneCycle: "finalDivisor"',
    [1],
    0.5,
  ],
  [
    'oneCycle',
    bad('oneCycle', { momentum: { high: 0.8, low: 0.9 } }),
    'RangeError',
    'oneCycle momentum: "low"',
    [0, 0.8],
    0.9,
  ],
  [
    'oneCycle',
    bad('oneCycle', { momentum: { max: 0.9 } }),
    'TypeError',
    'oneCycle momentum: unknown option "max"',
    ['high', 'low'],
    '',
  ],
  [
    'oneCycle',
    bad('oneCycle', { momentum: true }),
    'TypeError',
    'oneCycle momentum: "options"',
    ['object'],
    'true; pass { high: ... }',
  ],
  [
    'warmupStableDecay',
    bad('warmupStableDecay', { shape: 'sqrt' }),
    'RangeError',
    'warmupStableDecay: "shape"',
    ['linear', 'cosine', '1-sqrt'],
    '"sqrt"',
  ],
  [
    'warmupStableDecay',
    bad('warmupStableDecay', { totalSteps: 10 }),
    'RangeError',
    'warmupStableDecay: "warmup + cooldown"',
    [9],
    10,
  ],
  [
    'halveWhen',
    bad('halveWhen', { metric: 'acc' }),
    'RangeError',
    'halveWhen: "metric"',
    ['accuracy', 'loss', 'epoch'],
    '"acc"',
  ],
  [
    'halveWhen',
    bad('halveWhen', { repeat: 'each' }),
    'RangeError',
    'halveWhen: "repeat"',
    ['once', 'crossing', 'always'],
    '"each"',
  ],
  ['plateau', bad('plateau', { metric: 'epoch' }), 'RangeError', 'plateau: "metric"', ['loss', 'accuracy'], '"epoch"'],
  [
    'plateau',
    bad('plateau', { thresholdMode: 'rel' }),
    'RangeError',
    'plateau: "thresholdMode"',
    ['relative', 'absolute'],
    '"rel"',
  ],
]

const titled = cases.map((each) => [`${each[3]}, got ${each[5]}: ${each[2]}`, ...each] as const)

test.each(titled)('%s', (_, factory, options, kind, what, allowed, got) => {
  const [name, text] = message(factory, options) ?? []
  expect(name).toBe(kind)
  expect(text?.startsWith(what)).toBe(true)
  expect(text).toContain(`${got}`)
  for (const value of allowed) expect(text?.slice(what.length)).toContain(`${value}`)
})
