/** What a study returns. */
import type { Finding } from '../../findings.js'
import type { Warning } from '../../guards.js'
import type { Method } from '../methods/methods.js'
import type { Run } from '../needs.js'
import type { StudyPlan } from '../plan.js'
import type { StudySeconds } from '../trials/spent.js'
import type { Tuning } from '../tuning.js'
import type { Ablation } from './ablation.js'
import type { CurveRow } from './curve.js'
import type { Headline } from './headline.js'
import type { TargetResult } from './targets.js'

/**
 * The study's metric: the median over the seeds and its interval, and what a median hides. Of shares of right answers and R2
 * a run that diverged counts as 0, as R2 below 0 does; of losses and RMSE it counts as infinite, for which null stands.
 */
export interface Accuracy {
  readonly median: number | null
  readonly low: number | null
  readonly high: number | null
  /** of the worst seed */
  readonly worst: number | null
  /**
   * share of the runs that diverged or fell far behind the best of them: by at least 0.1, and by as much as its own error or
   * half of what it gained over guessing; of losses and RMSE by a factor of 2
   */
  readonly collapsed: number
}

/** What a method comes to with one budget. */
export interface BudgetResult {
  readonly schedule: Method
  /** epochs */
  readonly budget: number
  /** the tuned rate */
  readonly rate: number
  /** the tuned weight decay */
  readonly weightDecay: number
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
  /** null where the subject reaches no target */
  readonly headline: Headline | null
  /** which part of 1cycle earns what; left out where no part is taken away */
  readonly ablation?: Ablation
  readonly warnings: readonly Warning[]
  /** what it shows beside its answer, and is no flaw of it */
  readonly findings: readonly Finding[]
  readonly budgets: readonly BudgetResult[]
  readonly curve: readonly CurveRow[]
  readonly tuning: readonly Tuning[]
  readonly runs: readonly Run[]
  /** of the methods of one's own, by name; left out without any */
  readonly own?: Readonly<Record<string, Course>>
  /** what its trials took; left out where none tells it */
  readonly seconds?: StudySeconds
}

/** How a method goes through the longest run, as it was tuned for it: at 240 even steps at most. */
export interface Course {
  readonly learningRate: readonly number[]
  readonly momentum: readonly number[]
}
