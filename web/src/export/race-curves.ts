/** A race as it is exported: what was run, and every number that came of it. */
import type { Lane, Problem } from '../state/lab.ts'

/** A look at the held-out rows. */
export interface ExportedLook {
  readonly step: number
  readonly loss: number
  /** share of right answers; null where the target is a number */
  readonly accuracy: number | null
}

export interface LaneCurves {
  /** as it is told from the others */
  readonly name: string
  /** a tone of the page */
  readonly tone: string
  readonly lane: Pick<Lane, 'method' | 'rate' | 'dialect'>
  /** of each update, the first of them at index 0 */
  readonly losses: ArrayLike<number>
  readonly looks: readonly ExportedLook[]
  /** null until the run has been to its end */
  readonly end: { readonly stopped: string; readonly steps: number; readonly sha256: string | null } | null
}

export interface RaceCurves {
  readonly problem: Problem
  /** updates of a whole run */
  readonly totalSteps: number
  readonly target: number
  readonly lanes: readonly LaneCurves[]
}
