/** Which guards have something against a study. */

import { epochsText, joined, percent } from '../../../words.js'
import {
  type Chances,
  guardFewRows,
  guardFewSeeds,
  guardMidCycle,
  guardOutOfReach,
  guardOwnDrop,
  guardRateAtEdge,
  guardRateFails,
  guardTestChosen,
  guardUnequalChances,
  type Warning,
} from '../../guards.js'
import { dropWindow } from '../../hits.js'
import { goodness } from '../../metric.js'
import { heldOutRows } from '../data.js'
import { updatesBetweenLooks } from '../looks.js'
import type { Method } from '../methods/methods.js'
import { dropsOf, isUntuned, ratesOf } from '../methods/planned.js'
import type { Run } from '../needs.js'
import type { StudyPlan } from '../plan.js'
import type { RateSearch, Tuning } from '../tuning.js'
import { failingRates } from './collapsed.js'
import type { Courses } from './courses.js'
import { creditWarnings } from './credit-warnings.js'
import type { BudgetResult } from './result.js'
import type { TargetResult } from './targets.js'

export function studyWarnings(
  plan: StudyPlan,
  tuning: readonly Tuning[],
  runs: readonly Run[],
  targets: readonly TargetResult[],
  budgets: readonly BudgetResult[],
  own: Courses,
): Warning[] {
  const { level, seeds, schedules, stepsPerEpoch, metric } = plan
  const good = ({ validation }: BudgetResult): number => goodness(metric, validation.median ?? Infinity)
  const best = budgets.reduce((a, b) => (good(b) > good(a) ? b : a))
  const found = [
    guardFewSeeds(seeds.length, level),
    // what is no share of rows has no row of them for its finest step
    metric === undefined ? guardFewRows({ rows: heldOutRows(plan), differences: differencesOf(plan, budgets) }) : null,
    guardUnequalChances(schedules.map((schedule) => chancesOf(plan, tuning, runs, schedule))),
    ...schedules
      .filter((schedule) => !isUntuned(plan, schedule))
      .map((schedule) =>
        guardRateAtEdge({
          schedule,
          ...ratesOf(plan, schedule),
          chosen: tuning.filter(({ method }) => method === schedule),
        }),
      ),
    ...schedules.map((schedule) => guardRateFails(failingRates(plan, tuning, runs, schedule), metric)),
    ...targets.map(({ target, schedules: rows }) =>
      guardOutOfReach({
        target,
        reached: rows.some(({ epochs }) => epochs.median !== null),
        best: { name: best.schedule, value: best.validation.median },
        metric,
      }),
    ),
    guardMidCycle(
      runs
        .filter(({ stopped }) => stopped === 'cut short')
        .map(({ method, steps, budget }) => ({ name: method, steps, scheduledSteps: budget * stepsPerEpoch })),
    ),
    guardTestChosen(
      plan.training.sha256 === plan.test.sha256 ? ['the rates, because it is the training set itself'] : [],
    ),
    ...schedules.map((schedule) => ownDrop(plan, schedule, targets)),
    ...creditWarnings(plan, tuning, runs, targets, budgets, own),
  ]
  return found.filter((warning) => warning !== null)
}

/** Between neighbouring targets, and between the subject and its rivals at every budget. */
function differencesOf({ targets, budgets, subject }: StudyPlan, results: readonly BudgetResult[]) {
  const steps = targets.slice(1).map((target, i) => {
    const below = targets[i] as number
    return { between: `the targets ${percent(below)} and ${percent(target)}`, share: target - below }
  })
  const rivals = budgets.flatMap((budget) => {
    const rows = results.filter((row) => row.budget === budget)
    const own = rows.find(({ schedule }) => schedule === subject)?.validation.median ?? 0
    return rows
      .filter(({ schedule }) => schedule !== subject)
      .map(({ schedule, validation }) => ({
        between: `${subject} and ${schedule} after ${epochsText(budget)}`,
        share: Math.abs((validation.median ?? 0) - own),
      }))
  })
  return [...steps, ...rivals]
}

function chancesOf(plan: StudyPlan, tuning: readonly Tuning[], runs: readonly Run[], schedule: Method): Chances {
  const own = tuning.filter(({ method }) => method === schedule)
  const trials = new Set(own.map(({ scores }) => `${scores.length}`))
  const seeds = new Set(runs.filter(({ method }) => method === schedule).map(({ seed }) => `${seed}`))
  return {
    name: schedule,
    chances: {
      budgets: `${joined(own.map(({ budget }) => `${budget}`))} epochs`,
      tuning: isUntuned(plan, schedule) ? 'no rate' : `${joined([...trials])} rates a budget`,
      'range of rates': rangeText(ratesOf(plan, schedule), Object.keys(plan.own ?? {}).length > 0),
      'scoring seeds': joined([...seeds]),
    },
  }
}

/** Methods with units of their own have the same chance where their ranges are as wide. */
function rangeText({ low, high }: RateSearch, relative: boolean): string {
  return relative ? `a factor of ${Number((high / low).toPrecision(2))}` : `${low} to ${high}`
}

/**
 * With several budgets a schedule is run compressed to each, and a drop costs it nothing; with a single one only the hits
 * inside that run are left, and those may be its drops.
 */
function ownDrop(plan: StudyPlan, schedule: Method, targets: readonly TargetResult[]): Warning | null {
  const { budgets, stepsPerEpoch, subject, metric } = plan
  if (budgets.length > 1 || schedule === subject) return null
  const length = (budgets[0] as number) * stepsPerEpoch
  const hits = targets.flatMap(({ target, schedules }) => {
    const inRun = schedules.find((row) => row.schedule === schedule)?.inRun
    const step = inRun?.first.median
    const most = inRun !== undefined && 2 * inRun.followsDrop > inRun.first.runs
    return most && step !== null && step !== undefined ? [{ target, step }] : []
  })
  const drops = dropsOf(plan, schedule)
  const within = dropWindow(length, updatesBetweenLooks(plan))
  return guardOwnDrop({ name: schedule, hits, drops, within, metric })
}
