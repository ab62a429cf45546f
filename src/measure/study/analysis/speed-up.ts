/** How many times sooner one method ends at a target than another, from the epochs of both, seed by seed. */
import { estimateSpeedUp, type SpeedUp } from '../../statistics/estimate.js'
import type { StudyPlan } from '../plan.js'
import { lookingLevel } from '../until-width.js'

export function speedUpOver(plan: StudyPlan, baseline: readonly number[], subject: readonly number[]): SpeedUp {
  const { budgets, seeds, resamples } = plan
  const least = budgets[0] as number
  const longest = budgets[budgets.length - 1] as number
  return estimateSpeedUp({
    baseline,
    subject,
    baselineLimit: longest,
    subjectLimit: longest,
    baselineFloor: least,
    subjectFloor: least,
    continuous: true,
    seed: seeds[0] as number,
    resamples,
    level: lookingLevel(plan),
  })
}
