/**
 * Methods of a user's own: a name, and for a run of so many updates with a rate and a weight decay an optimizer.
 *
 *     a description   plain JSON: the optimizer's options, and a schedule by its name or described as `schedule.description`
 *                     is, in which "rate" and "run" stand for what the study tries: "0.1 rate", "0.45 run"
 *     a function      gives an optimizer; its identity is the SHA-256 of the module that it is in, or of its own text
 *
 * What it computes is a part of every trial's identity, so methods that share a name share nothing else.
 */
import { checkOneOf, checkOptions, checkPositive, message, wrongType, wrongValue } from '../../../check.js'
import { sha256Hex } from '../../../math/sha256.js'
import { didYouMean } from '../../../nearest.js'
import { type Optimizer, optimizerFromDescription } from '../../../optimizers/index.js'
import { fromDescription, type OneCycleDialect, type ScheduleDescription } from '../../../schedules/index.js'
import { checkRateRange, type RateRange } from '../tuning.js'
import { dropsIn, type Method, methodSchedules, methods } from './methods.js'

/** The run for which a method is asked for its optimizer. */
export interface MethodRun {
  /** updates of the run, at least 1: the schedule is compressed to it */
  readonly totalSteps: number
  readonly epochs: number
  /** the rate that is tried: the highest, or whatever the method makes of it */
  readonly rate: number
  readonly weightDecay: number
  /** the study's, for methods that have none of their own */
  readonly momentum: number
  /** the study's */
  readonly dialect?: OneCycleDialect
}

/** Makes the optimizer of a run. */
export type OptimizerOf = (run: MethodRun) => Optimizer

/** A method as plain JSON. */
export interface MethodDescription {
  readonly name: string
  /** sgd, adam, adamw or rmsprop; default sgd */
  readonly optimizer?: string
  /** by name, as the study's built-in ones, or described; default constant */
  readonly schedule?: string | ScheduleDescription
  /** a number or a schedule that is described; default what the schedule brings, or the study's momentum */
  readonly momentum?: number | ScheduleDescription
  /** where its rate is looked for, if elsewhere than that of the others: with as many rates */
  readonly rates?: RateRange
  /** the rate that it has in every run: it is not tuned */
  readonly rate?: number
  /** further options of the optimizer, such as beta2 or nesterov */
  readonly [option: string]: unknown
}

/** A method that is computed. */
export interface MethodFunction {
  readonly name: string
  readonly optimizer: OptimizerOf
  /**
   * what tells it from others of its name; default the SHA-256 of the function's text, which says all of a function that
   * uses nothing from around it
   */
  readonly sha256?: string
  readonly rates?: RateRange
}

/** A method of one's own, described or computed. */
export type OwnMethod = MethodDescription | MethodFunction

/** What a method of one's own computes, as plain JSON: a part of the identity of its trials. */
export type MethodDefinition = Readonly<Record<string, unknown>>

/** A method of one's own in a plan; plain JSON. */
export interface PlannedMethod {
  readonly definition: MethodDefinition
  readonly rates?: RateRange
  /** updates at which its rate drops at once in the run of the longest budget */
  readonly drops: readonly number[]
}

/** By their SHA-256. */
export type MethodFunctions = ReadonlyMap<string, OptimizerOf>

const LONGEST_NAME = 60

/**
 * @param runs the shortest and the longest of the study, with which it is tried
 * @throws TypeError, RangeError for what is no method
 */
export function readMethod(where: string, what: string, method: OwnMethod, runs: readonly MethodRun[]): PlannedMethod {
  const { name, rates } = method
  if (typeof name !== 'string') throw wrongType(where, `${what}.name`, 'the name of a method', name)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they would break lines and tables
  if (name.trim() !== name || name === '' || name.length > LONGEST_NAME || /[\u0000-\u001f]/.test(name)) {
    throw wrongValue(where, `${what}.name`, `1 to ${LONGEST_NAME} characters in one line`, name)
  }
  if ((methods as readonly string[]).includes(name)) {
    throw wrongValue(where, `${what}.name`, 'a name that no built-in method has', name)
  }
  const range = rates === undefined ? {} : { rates: checkRateRange(`${where} ${name} rates`, rates) }
  const definition = isFunction(method) ? functionDefinition(where, what, method) : described(where, method)
  const functions = functionsIn(where, [method])
  const tried = runs.map((run) => ownOptimizer(where, name, definition, run, functions))
  const longest = runs[runs.length - 1] as MethodRun
  const drops = dropsIn(tried[tried.length - 1]?.learningRate.description, longest.totalSteps)
  return { definition, ...range, drops }
}

function isFunction(method: OwnMethod): method is MethodFunction {
  return typeof method.optimizer === 'function'
}

function functionDefinition(where: string, what: string, method: MethodFunction): MethodDefinition {
  checkOptions(`${where} ${what}`, method, ['name', 'optimizer', 'sha256', 'rates'])
  return { sha256: method.sha256 ?? sha256Hex(new TextEncoder().encode(String(method.optimizer))) }
}

function described(where: string, { name, rates: _, ...definition }: MethodDescription): MethodDefinition {
  const elsewhere = {
    weightDecay: 'it is tuned for every method alike: give the study several',
    learningRate: 'a method has a "schedule"',
  }
  for (const [option, next] of Object.entries(elsewhere)) {
    if (option in definition) throw wrongValue(where, `${name}.${option}`, 'nothing', definition[option], next)
  }
  return definition
}

/**
 * The names of the methods in their order, and what those of one's own are.
 * @throws TypeError, RangeError for what is no method, or a name that comes twice
 */
export function readMethods(
  where: string,
  list: readonly (Method | OwnMethod)[],
  runs: readonly MethodRun[],
): { schedules: Method[]; own?: Record<string, PlannedMethod> } {
  const own: Record<string, PlannedMethod> = {}
  const schedules: Method[] = []
  for (const [i, method] of list.entries()) {
    const what = `schedules[${i}]`
    const isObject = typeof method === 'object' && method !== null
    if (isObject) own[method.name] = readMethod(where, what, method, runs)
    const name = isObject ? method.name : checkOneOf<Method>(where, what, method, methods)
    if (schedules.includes(name)) throw wrongValue(where, what, 'a value that is not in the list already', name)
    schedules.push(name)
  }
  return { schedules, ...(Object.keys(own).length > 0 ? { own } : {}) }
}

/** The functions among the methods, by their SHA-256. */
export function functionsIn(where: string, list: readonly (Method | OwnMethod)[]): MethodFunctions {
  const functions = list.filter((method): method is MethodFunction => typeof method === 'object' && isFunction(method))
  return new Map(
    functions.map((method) => [functionDefinition(where, method.name, method).sha256 as string, method.optimizer]),
  )
}

/** @throws RangeError, TypeError for a function that is not known here, or whatever its options are refused with */
export function ownOptimizer(
  where: string,
  name: string,
  definition: MethodDefinition,
  run: MethodRun,
  functions: MethodFunctions,
): Optimizer {
  if (typeof definition.sha256 !== 'string') return describedOptimizer(where, name, definition, run)
  const make = functions.get(definition.sha256)
  if (make === undefined) {
    const next = 'pass its function to runTrial as methods'
    throw wrongValue(where, 'method', 'one that is known here', name, next)
  }
  const optimizer = make(run)
  if (typeof optimizer?.update !== 'function') {
    throw wrongType(where, `what ${name} gives`, 'an optimizer, such as sgd({ ... })', optimizer)
  }
  return optimizer
}

/** What a description may say beside the options of its optimizer. */
const KEYS: readonly string[] = ['name', 'optimizer', 'schedule', 'momentum', 'rate', 'rates']

function describedOptimizer(
  where: string,
  name: string,
  { optimizer = 'sgd', schedule = 'constant', rate: fixed, ...options }: MethodDefinition,
  tried: MethodRun,
): Optimizer {
  try {
    const run = fixed === undefined ? tried : { ...tried, rate: checkPositive(where, `${name}.rate`, fixed as number) }
    const { rate, totalSteps, weightDecay, momentum, dialect } = run
    const own = { name: optimizer, weightDecay, ...(filledIn(options, run) as object) }
    const made =
      typeof schedule === 'string'
        ? methodSchedules(schedule, { totalSteps, rate, momentum, ...(dialect && { dialect }) })
        : { learningRate: fromDescription(filledIn(schedule, run) as ScheduleDescription), momentum }
    return optimizerFromDescription({ ...made, ...own })
  } catch (error) {
    if (!(error instanceof RangeError || error instanceof TypeError)) throw error
    const Kind = error.constructor as new (text: string) => Error
    const misspelt = Object.keys(options).filter((key) => !KEYS.includes(key))
    const [next] = misspelt.flatMap((key) => didYouMean(key, KEYS) ?? [])
    throw new Kind(message(where, `method ${name}`, 'an optimizer and its schedules', error.message, next))
  }
}

const QUANTITY = /^(?:(\d*\.?\d+(?:e-?\d+)?)\s*\*?\s*)?(rate|run)$/

/** Whether a description says its rate, or all of its rates in a schedule without a name: there is none to tune. */
export function isRateFree({ sha256, rate, schedule, ...rest }: MethodDefinition): boolean {
  if (sha256 !== undefined) return false
  return rate !== undefined || (typeof schedule === 'object' && !asksFor('rate', { schedule, rest }))
}

/** Whether what is described knows nothing of the length of its run: then a shorter run is the beginning of a longer one. */
export function isRunFree({ sha256, schedule = 'constant', ...rest }: MethodDefinition): boolean {
  const lengthless = typeof schedule === 'object' || schedule === 'constant'
  return sha256 === undefined && lengthless && !asksFor('run', { schedule, rest })
}

function asksFor(what: 'rate' | 'run', value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.values(value).some((inside) => asksFor(what, inside))
  return typeof value === 'string' && QUANTITY.exec(value)?.[2] === what
}

/** "0.1 rate" as a tenth of the rate, "0.45 run" as so many updates, rounded to whole ones. */
function filledIn(value: unknown, run: MethodRun): unknown {
  if (Array.isArray(value)) return value.map((element) => filledIn(element, run))
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, inside]) => [key, filledIn(inside, run)]))
  }
  const [, factor = '1', what] = (typeof value === 'string' && QUANTITY.exec(value)) || []
  if (what === undefined) return value
  return what === 'rate' ? Number(factor) * run.rate : Math.round(Number(factor) * run.totalSteps)
}
