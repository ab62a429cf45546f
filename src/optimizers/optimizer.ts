/**
 * What an optimizer is: hyperparameters, each a schedule, and one in-place update of all parameters.
 *
 * An optimizer holds no state. Its arrays (velocity and the like) live in the network's arena as `slots` that mirror the
 * parameters, its few numbers in the run, and every hyperparameter is read at each step, so a schedule on any of them really acts.
 */
import type { Core } from '../core/core.js'
import type { Schedule } from '../schedules/index.js'

/** A stretch of the parameters, and of every array that mirrors them: elements, a multiple of 4 before the first. */
export interface UpdateRange {
  readonly from: number
  readonly count: number
}

/** What an update works on: byte offsets of arrays of f32 that mirror each other. */
export interface UpdateTarget {
  readonly core: Core
  readonly parameters: number
  readonly gradients: number
  readonly slots: readonly number[]
  /** what of the arrays is updated; they do not overlap */
  readonly ranges: readonly UpdateRange[]
  /** numbers that the optimizer carries from step to step, all 0 at first; a checkpoint keeps them */
  readonly scalars: Float64Array
  /** by which the learning rate of the schedule is multiplied: 1, or what a trigger has made of it */
  readonly rateFactor: number
  /** out: learning rate and momentum of the last update; an array, because returned numbers would be boxed */
  readonly used: Float64Array
}

/** An optimizer: its hyperparameters, numbers or schedules, and its update. */
export interface Optimizer {
  readonly name: string
  /** arrays like the parameters that the optimizer needs; all start at zero */
  readonly slots: number
  /** numbers that it carries from step to step */
  readonly scalars: number
  readonly learningRate: Schedule
  /** momentum, or the coefficient of the first moment */
  readonly momentum: Schedule
  /** plain JSON that tells this optimizer from any other */
  readonly description: Readonly<Record<string, unknown>>
  /** One update with the hyperparameters of `step`, the number of updates already done. */
  update(target: UpdateTarget, step: number): void
}
