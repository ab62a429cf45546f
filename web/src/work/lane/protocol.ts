/**
 * What a lane is told and what it tells. It has one aim, a step: forward it trains there in slices, back it goes on
 * from the nearest state that it kept, to the same bits. So play, pause, step and rewind are all `goTo`.
 */
import type { Lane, Problem } from '../../state/lab.ts'

export type LaneCommand =
  | {
      readonly do: 'start'
      readonly problem: Problem
      readonly lane: Pick<Lane, 'method' | 'rate' | 'dialect'>
      /** that it may use, where threads can share memory */
      readonly processors: number
    }
  | {
      readonly do: 'goTo'
      readonly step: number
      /** of the time in which it may train: the page itself needs some of the processors */
      readonly share: number
    }
  | { readonly do: 'ask'; readonly id: number; readonly features: Float32Array | Uint8Array }
  | { readonly do: 'save'; readonly id: number }

/** A look at the held-out rows, at the end of an epoch. */
export interface LaneLook {
  readonly step: number
  readonly loss: number
  /** share of right answers; null where the target is a number */
  readonly accuracy: number | null
}

export interface LaneEnd {
  readonly stopped: 'completed' | 'diverged'
  /** updates that were made */
  readonly steps: number
  /** of the weights, as the command line prints it; null where the run diverged */
  readonly sha256: string | null
}

/** At most one in a frame. */
export interface LaneProgress {
  readonly tell: 'progress'
  /** updates done: where the lane is */
  readonly step: number
  /** losses of updates that were never told before, the first of them that of update `from` */
  readonly from: number
  readonly losses: Float32Array
  /** never told before */
  readonly looks: readonly LaneLook[]
  /** null until the run has been to its end */
  readonly end: LaneEnd | null
  /** that compute now */
  readonly threads: number
}

export type LaneReport =
  | LaneProgress
  | { readonly tell: 'answer'; readonly id: number; readonly values: Float32Array }
  | { readonly tell: 'file'; readonly id: number; readonly bytes: Uint8Array }
  | { readonly tell: 'failed'; readonly message: string; readonly id: number | null }
