/**
 * What it costs a method to arrive at a target, seed by seed, in every reading of the question. A miss costs Infinity.
 *
 *     epochs       the budget at which the accuracy of this seed, a monotone function of log budget through its runs, is
 *                  at the target: the headline. The smallest budget of the plan stands for "at most that"
 *     held         smallest budget of the plan from which on every longer run of this seed ends there, too
 *     withTuning   updates of the search that finds that budget: all trials up to the next one of the plan, and the runs
 *     first        updates to the first look at the target inside the run of the longest budget: the common reading
 *     sustained    updates from which on every look of that run is at the target
 *
 * A run that diverged is no point of that function, which is level up to it: it adds nothing to what a shorter one came to.
 */
import { dropBefore, dropWindow, firstHit, sustainedHit } from '../../hits.js'
import { goodness, metricOf } from '../../metric.js'
import { arrivalAt, isotonic } from '../../statistics/monotone.js'
import { updatesBetweenLooks } from '../looks.js'
import { isOneCycle, type Method } from '../methods/methods.js'
import { dropsOf, isShared, triesOf } from '../methods/planned.js'
import type { Run } from '../needs.js'
import type { StudyPlan } from '../plan.js'
import type { ValidationLook } from '../trial.js'

/** One number for each seed of the plan, in its order. */
export interface Arrivals {
  readonly epochs: readonly number[]
  readonly seconds: readonly number[]
  readonly held: readonly number[]
  readonly withTuning: readonly number[]
  readonly first: readonly number[]
  readonly sustained: readonly number[]
  /** whether the first hit comes right after a drop that the schedule itself makes */
  readonly followsDrop: readonly boolean[]
}

export function arrivals(plan: StudyPlan, method: Method, runs: readonly Run[], target: number): Arrivals {
  const own = runs.filter((run) => run.method === method)
  const rows = plan.seeds.map((seed) => {
    const ladder = plan.budgets.map((budget) => own.find((run) => run.seed === seed && run.budget === budget) as Run)
    return arrivalOf(plan, method, ladder, target)
  })
  const column = <K extends keyof Arrival>(name: K): Arrival[K][] => rows.map((row) => row[name])
  return {
    epochs: column('epochs'),
    seconds: column('seconds'),
    held: column('held'),
    withTuning: column('withTuning'),
    first: column('first'),
    sustained: column('sustained'),
    followsDrop: column('followsDrop'),
  }
}

/** Updates that the search costs up to and including the budget, which must be one of the plan's. */
export function searchUpdates(plan: StudyPlan, method: Method, budget: number): number {
  const { tuningSeeds, budgets, stepsPerEpoch, rangeTestUpdates } = plan
  const { coarse, fine } = triesOf(plan, method)
  const runs = (coarse + fine) * tuningSeeds.length + 1
  // a constant rate needs no search for its budget: one run to the end shows all smaller ones
  const tried = isShared(plan, method) ? [budget] : budgets.filter((other) => other <= budget)
  const epochs = runs * tried.reduce((sum, other) => sum + other, 0)
  return epochs * stepsPerEpoch + (isOneCycle(method) ? rangeTestUpdates : 0)
}

type Arrival = { readonly [K in keyof Arrivals]: Arrivals[K][number] }

/** @param ladder the runs of one seed, one a budget, ascending */
function arrivalOf(plan: StudyPlan, method: Method, ladder: readonly Run[], target: number): Arrival {
  const { metric } = plan
  const least = goodness(metric, target)
  const good = (look: ValidationLook): number => goodness(metric, metricOf(metric, look))
  const arrived = ladder.map(({ final }) => final !== null && good(final) >= least)
  const epochs = arrivalAt(
    plan.budgets,
    monotone(ladder.map(({ final }) => (final === null ? null : good(final)))),
    least,
  )
  const at = ladder.find(({ budget }) => budget >= epochs)
  const heldFrom = ladder[arrived.lastIndexOf(false) + 1]
  const longest = ladder[ladder.length - 1] as Run
  const looks = longest.looks.map((look) => ({ step: look.step, accuracy: good(look) }))
  const first = firstHit(looks, least)
  const length = longest.budget * plan.stepsPerEpoch
  const window = dropWindow(length, updatesBetweenLooks(plan))
  return {
    epochs,
    seconds: at === undefined ? Infinity : (epochs / at.budget) * (at.seconds as number),
    held: heldFrom?.budget ?? Infinity,
    withTuning: at === undefined ? Infinity : searchUpdates(plan, method, at.budget),
    first,
    sustained: longest.final === null ? Infinity : sustainedHit(looks, least),
    followsDrop: dropBefore(first, dropsOf(plan, method), window) !== undefined,
  }
}

/** How good one seed is with each budget, made monotone; null for a run that diverged. */
function monotone(values: readonly (number | null)[]): number[] {
  const fit = isotonic(values.filter((value) => value !== null))
  let seen = 0
  let level = -Infinity
  return values.map((value) => {
    if (value !== null) level = fit[seen++] as number
    return level
  })
}
