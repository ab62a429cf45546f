/** Every schedule over its whole option space, with what its documentation promises of it. */
import fc from 'fast-check'
import {
  compoundedDecay,
  constant,
  cosine,
  cosineRestarts,
  type Duration,
  exponentialDecay,
  expRange,
  flatCosine,
  geometric,
  halving,
  inverseTimeDecay,
  join,
  linear,
  milestones,
  oneCycle,
  polynomial,
  type Schedule,
  scale,
  stepDecay,
  triangular,
  triangular2,
  warmup,
  warmupStableDecay,
} from '../../src/schedules/index.js'

export interface Promised {
  schedule: Schedule
  /** no value lies outside [lowest, highest] */
  lowest: number
  highest: number
  /** where the schedule ends: its last step, and the value from there on */
  end?: { step: number; value: number }
  /** the value at step 0, where that is promised */
  first?: number
}

/** From the smallest subnormal to 1e300, 0 and -0 among them. */
const level = fc.oneof(
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.double({ min: 0, max: 1e300, noNaN: true }),
  fc.constantFrom(0, -0, 5e-324, 1e-7, 0.1, 1, 1e300),
)
const positive = level.filter((x) => x > 0)
const fraction = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, -0, 0.5, 1))
const total = fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 1e6 }))
const duration = (least: number): fc.Arbitrary<Duration> =>
  fc.oneof(
    fc.record({ steps: fc.integer({ min: least, max: 5000 }) }),
    fc.record({ epochs: fc.integer({ min: least, max: 50 }), stepsPerEpoch: fc.integer({ min: 1, max: 500 }) }),
  )
const lengthOf = (d: Duration): number => ('steps' in d ? d.steps : d.epochs * d.stepsPerEpoch)
const ascending = (maxLength: number) =>
  fc.array(duration(0), { maxLength }).map((list) => [...list].sort((a, b) => lengthOf(a) - lengthOf(b)))
const some = { noNullPrototype: true } as const

const transitionOptions = { initial: level, final: level, totalSteps: total }
interface Transition {
  initial: number
  final?: number
  totalSteps: number
}
function transition(schedule: Schedule, { initial, final = 0, totalSteps }: Transition): Promised {
  const end = { step: totalSteps - 1, value: final + 0 }
  const bounds = { lowest: Math.min(initial, final), highest: Math.max(initial, final) }
  return totalSteps > 1 ? { schedule, ...bounds, end, first: initial + 0 } : { schedule, ...bounds, end }
}

const falling = (schedule: Schedule, initial: number): Promised => ({ schedule, lowest: 0, highest: initial })
const rate = fc.record(
  { initial: level, rate: level, per: duration(1) },
  { requiredKeys: ['initial', 'rate'], ...some },
)
const cyclical = { base: level, peak: level, rise: duration(1), fall: duration(1) }
const cycling = (schedule: Schedule, { base, peak }: { base: number; peak: number }): Promised => ({
  schedule,
  lowest: Math.min(base, peak),
  highest: Math.max(base, peak),
  first: base + 0,
})

const momentum = fc.oneof(
  fraction,
  fc.tuple(fraction, fraction).map(([a, b]) => ({ high: Math.max(a, b), low: Math.min(a, b) })),
)
const dialects = fc.constantFrom(
  { dialect: 'paper', anneal: 'linear', widest: 0.5 } as const,
  { dialect: 'pytorch', anneal: 'cosine', widest: 1 } as const,
  { dialect: 'pytorch', anneal: 'linear', widest: 1 } as const,
  { dialect: 'pytorch-three-phase', anneal: 'cosine', widest: 0.5 } as const,
  { dialect: 'pytorch-three-phase', anneal: 'linear', widest: 0.5 } as const,
  { dialect: 'fastai', anneal: 'cosine', widest: 1 } as const,
  { dialect: 'optax', anneal: 'cosine', widest: 1 } as const,
  { dialect: 'optax', anneal: 'linear', widest: 0.85 } as const,
)

const oneCycles = fc
  .record({
    kind: dialects,
    totalSteps: total,
    peak: positive,
    warmup: fraction,
    initialDivisor: fc.double({ min: 1, max: 1e9, noNaN: true }),
    share: fc.double({ min: 1e-9, max: 1, noNaN: true }),
    momentum,
    output: fc.constantFrom('learningRate' as const, 'momentum' as const),
  })
  .map(({ kind: { widest, ...kind }, warmup: share0, share, output, momentum: m, ...rest }): Promised => {
    const least = kind.dialect === 'fastai' ? 1 : 1 / rest.initialDivisor
    const finalDivisor = least / share
    const pair = oneCycle({ ...rest, ...kind, warmupFraction: share0 * widest, finalDivisor, momentum: m })
    const step = rest.totalSteps - 1
    if (output === 'momentum') {
      const { high, low } = typeof m === 'number' ? { high: m, low: m } : m
      return { schedule: pair.momentum, lowest: low, highest: high, end: { step, value: high + 0 } }
    }
    const start = kind.dialect === 'fastai' ? rest.peak : rest.peak / rest.initialDivisor
    const value = Math.min(start / finalDivisor, rest.peak)
    return { schedule: pair.learningRate, lowest: 0, highest: rest.peak, end: { step, value } }
  })

export const simple: Record<string, fc.Arbitrary<Promised>> = {
  constant: level.map((value) => ({ schedule: constant(value), lowest: value, highest: value, first: value + 0 })),
  stepDecay: fc
    .record({ initial: level, every: duration(1), factor: fraction }, { requiredKeys: ['initial', 'every'], ...some })
    .map((o) => falling(stepDecay(o), o.initial)),
  halving: fc.record({ initial: level, every: duration(1) }).map((o) => falling(halving(o), o.initial)),
  milestones: fc
    .record(
      { initial: level, milestones: ascending(5), factor: fraction },
      { requiredKeys: ['initial', 'milestones'], ...some },
    )
    .map((o) => {
      const steps = o.milestones.map(lengthOf)
      const schedule = milestones(o)
      return { ...falling(schedule, o.initial), end: { step: steps.at(-1) ?? 0, value: schedule(1e9) } }
    }),
  milestonesEach: fc
    .record({ initial: level, milestones: ascending(5), factors: fc.array(fraction, { minLength: 5, maxLength: 5 }) })
    .map(({ factors, ...o }) =>
      falling(milestones({ ...o, factor: factors.slice(0, o.milestones.length) }), o.initial),
    ),
  exponentialDecay: rate.map((o) => ({ ...falling(exponentialDecay(o), o.initial), first: o.initial + 0 })),
  compoundedDecay: rate.map((o) => ({ ...falling(compoundedDecay(o), o.initial), first: o.initial + 0 })),
  inverseTimeDecay: rate.map((o) => ({ ...falling(inverseTimeDecay(o), o.initial), first: o.initial + 0 })),
  linear: fc
    .record(transitionOptions, { requiredKeys: ['initial', 'totalSteps'], ...some })
    .map((o) => transition(linear(o), o)),
  polynomial: fc
    .record(
      {
        ...transitionOptions,
        power: fc.oneof(fc.integer({ min: 1, max: 9 }), fc.double({ min: 1e-3, max: 1e3, noNaN: true })),
      },
      { requiredKeys: ['initial', 'totalSteps', 'power'], ...some },
    )
    .map((o) => transition(polynomial(o), o)),
  cosine: fc
    .record(transitionOptions, { requiredKeys: ['initial', 'totalSteps'], ...some })
    .map((o) => transition(cosine(o), o)),
  flatCosine: fc
    .record({ ...transitionOptions, flatFraction: fraction }, { requiredKeys: ['initial', 'totalSteps'], ...some })
    .map((o) => transition(flatCosine(o), o)),
  geometric: fc
    .record({ initial: positive, final: positive, totalSteps: total })
    .map((o) => transition(geometric(o), o)),
  cosineRestarts: fc
    .record({ initial: level, under: fraction, firstCycle: duration(1), cycleGrowth: fc.integer({ min: 1, max: 5 }) })
    .map(({ under, ...o }) => {
      const floor = Math.min(o.initial * under, o.initial)
      return { schedule: cosineRestarts({ ...o, floor }), lowest: floor, highest: o.initial, first: o.initial + 0 }
    }),
  triangular: fc
    .record(cyclical, { requiredKeys: ['base', 'peak', 'rise'], ...some })
    .map((o) => cycling(triangular(o), o)),
  triangular2: fc
    .record(cyclical, { requiredKeys: ['base', 'peak', 'rise'], ...some })
    .map((o) => cycling(triangular2(o), o)),
  expRange: fc
    .record({ ...cyclical, gamma: fraction }, { requiredKeys: ['base', 'peak', 'rise', 'gamma'], ...some })
    .map((o) => cycling(expRange(o), o)),
  warmupStableDecay: fc
    .record({
      peak: level,
      initial: level,
      final: level,
      totalSteps: total,
      shares: fc.tuple(fraction, fraction),
      shape: fc.constantFrom('1-sqrt' as const, 'linear' as const, 'cosine' as const),
    })
    .map(({ shares: [a, b], ...o }) => {
      const rise = Math.floor((o.totalSteps - 1) * a)
      const fall = Math.floor((o.totalSteps - 1 - rise) * b)
      return {
        schedule: warmupStableDecay({ ...o, warmup: { steps: rise }, cooldown: { steps: fall } }),
        lowest: Math.min(o.peak, o.initial, o.final),
        highest: Math.max(o.peak, o.initial, o.final),
        end: { step: o.totalSteps - 1, value: o.final + 0 },
      }
    }),
  oneCycle: oneCycles,
}

const anySimple = fc.oneof(...Object.values(simple))

export const composed: Record<string, fc.Arbitrary<Promised>> = {
  warmup: fc
    .record({ inner: anySimple, duration: duration(0), initial: level })
    .map(({ inner, duration: d, initial }) => {
      const schedule = warmup({ duration: d, before: inner.schedule, initial })
      const bounds = { lowest: Math.min(inner.lowest, initial), highest: Math.max(inner.highest, initial) }
      return inner.end === undefined
        ? { schedule, ...bounds }
        : { schedule, ...bounds, end: { step: inner.end.step + lengthOf(d), value: inner.end.value } }
    }),
  join: fc.record({ first: anySimple, second: anySimple, at: duration(0) }).map(({ first, second, at }) => {
    const schedule = join({ schedules: [first.schedule, second.schedule], boundaries: [at] })
    const bounds = {
      lowest: Math.min(first.lowest, second.lowest),
      highest: Math.max(first.highest, second.highest),
    }
    return second.end === undefined
      ? { schedule, ...bounds }
      : { schedule, ...bounds, end: { step: second.end.step + lengthOf(at), value: second.end.value } }
  }),
  scale: fc.record({ inner: anySimple, factor: level }).map(({ inner, factor }) => ({
    schedule: scale({ of: inner.schedule, factor }),
    lowest: Math.min(inner.lowest * factor, Number.MAX_VALUE),
    highest: Math.min(inner.highest * factor, Number.MAX_VALUE),
  })),
}
