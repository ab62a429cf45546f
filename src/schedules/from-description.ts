/**
 * Schedules and triggers back from their plain-JSON descriptions, as a checkpoint keeps them.
 *
 * The factories check a description as they check options, so a damaged one is refused in the same words.
 */
import { checkOneOf, checkShallow, wrongType } from '../check.js'
import { constant } from './constant.js'
import { cosine } from './cosine.js'
import { cosineRestarts } from './cosine-restarts.js'
import { expRange, triangular, triangular2 } from './cyclical.js'
import { compoundedDecay, exponentialDecay } from './exponential-decay.js'
import { flatCosine } from './flat-cosine.js'
import { geometric } from './geometric.js'
import { inverseTimeDecay } from './inverse-time-decay.js'
import { join } from './join.js'
import { linear } from './linear.js'
import { milestones } from './milestones.js'
import { type OneCycle, type OneCycleOptions, oneCycle } from './one-cycle.js'
import { plateau } from './plateau.js'
import { polynomial } from './polynomial.js'
import { scale } from './scale.js'
import { halveWhen, scaleWhen } from './scale-when.js'
import type { Schedule, ScheduleDescription } from './schedule.js'
import { halving, stepDecay } from './step-decay.js'
import type { Trigger, TriggerDescription } from './trigger.js'
import { warmup } from './warmup.js'
import { warmupStableDecay } from './warmup-stable-decay.js'

type Factory<Result> = (options: never) => Result

/** The state is known to the factory that the description names, not to the compiler. */
// biome-ignore lint/suspicious/noExplicitAny: a state goes back only into the trigger it came from
export type AnyTrigger = Trigger<any>

const schedules: Readonly<Record<string, Factory<Schedule>>> = {
  constant: ({ value }: { value: number }) => constant(value),
  stepDecay,
  halving,
  milestones,
  exponentialDecay,
  compoundedDecay,
  inverseTimeDecay,
  linear,
  polynomial,
  cosine,
  geometric,
  cosineRestarts,
  triangular,
  triangular2,
  expRange,
  flatCosine,
  warmupStableDecay,
  oneCycle: ({ output, ...options }: OneCycleOptions & { output: keyof OneCycle }) =>
    oneCycle(options)[checkOneOf('oneCycle', 'output', output, ['learningRate', 'momentum'])],
  warmup,
  join,
  scale,
}

const triggers: Readonly<Record<string, Factory<AnyTrigger>>> = { scaleWhen, halveWhen, plateau }

/**
 * The schedule that a description names, with the same bits at every step.
 * @param description `schedule.description`, or what JSON made of it
 * @param own factories of your own schedules, by the name given to `defineSchedule`
 * @throws TypeError for anything but a description, or where an option is missing; RangeError for an unknown name (the
 *   message lists the known ones) or a wrong value
 */
export function fromDescription(
  description: ScheduleDescription,
  own: Readonly<Record<string, (options: never) => Schedule>> = {},
): Schedule {
  const where = 'fromDescription'
  checkShallow(where, 'description', description)
  const factories = { ...schedules, ...own }
  const revive = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(revive)
    if (typeof value !== 'object' || value === null || !('schedule' in value)) return value
    return rebuild(where, 'schedule', value, factories, revive)
  }
  return rebuild(where, 'schedule', description, factories, revive)
}

/** The trigger that a description names. Errors as in `fromDescription`. */
export function triggerFromDescription(description: TriggerDescription): AnyTrigger {
  return rebuild('triggerFromDescription', 'trigger', description, triggers, (value) => value)
}

function rebuild<Result>(
  where: string,
  key: string,
  description: object,
  factories: Readonly<Record<string, Factory<Result>>>,
  revive: (value: unknown) => unknown,
): Result {
  if (typeof description !== 'object' || description === null) {
    throw wrongType(where, 'description', 'an object', description)
  }
  const { [key]: name, ...options } = description as Record<string, unknown>
  const factory = factories[checkOneOf(where, key, name, Object.keys(factories))] as Factory<Result>
  for (const option of Object.keys(options)) options[option] = revive(options[option])
  return factory(options as never)
}
