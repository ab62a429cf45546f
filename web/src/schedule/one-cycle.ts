/** 1cycle: its dialects, what may be set of it, and its four parts, each on a switch. */
import { type BuiltInMethod, type OneCycleDialect, oneCycle, type ScheduleDescription } from 'onecycle'
import type { Lane } from '../state/lab.ts'
import { changedValues, type Parameter, type Values, valuesOf } from './parameters.ts'
import { ofRate, ofRun } from './quantity.ts'

export const dialects: readonly OneCycleDialect[] = ['pytorch', 'pytorch-three-phase', 'paper', 'fastai', 'optax']

/** What each dialect is where nothing is set. */
export const dialectWords: Readonly<Record<OneCycleDialect, string>> = {
  pytorch: 'up for 0.3 of the run, down to the final rate; from peak / 25 to initial / 10000',
  'pytorch-three-phase': 'up for 0.3, down as long, on to the final rate; from peak / 25 to initial / 10000',
  paper: 'Smith and Topin, arXiv 1708.07120: up for 0.45, down as long, on; straight; from peak / 10 to initial / 1000',
  fastai: 'up for 0.25, down; from peak / 25 to peak / 100000',
  optax: 'cosine as pytorch; straight: up for 0.3, down until 0.85, on to the final rate',
}

/** A part of 1cycle, as it is switched off, and the built-in method without it alone. */
export interface Part {
  readonly id: 'ramp' | 'height' | 'annealing' | 'momentum'
  readonly name: string
  readonly without: string
  readonly builtIn: BuiltInMethod
}

export const parts: readonly Part[] = [
  {
    id: 'ramp',
    name: 'Ramp',
    without: 'begins at the peak; the way down takes the whole run',
    builtIn: 'one-cycle-no-ramp',
  },
  {
    id: 'height',
    name: 'Height of the peak',
    without: 'the peak is a quarter as high; in a study it is what was tuned for the cycle without its ramp',
    builtIn: 'one-cycle-low-peak',
  },
  { id: 'annealing', name: 'Annealing', without: 'stays at the peak', builtIn: 'one-cycle-no-annealing' },
  {
    id: 'momentum',
    name: 'Cycling momentum',
    without: 'the momentum is 0.9 throughout',
    builtIn: 'one-cycle-fixed-momentum',
  },
]

/** How much lower the peak is without its height. */
export const LOWER = 4

/** Its options where nothing is set, from the library. */
function defaultsOf(dialect: OneCycleDialect, anneal: string) {
  const given = anneals(dialect).includes(anneal) ? { anneal: anneal as 'cosine' | 'linear' } : {}
  return oneCycle({ totalSteps: 100, peak: 1, dialect, ...given }).learningRate.description as unknown as {
    readonly anneal: string
    readonly warmupFraction: number
    readonly initialDivisor: number
    readonly finalDivisor: number
    readonly momentum: { readonly high: number; readonly low: number }
  }
}

function anneals(dialect: string): readonly string[] {
  if (dialect === 'paper') return ['linear']
  return dialect === 'fastai' ? ['cosine'] : ['cosine', 'linear']
}

/** Up, down to the initial rate and on, in parts of the run that the warm-up says. */
function isThreePhase(dialect: unknown): boolean {
  return dialect === 'paper' || dialect === 'pytorch-three-phase'
}

/** What may be set; the defaults are those of the dialect that is set. */
export function oneCycleParameters(set: Values): readonly Parameter[] {
  const dialect = dialects.find((name) => name === set.dialect) ?? 'pytorch'
  const defaults = defaultsOf(dialect, String(set.anneal))
  const widest = isThreePhase(dialect) ? 0.5 : dialect === 'optax' && defaults.anneal === 'linear' ? 0.85 : 1
  return [
    choice('dialect', 'Dialect', 'pytorch', dialects, 'The same name means another curve in each library.'),
    choice('anneal', 'Slopes', anneals(dialect)[0]!, anneals(dialect), 'How the rate gets from one value to the next.'),
    {
      ...numeric('warmupFraction', 'Warm-up', 'warm-up', defaults.warmupFraction, 0, widest),
      unit: 'of the run',
      help: 'How long the rate rises.',
    },
    {
      ...numeric('initialDivisor', 'Initial divisor', 'initial /', defaults.initialDivisor, 1, 1000),
      logarithmic: true,
      help: 'The initial rate is the peak divided by this.',
    },
    {
      ...numeric('finalDivisor', 'Final divisor', 'final /', defaults.finalDivisor, 1, 1e6),
      logarithmic: true,
      help: `The final rate is the ${dialect === 'fastai' ? 'peak' : 'initial rate'} divided by this.`,
    },
    {
      ...numeric('high', 'Momentum, high', 'momentum up to', defaults.momentum.high, 0, 0.99),
      help: 'Where the rate is low.',
    },
    {
      ...numeric('low', 'Momentum, low', 'momentum from', defaults.momentum.low, 0, 0.99),
      help: 'Where the rate is highest.',
    },
  ]
}

/** @param off ids of the parts that are switched off */
export function oneCycleMethod(set: Values, off: readonly string[], name: string): Pick<Lane, 'method' | 'dialect'> {
  const parameters = oneCycleParameters(set)
  const values = valuesOf(parameters, set)
  const { dialect: _, ...changed } = changedValues(parameters, values)
  const dialect = values.dialect as OneCycleDialect
  const [first, second] = parts.filter(({ id }) => off.includes(id))
  if (Object.keys(changed).length === 0 && second === undefined) {
    return { method: first?.builtIn ?? 'one-cycle', ...(dialect === 'pytorch' ? {} : { dialect }) }
  }
  const cycle = { ...values, low: Math.min(Number(values.low), Number(values.high)) }
  const schedule = rateOf(cycle, changed, off)
  const momentum = off.includes('momentum') ? {} : { momentum: momentumOf(cycle, changed, off) }
  return { method: { name, schedule, ...momentum } }
}

function rateOf(values: Values, changed: Values, off: readonly string[]): ScheduleDescription {
  const { initialDivisor, finalDivisor, dialect } = values
  const [ramp, annealing] = [!off.includes('ramp'), !off.includes('annealing')]
  const initial = ofRate(1 / Number(initialDivisor))
  if (!annealing) return ramp ? rising(values, initial, 'rate') : { schedule: 'constant', value: 'rate' }
  if (ramp || !isThreePhase(dialect)) return cycleOf('learningRate', values, changed, ramp)
  const down = wayDown(values)
  const final = ofRate(1 / (Number(initialDivisor) * Number(finalDivisor)))
  const fall = (from: number | string, to: number | string, share: number): ScheduleDescription => {
    return { schedule: String(values.anneal), initial: from, final: to, totalSteps: ofRun(share) }
  }
  if (down >= 1) return fall('rate', initial, 1)
  const schedules = [fall('rate', initial, down), fall(initial, final, 1 - down)]
  return { schedule: 'join', schedules, boundaries: [{ steps: ofRun(down) }] }
}

function momentumOf(values: Values, changed: Values, off: readonly string[]): number | ScheduleDescription {
  const { high, low, dialect, anneal } = values
  const [ramp, annealing] = [!off.includes('ramp'), !off.includes('annealing')]
  if (!annealing) return ramp ? rising(values, Number(high), Number(low)) : Number(low)
  if (ramp || !isThreePhase(dialect)) return cycleOf('momentum', values, changed, ramp)
  return { schedule: String(anneal), initial: low, final: high, totalSteps: ofRun(wayDown(values)) }
}

/** The share of the run that the way down takes where nothing rises. */
function wayDown({ warmupFraction }: Values): number {
  return Math.min(1, Number(warmupFraction) / (1 - Number(warmupFraction)))
}

/** The ramp alone; where it ends the value stays. */
function rising({ anneal, warmupFraction }: Values, initial: number | string, final: number | string) {
  const totalSteps = ofRun(Math.max(Number(warmupFraction), 0.01))
  return { schedule: String(anneal), initial, final, totalSteps }
}

/** As the library's own cycle, which begins at its peak where it has no room to rise. */
function cycleOf(output: string, values: Values, changed: Values, ramp: boolean): ScheduleDescription {
  const { high: _, low: __, ...options } = changed
  return {
    schedule: 'oneCycle',
    output,
    totalSteps: 'run',
    peak: 'rate',
    ...(values.dialect === 'pytorch' ? {} : { dialect: values.dialect }),
    ...options,
    ...(ramp ? {} : { warmupFraction: 0 }),
    ...('high' in changed || 'low' in changed ? { momentum: { high: values.high, low: values.low } } : {}),
  }
}

function choice(key: string, label: string, value: string, options: readonly string[], help: string): Parameter {
  return { key, label, short: '', value, options: options.map((option) => ({ value: option, text: option })), help }
}

function numeric(key: string, label: string, short: string, value: number, low: number, high: number) {
  return { key, label, short, value, low, high, step: 0.01 }
}
