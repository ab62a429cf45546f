/**
 * Which part of 1cycle earns what: 1cycle against the same without the part, at every budget and target, in pairs of runs
 * that share a seed. Every variant has a rate of its own, tuned like all others. The ramp is told of linear decay, too.
 *
 * The answer names a part where the interval of its differences lies on one side of 0 at two budgets of the study or more,
 * for of as many intervals as a table holds one or another lies beside 0 by chance.
 */
import { epochsText, joined, pointsText, type Score, scoreName } from '../../../words.js'
import type { SpeedUp } from '../../statistics/estimate.js'
import { ablatedParts } from '../methods/ablations.js'
import type { Method } from '../methods/methods.js'
import type { Run } from '../needs.js'
import type { StudyPlan } from '../plan.js'
import { arrivals } from './arrivals.js'
import { type Difference, differenceOf, toldBy } from './difference.js'
import { speedUpOver } from './speed-up.js'

/** What one part of 1cycle earns. */
export interface AblatedPart {
  /** in words, such as "the ramp" */
  readonly part: string
  /** the method that has it: 1cycle, or linear decay with the ramp of 1cycle */
  readonly with: Method
  /** the same without it */
  readonly without: Method
  readonly budgets: readonly PartAtBudget[]
  /** how many times sooner each target is reached with the part than without it */
  readonly targets: readonly { readonly target: number; readonly speedUp: SpeedUp }[]
}

/** What a part adds to the metric on the held-out rows with one budget: below 0 it costs. */
export interface PartAtBudget {
  /** epochs */
  readonly budget: number
  /** median over the pairs of runs, above 0 where it is better with the part; null where diverged runs make it infinite */
  readonly difference: number | null
  /** the interval of that median; null for a single seed, or where diverged runs are the bound */
  readonly low: number | null
  readonly high: number | null
}

/** Which part of 1cycle earns what. */
export interface Ablation {
  readonly parts: readonly AblatedPart[]
  /** in a sentence, of what the seeds tell apart from 0 */
  readonly answer: string
}

interface Told {
  readonly part: string
  readonly at: readonly { readonly budget: number; readonly difference: Difference }[]
}

/** Undefined where the study does not hold 1cycle and 1cycle without a part. */
export function ablationOf(plan: StudyPlan, runs: readonly Run[], targets: readonly number[]): Ablation | undefined {
  const { schedules, budgets } = plan
  const taken = partsIn(schedules)
  if (!taken.some((each) => each.with === 'one-cycle')) return undefined
  const told: Told[] = []
  const parts = taken.map(({ part, with: whole, without }): AblatedPart => {
    const at = budgets.map((budget) => ({
      budget,
      difference: differenceOf(plan, runs, { method: whole, over: without, budget }),
    }))
    told.push({ part, at })
    return {
      part,
      with: whole,
      without,
      budgets: at.map(({ budget, difference: { median, interval } }) => ({
        budget,
        difference: finite(median),
        low: finite(interval?.low),
        high: finite(interval?.high),
      })),
      targets: targets.map((target) => ({
        target,
        speedUp: speedUpOver(
          plan,
          arrivals(plan, without, runs, target).epochs,
          arrivals(plan, whole, runs, target).epochs,
        ),
      })),
    }
  })
  return { parts, answer: answerText(plan, told) }
}

/** The parts of which the study holds both sides. */
function partsIn(schedules: readonly Method[]): Pick<AblatedPart, 'part' | 'with' | 'without'>[] {
  const parts = Object.entries(ablatedParts).map(([without, part]) => ({ part, with: 'one-cycle', without }))
  const all = [...parts, { part: 'the ramp on linear decay', with: 'linear-with-ramp', without: 'linear' }]
  return all.filter((each) => schedules.includes(each.with) && schedules.includes(each.without))
}

/** Intervals that cover less tell nothing; five seeds have 93.75 %. */
const LEAST_COVERAGE = 0.9

/** Budgets at which a part must be told apart, where the study has so many. */
const AT_LEAST = 2

function answerText({ seeds, budgets, metric }: StudyPlan, told: readonly Told[]): string {
  const coverage = told[0]?.at[0]?.difference.interval?.coverage ?? 0
  const runs = seeds.length === 1 ? 'One seed is' : `${seeds.length} seeds are`
  if (coverage < LEAST_COVERAGE) return `${runs} too few to tell what a part of 1cycle earns.`
  const most = (sign: 1 | -1) =>
    told.flatMap(({ part, at }) => {
      const seen = at.filter(({ difference }) => toldBy(difference) === sign)
      if (seen.length < Math.min(AT_LEAST, budgets.length)) return []
      const { budget, difference } = seen.reduce((a, b) =>
        sign * b.difference.median > sign * a.difference.median ? b : a,
      )
      return [{ part, text: `${differenceText(sign * difference.median, metric)} at ${epochsText(budget)}` }]
    })
  const earning = most(1)
  const costing = most(-1)
  if (earning.length + costing.length === 0) {
    const looked = `${joined(told.map(({ part }) => part))}`
    return `On this network and these data no part of 1cycle earns or costs anything that ${seeds.length} seeds tell from 0: ${looked}.`
  }
  const clause = (verb: string, list: typeof earning) =>
    list.length === 0 ? [] : [joined(list.map(({ part, text }) => `${part} ${verb} up to ${text}`))]
  const named = [...earning, ...costing].map(({ part }) => part)
  const rest = told.map(({ part }) => part).filter((part) => !named.includes(part))
  const others = rest.length === 0 ? '' : `; of ${joined(rest)} nothing is told from 0`
  const clauses = [...clause('earns', earning), ...clause('costs', costing)].join('; ')
  return `On this network and these data ${clauses}${others}.`
}

/** 0.0213 as "2.1 points" of a share of right answers, "R2 0.021", "loss 0.021" or "RMSE 0.021". */
function differenceText(value: number, metric?: Score): string {
  if (!Number.isFinite(value)) return 'whole runs, which diverge,'
  if (metric !== undefined) return `${scoreName(metric)} ${Number(value.toPrecision(2))}`
  return pointsText(value)
}

function finite(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null
}
