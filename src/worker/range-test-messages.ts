/** What host and worker say to each other about a range test. */
import type { AugmentationDescription } from '../data/images/augmentation/augmentation.js'
import type { RangeTestOptions, RangeTestStep } from '../measure/range-test/options.js'
import type { RangeTest } from '../measure/range-test/result.js'
import { optimizerFromDescription } from '../optimizers/from-description.js'
import type { Optimizer } from '../optimizers/optimizer.js'
import { defineSchedule } from '../schedules/define.js'
import type { Schedule } from '../schedules/index.js'
import type { Failure, Given } from './messages.js'

/** Host to worker. */
export interface StartRangeTest extends Given {
  readonly onecycle: 'findLearningRate'
  /** of the caller's optimizer, with the names of the sweep's schedules in place of them; undefined for sgd */
  readonly optimizer: Readonly<Record<string, unknown>> | undefined
  readonly augment: readonly AugmentationDescription[]
  /** whether the host wants to hear of each step */
  readonly steps: boolean
  readonly options: Omit<RangeTestOptions, 'optimizer' | 'augment' | 'signal' | 'onStep'>
}

/** Worker to host, through the port; what the host says there is always that it aborts. */
export type RangeReport =
  | { readonly type: 'step'; readonly record: RangeTestStep }
  | { readonly type: 'range'; readonly range: RangeTest }
  | Failure

type Rates = Parameters<NonNullable<RangeTestOptions['optimizer']>>[0]

/**
 * What a function of the sweep's schedules makes of them, as plain JSON: each sweep has schedules of its own, so names stand
 * for them. @throws RangeError where the function asks a schedule for a value
 */
export function describeSwept(make: (rates: Rates) => Optimizer, weightDecay: number): Record<string, unknown> {
  const named = (name: string) =>
    defineSchedule(name, {}, () => {
      throw new RangeError('it asks for the values of its schedules, which are not known before the test')
    })
  return make({ learningRate: named(RATE), momentum: named(MOMENTUM), weightDecay }).description
}

/** The function again, from what `describeSwept` gave. */
export function sweptBy(description: Readonly<Record<string, unknown>>): (rates: Rates) => Optimizer {
  return ({ learningRate, momentum }) => {
    const own: Record<string, () => Schedule> = { [RATE]: () => learningRate, [MOMENTUM]: () => momentum }
    return optimizerFromDescription(description, own)
  }
}

const RATE = 'rate of the sweep'
const MOMENTUM = 'momentum of the sweep'
