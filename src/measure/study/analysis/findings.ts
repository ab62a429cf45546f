/** What a study shows beside its answer. */
import { type Finding, findPeakOutOfReach, type Peak } from '../../findings.js'
import { byMetric } from '../../metric.js'
import type { Method } from '../methods/methods.js'
import { isUntuned, ratesOf } from '../methods/planned.js'
import type { Run } from '../needs.js'
import type { StudyPlan } from '../plan.js'
import { bestRate, scored, type Tuning } from '../tuning.js'
import { failingRates } from './collapsed.js'
import { type Courses, falls, rises } from './courses.js'

export function studyFindings(
  plan: StudyPlan,
  tuning: readonly Tuning[],
  runs: readonly Run[],
  own: Courses,
): Finding[] {
  const { subject, schedules, metric } = plan
  if (rises(plan, subject, tuning, own) !== true) return []
  const { low, high } = ratesOf(plan, subject)
  // what never falls loses at a high rate for that alone; methods with a range of their own may count in other units
  const flat = schedules.filter((method) => {
    const range = ratesOf(plan, method)
    const alike = range.low === low && range.high === high && !isUntuned(plan, method)
    const falling = falls(plan, method, tuning, own) === true
    return method !== subject && alike && falling && rises(plan, method, tuning, own) === false
  })
  // what fails at its own peak as well shows nothing
  const fails = failingRates(plan, tuning, runs, subject)
  const held = plan.budgets.filter((budget) => fails.every((fail) => fail.budget !== budget))
  const peaks = flat.flatMap((rival) => held.flatMap((budget) => peakAt(plan, tuning, rival, budget)))
  return [findPeakOutOfReach({ subject, peaks, metric })].filter((found) => found !== null)
}

/** Of the rates that the rival tried above its best and up to the subject's, the highest. */
function peakAt({ subject, metric }: StudyPlan, tuning: readonly Tuning[], rival: Method, budget: number): Peak[] {
  const tuned = (method: Method): Tuning =>
    tuning.find((each) => each.method === method && each.budget === budget) as Tuning
  const { scores, rate } = tuned(rival)
  const peak = tuned(subject).rate
  const above = scores.filter((score) => score.rate > rate && score.rate <= peak)
  const tried = Math.max(...above.map((score) => score.rate))
  const values = above.filter((score) => score.rate === tried).map((score) => scored(score, metric))
  if (values.length === 0) return []
  const [value = null] = values.filter((each) => each !== null).sort(byMetric(metric))
  return [{ rival, budget, peak, tried, value, best: { rate, value: scored(bestRate(scores, metric), metric) } }]
}
