/** From the runs of a study to its results: accuracies, targets, the curve of speed-ups, warnings. */
import { lowerIsBetter, scoreOf } from '../../metric.js'
import { median, medianInterval } from '../../statistics/median.js'
import type { Method } from '../methods/methods.js'
import { isUntuned } from '../methods/planned.js'
import type { Run } from '../needs.js'
import type { StudyPlan } from '../plan.js'
import type { Look } from '../trial.js'
import type { Tuning } from '../tuning.js'
import { ablationOf } from './ablation.js'
import { collapsedLooks } from './collapsed.js'
import type { Courses } from './courses.js'
import { speedUpCurve } from './curve.js'
import { studyFindings } from './findings.js'
import { headlineOf } from './headline.js'
import type { Accuracy, BudgetResult, Study } from './result.js'
import { targetResult } from './targets.js'
import { studyWarnings } from './warnings.js'

/**
 * @param runs one for each method, budget and seed
 * @param own how the methods of one's own go through the longest run, as they were tuned for it
 */
export function analyseStudy(
  plan: StudyPlan,
  tuning: readonly Tuning[],
  runs: readonly Run[],
  own: Courses = {},
): Study {
  const rateOf = (method: Method, budget: number): number | null => {
    const tuned = tuning.find((each) => each.method === method && each.budget === budget) as Tuning
    return isUntuned(plan, method) ? null : tuned.rate
  }
  const targets = plan.targets.map((target) => targetResult(plan, runs, target, rateOf))
  const budgets = tuning.map((tuned) => budgetResult(plan, runs, tuned))
  const ablation = ablationOf(plan, runs, plan.targets)
  return {
    study: 'onecycle',
    version: 1,
    plan,
    targets,
    headline: headlineOf(plan, targets),
    ...(ablation === undefined ? {} : { ablation }),
    warnings: studyWarnings(plan, tuning, runs, targets, budgets, own),
    findings: studyFindings(plan, tuning, runs, own),
    budgets,
    curve: speedUpCurve(plan, runs),
    tuning,
    runs,
    ...(Object.keys(own).length === 0 ? {} : { own }),
  }
}

function budgetResult(
  plan: StudyPlan,
  runs: readonly Run[],
  { method: schedule, budget, rate, weightDecay }: Tuning,
): BudgetResult {
  const own = runs.filter((run) => run.method === schedule && run.budget === budget)
  const over = (looks: readonly (Look | null)[]): Accuracy => {
    const values = looks.map((look) => scoreOf(look, plan.metric))
    const interval = medianInterval(values, plan.level)
    const known = (value: number | undefined): number | null =>
      value === undefined || value === Infinity ? null : value
    const fell = collapsedLooks(plan, looks)
    return {
      median: known(median(values)),
      low: known(interval?.low),
      high: known(interval?.high),
      worst: known(lowerIsBetter(plan.metric) ? Math.max(...values) : Math.min(...values)),
      collapsed: fell.filter(Boolean).length / fell.length,
    }
  }
  return {
    schedule,
    budget,
    rate,
    weightDecay,
    validation: over(own.map(({ final }) => final)),
    test: over(own.map(({ test }) => test)),
    diverged: own.filter(({ final }) => final === null).length,
  }
}
