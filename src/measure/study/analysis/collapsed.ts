/**
 * Runs that collapsed: those that diverged, and those that fell far behind the best run of the same method and budget.
 *
 *     best - score >= max(0.1, min(1 - best, (best - guess) / 2))      shares of right answers and R2
 *     score        >= 2 best                                           losses and RMSE
 *
 * So at least 10 points are lost, and with them either as much as the best run's own error or half of what it gained over
 * guessing. The best run and not the median is the measure, because where most runs collapse the median is one of them.
 */
import type { Score } from '../../../words.js'
import type { FailingRate } from '../../guards.js'
import { lowerIsBetter, scoreOf } from '../../metric.js'
import { guessing } from '../data.js'
import type { Method } from '../methods/methods.js'
import { isUntuned } from '../methods/planned.js'
import type { Run } from '../needs.js'
import type { StudyPlan } from '../plan.js'
import type { Look } from '../trial.js'
import { bestRate, scored, type Tuning } from '../tuning.js'

const LEAST_LOST = 0.1

/**
 * @param scores of the runs of one method at one budget; null for those that diverged
 * @param guess what the best answer that is the same for all rows comes to
 */
export function collapsed(scores: readonly (number | null)[], guess: number, metric?: Score): boolean[] {
  const known = scores.filter((score) => score !== null)
  const lower = lowerIsBetter(metric)
  const best = lower ? Math.min(...known) : Math.max(...known)
  const lost = Math.max(LEAST_LOST, Math.min(1 - best, (best - guess) / 2))
  const far = (score: number): boolean => {
    if (score === best) return false
    // a share of rows is rarely a whole number of points
    return lower ? score >= 2 * best : best - score >= lost - 1e-9
  }
  return scores.map((score) => score === null || far(score))
}

/** Of looks at the end of the runs of one method at one budget, null for those that diverged. */
export function collapsedLooks({ training, metric }: StudyPlan, looks: readonly (Look | null)[]): boolean[] {
  return collapsed(
    looks.map((look) => (look === null ? null : scoreOf(look, metric))),
    guessing(training),
    metric,
  )
}

/** The runs of a study that collapsed on the held-out rows. */
export function collapsedIn(plan: StudyPlan, runs: readonly Run[]): Set<Run> {
  const cells = plan.schedules.flatMap((method) =>
    plan.budgets.map((budget) => runs.filter((run) => run.method === method && run.budget === budget)),
  )
  const found = cells.flatMap((own) => {
    const fell = collapsedLooks(
      plan,
      own.map(({ final }) => final),
    )
    return own.filter((_, i) => fell[i])
  })
  return new Set(found)
}

/** At which budgets the rate that was chosen for a method fails: most runs that count collapse beside the one that chose it. */
export function failingRates(
  plan: StudyPlan,
  tuning: readonly Tuning[],
  runs: readonly Run[],
  method: Method,
): FailingRate[] {
  const { metric, training } = plan
  if (isUntuned(plan, method)) return []
  return tuning
    .filter((each) => each.method === method)
    .flatMap(({ budget, rate, scores }) => {
      const chosenBy = scored(bestRate(scores, metric), metric)
      // a run that was cut short has no end that could fail
      const own = runs.filter((run) => run.method === method && run.budget === budget && run.stopped !== 'cut short')
      const ends = own.map(({ final }) => (final === null ? null : scoreOf(final, metric)))
      if (chosenBy === null) return []
      const fell = collapsed([chosenBy, ...ends], guessing(training), metric)
        .slice(1)
        .filter(Boolean).length
      return 2 * fell > own.length
        ? [{ schedule: method, budget, rate, chosenBy, collapsed: fell, runs: own.length }]
        : []
    })
}
