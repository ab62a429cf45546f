/** What a study returns. */
import type { Warning } from '../../guards.js'
import type { Method } from '../methods.js'
import type { Run } from '../needs.js'
import type { StudyPlan } from '../plan.js'
import type { Tuning } from '../tuning.js'
import type { CurveRow } from './curve.js'
import type { TargetResult } from './targets.js'

/**
 * The median over the seeds and its interval; a run that diverged counts as 0. Shares of right answers, or R2, of which
 * less than 0 counts as 0, too.
 */
export interface Accuracy {
  readonly median: number
  readonly low: number | null
  readonly high: number | null
}

/** What a method comes to with one budget. */
export interface BudgetResult {
  readonly schedule: Method
  /** epochs */
  readonly budget: number
  /** the tuned rate */
  readonly rate: number
  /** at the end of the run, on the held-out part */
  readonly validation: Accuracy
  /** of the same runs on the test set */
  readonly test: Accuracy
  readonly diverged: number
}

/** The result of a study: plain JSON. What stands under the name `seconds` are times; nothing else is. */
export interface Study {
  readonly study: 'onecycle'
  readonly version: 1
  readonly plan: StudyPlan
  readonly targets: readonly TargetResult[]
  readonly warnings: readonly Warning[]
  readonly budgets: readonly BudgetResult[]
  readonly curve: readonly CurveRow[]
  readonly tuning: readonly Tuning[]
  readonly runs: readonly Run[]
}
