/** What a range test is told, once, and what it tells. */
import type { RangeTest, Sweep } from 'onecycle'
import type { Problem } from '../../state/lab.ts'

export interface RangeOrder {
  readonly problem: Problem
  readonly seeds: number
  readonly sweep: Sweep
}

/** Updates of one sweep that were never told before; at most one in a frame, but where a sweep begins. */
export interface RangeSteps {
  readonly tell: 'steps'
  /** which sweep, 0-based: one for each seed, then those that check the answer */
  readonly sweep: number
  readonly sweeps: number
  /** updates of this sweep; a test that gave no answer is run again with more of them */
  readonly steps: number
  /** updates of this sweep before the first that is told */
  readonly from: number
  readonly rates: Float64Array
  readonly losses: Float64Array
  readonly smoothed: Float64Array
}

export type RangeReport =
  | RangeSteps
  | { readonly tell: 'result'; readonly range: RangeTest }
  | { readonly tell: 'failed'; readonly message: string }
