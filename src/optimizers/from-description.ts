/** An optimizer back from its plain-JSON description, as a checkpoint or a message to a worker carries it. */
import { checkOneOf, wrongType } from '../check.js'
import { fromDescription, type Schedule, type ScheduleDescription } from '../schedules/index.js'
import { adam, adamw } from './adam.js'
import type { Optimizer } from './optimizer.js'
import { rmsprop } from './rmsprop.js'
import { sgd } from './sgd.js'

const factories: Readonly<Record<string, (options: never) => Optimizer>> = { sgd, adam, adamw, rmsprop }

/**
 * The optimizer that a description names, with the same bits at every step.
 *
 * @param description `optimizer.description`, or what JSON made of it
 * @param own factories of your own schedules, by the name given to `defineSchedule`
 * @throws TypeError for anything but a description, RangeError for an unknown name or a wrong value
 */
export function optimizerFromDescription(
  description: Readonly<Record<string, unknown>>,
  own: Readonly<Record<string, (options: never) => Schedule>> = {},
): Optimizer {
  const where = 'optimizerFromDescription'
  if (typeof description !== 'object' || description === null) {
    throw wrongType(where, 'description', 'an object', description)
  }
  const { name, ...options }: Record<string, unknown> = description
  const factory = factories[checkOneOf(where, 'name', name, Object.keys(factories))] as (typeof factories)[string]
  for (const [option, value] of Object.entries(options)) {
    if (typeof value === 'object' && value !== null)
      options[option] = fromDescription(value as ScheduleDescription, own)
  }
  return factory(options as never)
}
