/** Rates that were chosen and fail in the runs that count: most of these collapse beside the run that chose the rate. */
import type { FailingRate } from '../../guards.js'
import { scoreOf } from '../../metric.js'
import { guessing } from '../data.js'
import type { Method } from '../methods/methods.js'
import { isUntuned } from '../methods/planned.js'
import type { Run } from '../needs.js'
import type { StudyPlan } from '../plan.js'
import { bestRate, scored, type Tuning } from '../tuning.js'
import { collapsed } from './collapsed.js'

/** At which budgets the rate of a method fails. */
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
