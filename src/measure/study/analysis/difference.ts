/** How much better one method ends than another with the same budget, over the pairs of runs that share a seed. */
import { goodness, scoreOf } from '../../metric.js'
import { middle, orderInterval } from '../../statistics/median.js'
import type { Method } from '../methods/methods.js'
import type { Run } from '../needs.js'
import type { StudyPlan } from '../plan.js'

/** Of the metric, above 0 where the method is better; infinite where diverged runs of losses and RMSE decide. */
export interface Difference {
  readonly median: number
  /** the exact interval of the median; null for a single seed */
  readonly interval: { readonly low: number; readonly high: number; readonly coverage: number } | null
}

export function differenceOf(
  plan: StudyPlan,
  runs: readonly Run[],
  pair: { method: Method; over: Method; budget: number },
): Difference {
  const { metric, seeds, level } = plan
  const good = (method: Method, seed: number): number => {
    const run = runs.find((each) => each.method === method && each.budget === pair.budget && each.seed === seed) as Run
    return goodness(metric, scoreOf(run.final, metric))
  }
  const differences = seeds.map((seed) => {
    const [own, other] = [good(pair.method, seed), good(pair.over, seed)]
    return own === other ? 0 : own - other
  })
  const sorted = differences.sort((a, b) => a - b)
  return { median: middle(sorted), interval: orderInterval(sorted, level) }
}

/** What the seeds tell: 1 where the method is better, -1 where it is worse, 0 where the interval holds 0 or there is none. */
export function toldBy({ interval }: Difference): 1 | 0 | -1 {
  if (interval === null) return 0
  return interval.low > 0 ? 1 : interval.high < 0 ? -1 : 0
}
