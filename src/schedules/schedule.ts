/**
 * What a schedule is.
 *
 * A schedule is a pure function of the step: the number of updates that are already done, so the first update of a
 * training run reads step 0. A schedule that ends is told its `totalSteps`; its value at `totalSteps - 1` is exactly
 * the documented final one, and every later step holds that value. Equal steps give equal bits, in any order of calls,
 * in every engine. A step is a whole number from 0 to 2^53 - 1; anything else is a RangeError, or a TypeError.
 */

/**
 * A schedule as plain JSON: its factory's name and its options, defaults filled in and durations in steps, from which
 * `fromDescription` rebuilds it.
 */
export interface ScheduleDescription {
  readonly schedule: string
  readonly [option: string]: unknown
}

/** A pure function of the step, the number of updates already done. */
export interface Schedule {
  (step: number): number
  readonly description: ScheduleDescription
}

/** Every hyperparameter of an optimizer takes a number or a schedule. */
export type Hyperparameter = number | Schedule

/**
 * A length of training with its unit: a number of updates, or of epochs with `stepsPerEpoch` updates each.
 * A bare number is not accepted, so an epoch can never be taken for an update.
 */
export type Duration = { readonly steps: number } | { readonly epochs: number; readonly stepsPerEpoch: number }
