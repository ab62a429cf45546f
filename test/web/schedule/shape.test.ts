import {
  constant,
  cosine,
  cosineRestarts,
  expRange,
  flatCosine,
  geometric,
  inverseTimeDecay,
  linear,
  type Method,
  methodOptimizer,
  methods,
  milestones,
  oneCycle,
  polynomial,
  type Schedule,
  scheduleByName,
  scheduleNames,
  stepDecay,
  triangular,
  triangular2,
  warmup,
  warmupStableDecay,
} from 'onecycle'
import { expect, test } from 'vitest'
import { kinds } from '../../../web/src/schedule/kinds/kinds.ts'
import { dialects, parts } from '../../../web/src/schedule/one-cycle.ts'
import { runOf } from '../../../web/src/schedule/run.ts'
import { methodOf, nameOf, reshaped, shapeOf, withInitialRate, withPeak } from '../../../web/src/schedule/shape.ts'
import { firstLab, type Lane, type Shape } from '../../../web/src/state/lab.ts'

const N = 100
const RATE = 0.3
const steps = Array.from({ length: N }, (_, step) => step)

/** The rates and the momenta of what the editor makes of a shape. */
function made(shape: Shape, rate = RATE) {
  const { method, dialect } = methodOf(shape, N)
  const { learningRate, momentum } = methodOptimizer(method, runOf({ rate, ...(dialect && { dialect }) }, N))
  return { rates: steps.map(learningRate), momenta: steps.map(momentum) }
}

function values(schedule: Schedule): number[] {
  return steps.map(schedule)
}

test('with nothing set, every kind but a drawing is a built-in method by its name, and every built-in method is read back', () => {
  const named = kinds.filter(({ id }) => id !== 'drawn').map(({ id }) => methodOf({ kind: id, values: {} }, N).method)
  const switched = parts.map(({ id }) => methodOf({ kind: 'one-cycle', values: {}, off: [id] }, N).method)
  expect([...named, ...switched].sort()).toEqual([...methods].sort())
  for (const method of methods) {
    const shape = shapeOf({ method }) as Shape
    expect(methodOf(shape, N), method).toEqual({ method })
  }
})

test('a kind with its defaults gives the rates of the factory by its name', () => {
  for (const name of scheduleNames) {
    const { learningRate } = scheduleByName(name, { totalSteps: N, peak: RATE })
    expect(made({ kind: name, values: {} }).rates, name).toEqual(values(learningRate))
  }
})

test('a kind with its parameters set gives exactly the rates of its factory', () => {
  const initial = RATE
  const part = (share: number) => ({ steps: Math.round(share * N) })
  const cases: [string, Record<string, number | string>, Schedule][] = [
    ['constant', { momentum: 0.5 }, constant(RATE)],
    ['linear', { final: 0.2 }, linear({ initial, final: 0.2 * RATE, totalSteps: N })],
    ['cosine', { final: 0.15 }, cosine({ initial, final: 0.15 * RATE, totalSteps: N })],
    ['polynomial', { power: 0.9, final: 0.1 }, polynomial({ initial, final: 0.1 * RATE, totalSteps: N, power: 0.9 })],
    ['exponential', { final: 0.001 }, geometric({ initial, final: 0.001 * RATE, totalSteps: N })],
    ['inverse-time', { final: 0.05 }, inverseTimeDecay({ initial, rate: 19, per: { steps: N } })],
    ['compounded', { momentum: 0.5 }, scheduleByName('compounded', { totalSteps: N, peak: RATE }).learningRate],
    [
      'step',
      { factor: 0.3, first: 0.9, second: 0.4 },
      milestones({ initial, milestones: [{ steps: 40 }, { steps: 90 }], factor: 0.3 }),
    ],
    ['halving', { drops: 3, factor: 0.2 }, stepDecay({ initial, every: { steps: 25 }, factor: 0.2 })],
    [
      'cosine-restarts',
      { cycles: 2, growth: 3, floor: 0.1 },
      cosineRestarts({ initial, floor: 0.1 * RATE, firstCycle: { steps: 25 }, cycleGrowth: 3 }),
    ],
    ['triangular', { cycles: 5, base: 0.5 }, triangular({ base: 0.5 * RATE, peak: RATE, rise: { steps: 10 } })],
    ['triangular2', { cycles: 2 }, triangular2({ base: 0.25 * RATE, peak: RATE, rise: { steps: 25 } })],
    [
      'exp-range',
      { cycles: 1, left: 0.5 },
      expRange({
        base: 0.25 * RATE,
        peak: RATE,
        rise: { steps: 50 },
        gamma: Number((0.5 ** (1 / N)).toPrecision(9)),
      }),
    ],
    ['flat-cosine', { flat: 0.4 }, flatCosine({ initial, flatFraction: 0.4, totalSteps: N })],
    [
      'warmup-stable-decay',
      { warmup: 0.2, cooldown: 0.3, initial: 0.5, shape: 'cosine' },
      warmupStableDecay({
        peak: RATE,
        totalSteps: N,
        warmup: part(0.2),
        cooldown: part(0.3),
        initial: 0.5 * RATE,
        shape: 'cosine',
      }),
    ],
    ...(['linear-warmup', 'linear-with-ramp'] as const).map((name): [string, Record<string, number>, Schedule] => [
      name,
      { warmup: 0.25 },
      warmup({ duration: part(0.25), before: linear({ initial, totalSteps: 75 }), initial: 0.04 * RATE }),
    ]),
    [
      'cosine-warmup',
      { warmup: 0.4, initial: 0, final: 0.5 },
      warmup({ duration: part(0.4), before: cosine({ initial, final: 0.5 * RATE, totalSteps: 60 }) }),
    ],
  ]
  for (const [kind, set, expected] of cases) {
    expect(made({ kind, values: set }).rates, kind).toEqual(values(expected))
  }
  const covered = new Set(cases.map(([kind]) => kind))
  const variants = [
    'one-cycle',
    'drawn',
    'one-cycle-short-ramp',
    'one-cycle-exponential-ramp',
    'one-cycle-no-annihilation',
  ]
  expect(
    kinds
      .map(({ id }) => id)
      .filter((id) => !covered.has(id))
      .sort(),
  ).toEqual(variants.sort())
})

test('1cycle in every dialect, with its options and without, gives exactly the rates and momenta of oneCycle', () => {
  for (const dialect of dialects) {
    const set: Record<string, number | string>[] = [
      {},
      { warmupFraction: 0.4, initialDivisor: 5 },
      { finalDivisor: 100, high: 0.9, low: 0.7 },
      ...(dialect === 'paper' || dialect === 'fastai' ? [] : [{ anneal: 'linear', warmupFraction: 0.2 }]),
    ]
    for (const own of set) {
      const { high, low, ...options } = own
      const momentum = high === undefined ? {} : { momentum: { high, low } }
      const expected = oneCycle({ totalSteps: N, peak: RATE, dialect, ...options, ...momentum } as never)
      const got = made({ kind: 'one-cycle', values: { dialect, ...own } })
      const what = JSON.stringify({ dialect, ...own })
      expect(got.rates, what).toEqual(values(expected.learningRate))
      expect(got.momenta, what).toEqual(values(expected.momentum))
    }
  }
})

test('a switch alone is the ablation of the library in every dialect', () => {
  for (const dialect of dialects) {
    for (const { id, builtIn } of parts) {
      const { method } = methodOf({ kind: 'one-cycle', values: { dialect }, off: [id] }, N)
      expect(method, `${id} ${dialect}`).toBe(builtIn)
    }
  }
})

test('what the switches describe where more was set is that ablation, to 1e-12 of the rate', () => {
  // a changed momentum asks for a description, and leaves the rates as they are
  for (const dialect of ['pytorch', 'optax'] as const) {
    for (const { id, builtIn } of parts) {
      if (id === 'annealing' && dialect === 'optax') continue
      const got = made({ kind: 'one-cycle', values: { dialect, high: 0.951 }, off: [id] })
      const expected = methodOptimizer(builtIn, runOf({ rate: RATE, dialect }, N))
      const apart = Math.max(...steps.map((step) => Math.abs(got.rates[step]! - expected.learningRate(step))))
      expect(apart / RATE, `${id} ${dialect}`).toBeLessThan(1e-12)
    }
  }
})

test('with several switches off, each part that is left does what it does', () => {
  const bare = made({ kind: 'one-cycle', values: {}, off: ['ramp', 'annealing'] })
  expect(new Set(bare.rates)).toEqual(new Set([RATE]))
  expect(new Set(bare.momenta)).toEqual(new Set([0.85]))
  for (const dialect of dialects) {
    const falling = made({ kind: 'one-cycle', values: { dialect }, off: ['ramp', 'momentum'] })
    expect(falling.rates[0], dialect).toBe(RATE)
    expect(
      falling.rates.every((rate, i) => i === 0 || rate <= falling.rates[i - 1]!),
      dialect,
    ).toBe(true)
    expect(falling.rates[N - 1]! / RATE, dialect).toBeLessThan(1e-4 + 1e-12)
    expect(new Set(falling.momenta), dialect).toEqual(new Set([0.9]))
  }
})

const lane: Lane = { id: 'a', method: 'one-cycle', rate: 0.4 }

test('without its height the rate of 1cycle is a quarter, and comes back', () => {
  const low = reshaped(lane, { kind: 'one-cycle', values: {}, off: ['height'] }, N, [])
  expect(low).toEqual({ id: 'a', method: 'one-cycle-low-peak', rate: 0.1 })
  expect(withPeak(low, 1).rate).toBe(0.25)
  const lower = reshaped(low, { kind: 'one-cycle', values: {}, off: ['height', 'ramp'] }, N, [])
  expect(lower.rate).toBe(0.1)
  expect(reshaped(lower, { kind: 'one-cycle', values: {}, off: [] }, N, [])).toEqual(lane)
})

test('a lane keeps what was set as long as its method is the one that was made', () => {
  const shape: Shape = { kind: 'polynomial', values: { power: 3 } }
  const edited = reshaped(lane, shape, N, [])
  expect(shapeOf(edited)).toEqual(shape)
  expect(shapeOf({ ...edited, method: 'cosine' })).toEqual({ kind: 'cosine', values: {} })
  expect(shapeOf({ ...edited, method: { name: 'mine', optimizer: 'adam' } })).toBeNull()
})

test('a 1cycle begins where it is told to, and other lanes stay as they are', () => {
  const begun = withInitialRate(lane, 0.08, N, [])
  const { learningRate } = methodOptimizer(begun.method, runOf(begun, N))
  expect(learningRate(0)).toBeCloseTo(0.08, 12)
  expect(withInitialRate(begun, 0.016, N, [])).toEqual(lane)
  const linear = { ...lane, method: 'linear' }
  expect(withInitialRate(linear, 0.08, N, [])).toBe(linear)
})

test('lanes do not share the name of a description', () => {
  const shape: Shape = { kind: 'linear', values: { final: 0.1 } }
  const first = reshaped(lane, shape, N, firstLab.lanes)
  const second = reshaped({ ...lane, id: 'b' }, shape, N, [first])
  const names = [first, second].map(({ method }) => (method as { name: string }).name)
  expect(names).toEqual(['linear, final 0.1', 'linear, final 0.1 (2)'])
})

test('a name has room in a study, and is no built-in one', () => {
  const everything = { warmupFraction: 0.123, initialDivisor: 7, finalDivisor: 123, high: 0.91, low: 0.71 }
  for (const off of [[], ['ramp', 'height', 'annealing', 'momentum']]) {
    const name = nameOf({ kind: 'one-cycle', values: { dialect: 'pytorch-three-phase', ...everything }, off })
    expect(name.length).toBeLessThanOrEqual(56)
    expect(methods as readonly Method[]).not.toContain(name)
  }
})
