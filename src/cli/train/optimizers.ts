/** --optimizer: by name, from the options that the command line has for it. */
import { message } from '../../check.js'
import { DEFAULT_RATE } from '../../defaults.js'
import { adam, adamw, type Optimizer, rmsprop, sgd } from '../../entry/index.js'
import { usual } from '../data/defaults.js'
import type { Schedules } from '../shared/schedule-options.js'
import { UsageError } from '../shared/usage.js'

export interface OptimizerChoice {
  optimizer: OptimizerName
  weightDecay: number
  nesterov?: true
}

interface Recipe {
  /** default of the highest learning rate: steps of the adaptive ones do not shrink with the gradient */
  readonly rate: number
  create(options: Schedules & { weightDecay: number }, nesterov: boolean): Optimizer
}

const recipes = {
  sgd: { rate: DEFAULT_RATE, create: (options, nesterov) => sgd({ ...options, nesterov }) },
  adam: { rate: 0.01, create: (options) => adam(options) },
  adamw: { rate: 0.01, create: (options) => adamw(options) },
  rmsprop: { rate: 0.001, create: (options) => rmsprop(options) },
} satisfies Record<string, Recipe>

export type OptimizerName = keyof typeof recipes
export const optimizerNames = Object.keys(recipes) as OptimizerName[]

/** The default rates as --help shows them. */
export const rateHelp = optimizerNames
  .map((name) => `${recipes[name].rate} with ${name}${name === 'sgd' ? ` (${usual.peak})` : ''}`)
  .join(', ')

/** Of an optimizer that has a name here, else the one of sgd. */
export function defaultRate(name: string | undefined): number {
  return recipes[name as OptimizerName]?.rate ?? DEFAULT_RATE
}

/** @throws UsageError for --nesterov with another optimizer than sgd */
export function checkOptimizer(where: string, { optimizer, nesterov }: OptimizerChoice): void {
  if (!nesterov || optimizer === 'sgd') return
  throw new UsageError(message(where, '--nesterov', 'the optimizer sgd', optimizer, 'no other takes it'))
}

export function makeOptimizer(choice: OptimizerChoice & { weightDecay: number }, schedules: Schedules): Optimizer {
  const { optimizer, weightDecay, nesterov = false } = choice
  const recipe: Recipe = recipes[optimizer]
  return recipe.create({ ...schedules, weightDecay }, nesterov)
}
