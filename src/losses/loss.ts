/**
 * What a loss is: what a network is trained to make small, always a mean, and what its raw outputs then mean.
 *
 * A loss takes either labels, one class a row, or targets, one number for each output. Where it takes targets and the
 * data have labels, a label becomes targets: 1 at its class and 0 elsewhere; a single output takes label 0 or 1 itself.
 */
import type { Core } from '../core/core.js'

/** Where a loss finds its operands: byte offsets into the core's memory, multiples of 4. */
export interface LossPlaces {
  readonly core: Core
  /** raw outputs Y [rows, outputs] */
  readonly y: number
  /** out: the gradient of the mean loss for Y [rows, outputs] */
  readonly dy: number
  /** the class of each row, i32 [rows], for a loss that takes labels */
  readonly labels: number
  /** f32 [rows, outputs], for a loss that takes targets */
  readonly targets: number
  /** scratch of `workspace` floats */
  readonly work: number
}

/** A loss as plain JSON: its name, and its options where they are not the defaults. */
export interface LossDescription {
  readonly name: string
  readonly [option: string]: unknown
}

/** A convex function of the distance y - t, and its derivative. */
export interface Pointwise {
  term(distance: number): number
  slope(distance: number): number
}

/** A loss: what it takes, its gradient, and what `predict` answers. */
export interface Loss {
  readonly name: string
  /** what stands for it in files where its name does not tell all; by default the name */
  readonly description?: LossDescription
  readonly takes: 'labels' | 'targets'
  /** whether it starts from logits and does its own squashing: then the last layer must be linear */
  readonly logits: boolean
  /** a single output above this answers "class 1"; null where even a single output is a score of a class */
  readonly threshold: number | null
  /** whether the loss of a row with one class is -log of the class's probability; by default not */
  readonly isLogLoss?: boolean
  /** terms of the mean: rows, or rows * outputs */
  terms(rows: number, outputs: number): number
  /** floats of scratch; without it, none */
  workspace?(rows: number, outputs: number): number
  /** Writes the gradient of the mean loss, and returns the sum of the terms. */
  gradient(at: LossPlaces, rows: number, outputs: number): number
  /** Turns raw outputs in place into what `predict` answers, for example into probabilities. */
  answer(core: Core, y: number, rows: number, outputs: number): void
  /**
   * The loss of the best constant answer, from each output's mean and mean square over the targets. The range test doubts
   * a sweep that does not get below it.
   */
  constant(mean: Float64Array, square: Float64Array): number
  /** of a loss that is a mean over distances: then its best constant answer is found from all targets, not from moments */
  readonly pointwise?: Pointwise
}

const builtIn = new WeakSet<object>()

/** Notes that a loss is one of this library, and not somebody's own of that name. Returns it. */
export function markBuiltIn(loss: Loss): Loss {
  builtIn.add(loss)
  return loss
}

export function isBuiltIn(given: unknown): given is Loss {
  return builtIn.has(given as object)
}
