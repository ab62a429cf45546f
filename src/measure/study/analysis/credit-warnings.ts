/** Which guards find the credit in the wrong place. */
import { epochsText } from '../../../words.js'
import { guardCoarseRows, guardConstantRate, guardWarmUp } from '../../credit-guards.js'
import type { Warning } from '../../guards.js'
import { heldOutRows } from '../data.js'
import type { Run } from '../needs.js'
import type { StudyPlan } from '../plan.js'
import type { Tuning } from '../tuning.js'
import { type Courses, meanRate, rises } from './courses.js'
import { differenceOf, toldBy } from './difference.js'
import { hardestReached, rivalsOf } from './headline.js'
import type { BudgetResult } from './result.js'
import type { TargetResult } from './targets.js'

export function creditWarnings(
  plan: StudyPlan,
  tuning: readonly Tuning[],
  runs: readonly Run[],
  targets: readonly TargetResult[],
  budgets: readonly BudgetResult[],
  own: Courses,
): (Warning | null)[] {
  const ofCourse = (name: string) => ({ name, rises: rises(plan, name, tuning, own) })
  return [
    constantRate(plan, targets),
    guardWarmUp({ subject: ofCourse(plan.subject), rivals: rivalsOf(plan).map(ofCourse) }),
    coarseRows(plan, runs, targets, budgets),
  ]
}

function constantRate(plan: StudyPlan, targets: readonly TargetResult[]): Warning | null {
  const { subject, metric } = plan
  const { target, schedules = [] } = hardestReached(targets, subject) ?? {}
  const constant = schedules.find(({ schedule }) => schedule === 'constant')
  const tuned = schedules.find(({ schedule }) => schedule === subject)
  if (target === undefined || constant === undefined || tuned === undefined || constant.speedUp === null) return null
  const budget = budgetOfAnswer(plan, targets)
  const mean = budget === undefined || tuned.rate === null ? null : meanRate(plan, subject, budget, tuned.rate)
  return guardConstantRate({ subject, target, metric, rate: constant.rate, meanRate: mean, speedUp: constant.speedUp })
}

/**
 * The subject and its best rival with the budget by which the subject ends at its hardest target, or the longest, where the
 * seeds tell them apart. Only shares of right answers have an error of shares.
 */
function coarseRows(
  plan: StudyPlan,
  runs: readonly Run[],
  targets: readonly TargetResult[],
  results: readonly BudgetResult[],
): Warning | null {
  const { subject, metric, training, budgets } = plan
  if (metric !== undefined || training.classes === 0) return null
  const budget = budgetOfAnswer(plan, targets) ?? (budgets[budgets.length - 1] as number)
  const rivals = rivalsOf(plan)
  const rows = results.filter((row) => row.budget === budget && rivals.includes(row.schedule))
  const share = ({ validation }: BudgetResult): number => validation.median ?? 0
  const best = rows.reduce((a, b) => (share(b) > share(a) ? b : a))
  const difference = differenceOf(plan, runs, { method: subject, over: best.schedule, budget })
  if (toldBy(difference) === 0) return null
  return guardCoarseRows({
    rows: heldOutRows(plan),
    between: `${subject} and ${best.schedule} after ${epochsText(budget)}`,
    share: share(best),
    difference: difference.median,
  })
}

/** The next budget of the plan for the hardest target that the subject reaches. */
function budgetOfAnswer({ subject, budgets }: StudyPlan, targets: readonly TargetResult[]): number | undefined {
  const rows = hardestReached(targets, subject)?.schedules
  const median = rows?.find(({ schedule }) => schedule === subject)?.epochs.median ?? Infinity
  return budgets.find((budget) => budget >= median)
}
