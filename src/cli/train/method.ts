/** --method: a method as `compare` knows them, for one run. */
import { Option } from 'commander'
import { message, show } from '../../check.js'
import { DEFAULT_MOMENTUM } from '../../defaults.js'
import type { Optimizer } from '../../entry/index.js'
import { type Method, methods } from '../../measure/study/methods/methods.js'
import { optimizerFrom } from '../../measure/study/methods/optimizer.js'
import type { OwnMethod } from '../../measure/study/methods/own.js'
import { didYouMean } from '../../nearest.js'
import { scheduleNames } from '../../schedules/index.js'
import { jsonIn, methodIn } from '../shared/method-file.js'
import type { ScheduleChoice } from '../shared/schedule-options.js'
import { asUsage, UsageError } from '../shared/usage.js'

const OPTION = '--method'

export interface MethodChoice {
  /** a name, or the path of a file */
  method?: string
}

type AnyMethod = Method | OwnMethod

export function methodOption(where: string): Option {
  const parse = (text: string): string => {
    if (isName(text) || /\.json$/i.test(text)) return text
    const expected = 'the name of a method, or FILE.json with one'
    throw new UsageError(message(where, OPTION, expected, show(text), didYouMean(text, methods)))
  }
  return new Option('--method <name-or-file>', 'in place of --schedule and --optimizer, a method as compare takes them')
    .argParser(Object.assign(parse, { names: methods }))
    .conflicts(['schedule', 'anneal', 'optimizer', 'nesterov'])
}

const isName = (text: string): boolean => (methods as readonly string[]).includes(text)

/**
 * @throws UsageError for --dialect beside a method that does not cycle
 * @throws Error for a file that cannot be read, or holds no method
 */
export async function chosenMethod(
  where: string,
  { method: given, dialect }: MethodChoice & ScheduleChoice,
): Promise<AnyMethod | undefined> {
  if (given === undefined) return undefined
  const at = { where, option: OPTION, path: given }
  const method = isName(given) ? given : (await methodIn(at, jsonIn(at, 'one method as JSON'))).method
  if (typeof method === 'string' && !isName(method)) {
    const got = `${given}: ${show(method)}`
    throw new Error(message(where, OPTION, 'the name of a method', got, didYouMean(method, methods)))
  }
  if (dialect !== undefined && !takesDialect(method)) {
    throw new UsageError(message(where, '--dialect', 'a method that is made of 1cycle', methodName(method)))
  }
  return method
}

/** 1cycle, and what `compare` makes of it. */
function takesDialect(method: AnyMethod): boolean {
  const schedule = typeof method === 'string' ? method : (method as { schedule?: unknown }).schedule
  if (typeof schedule !== 'string') return false
  return schedule === 'one-cycle' || !(scheduleNames as readonly string[]).includes(schedule)
}

export function methodName(method: AnyMethod): string {
  return typeof method === 'string' ? method : `${method.name}`
}

/** The name of the optimizer that a description asks for; undefined where a function makes it. */
export function optimizerName(method: AnyMethod): string | undefined {
  if (typeof method === 'string' || method.optimizer === undefined) return 'sgd'
  return typeof method.optimizer === 'string' ? method.optimizer : undefined
}

/** @throws UsageError for a method that is none, or that the run cannot have */
export function optimizerOfMethod(
  method: AnyMethod,
  choice: ScheduleChoice & { weightDecay: number },
  run: { readonly totalSteps: number; readonly epochs: number },
  rate: number,
): Optimizer {
  const { weightDecay, momentum = DEFAULT_MOMENTUM, dialect } = choice
  return asUsage(() =>
    optimizerFrom('train', method, {
      ...{ totalSteps: run.totalSteps, epochs: run.epochs, rate, weightDecay, momentum },
      ...(dialect === undefined ? {} : { dialect: dialect as never }),
    }),
  )
}
