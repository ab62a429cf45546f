/** What the seeds of a method come to at every look of its longest run: the median, the lowest and the highest. */
import { median, type Study } from 'onecycle'

/** What a study measures; where nothing is said, the share of right answers. */
export type Metric = Study['plan']['metric']

export interface Band {
  readonly steps: readonly number[]
  readonly median: readonly number[]
  readonly low: readonly number[]
  readonly high: readonly number[]
}

export function lowerIsBetter(metric: Metric): boolean {
  return metric === 'rmse' || metric === 'loss'
}

/** Of the study's metric; a run that diverged counts as the worst there is where it has no look: as 0, or as infinite. */
export function bandOf({ plan, runs }: Pick<Study, 'plan' | 'runs'>, method: string): Band {
  const { metric } = plan
  const worst = lowerIsBetter(metric) ? Infinity : 0
  const longest = Math.max(...plan.budgets)
  const whole = runs.filter(({ budget }) => budget === longest)
  const own = whole.filter((run) => run.method === method)
  // runs of one length are looked at after the same updates
  const looked = new Set(whole.flatMap(({ looks }) => looks.map(({ step }) => step)))
  const steps = [...looked].sort((a, b) => a - b)
  const values = steps.map((step) =>
    own
      .map(({ looks }) => {
        const look = looks.find((look) => look.step === step)
        return (metric === 'rmse' || metric === 'loss' ? look?.[metric] : look?.accuracy) ?? worst
      })
      .sort((a, b) => a - b),
  )
  return {
    steps,
    median: values.map((all) => median(all)),
    low: values.map((all) => all[0] as number),
    high: values.map((all) => all[all.length - 1] as number),
  }
}
