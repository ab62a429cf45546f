/** Whether the intervals of a study are as narrow as it waits for. */
import { log } from '../../../math/exponential.js'
import type { StudyPlan } from '../plan.js'
import { hardestReached } from './headline.js'
import type { TargetResult } from './targets.js'

/**
 * Whether some speed-up that is known is wide at the hardest target that the subject reaches with more than half of its
 * runs. One of which only a bound is known asks for no seeds, nor does a study whose subject reaches nothing.
 */
export function isWide(targets: readonly TargetResult[], { subject, untilWidth }: StudyPlan): boolean {
  if (untilWidth === undefined) return false
  const rows = hardestReached(targets, subject)?.schedules ?? []
  return rows.some(({ speedUp }) => {
    if (speedUp === null || speedUp.ratio === null) return false
    const { low, high } = speedUp
    return low === null || high === null || log(high / low) > 2 * log(1 + untilWidth)
  })
}
