/** What a study will cost, told before it starts. */
import { readResult } from '../../check.js'
import type { Method } from './methods/methods.js'
import { isShared, isUntuned, triesOf, tunedMethods } from './methods/planned.js'
import type { StudyPlan } from './plan.js'
import { mostSeeds } from './until-width.js'

/** The stages of a study, in their order: the coarse grid, the rates around its best, the runs that count. */
export const studyStages = ['tuning', 'refining', 'scoring'] as const
export type StudyStage = (typeof studyStages)[number]

export interface Cost {
  readonly trials: number
  readonly epochs: number
}

/** Updates that a study will make, in all and by stage. */
export interface StudyCost extends Cost {
  readonly updates: number
  readonly stages: Readonly<Record<StudyStage, Cost>>
}

/**
 * An upper bound that depends on the plan alone. A study may turn out cheaper: runs that diverge end early, and a
 * constant rate that several budgets choose is run once.
 */
export function studyCost(plan: StudyPlan): StudyCost {
  return readResult('studyCost', 'plan', plan, 'tuningSeeds', 'planStudy', costOf)
}

function costOf(plan: StudyPlan): StudyCost {
  const { schedules, budgets, tuningSeeds, stepsPerEpoch } = plan
  const each: Cost = { trials: budgets.length, epochs: budgets.reduce((sum, budget) => sum + budget, 0) }
  const longest: Cost = { trials: 1, epochs: budgets[budgets.length - 1] as number }
  const total = (methods: readonly Method[], ofMethod: (method: Method) => [runs: number, run: Cost]): Cost => {
    const costs = methods.map(ofMethod)
    const sum = (name: keyof Cost): number => costs.reduce((all, [runs, run]) => all + runs * run[name], 0)
    return { trials: sum('trials'), epochs: sum('epochs') }
  }
  const tuned = tunedMethods(plan)
  const judges = tuningSeeds.length
  const stages = {
    tuning: total(tuned, (method) => [triesOf(plan, method).coarse * judges, isShared(plan, method) ? longest : each]),
    refining: total(tuned, (method) => [triesOf(plan, method).fine * judges, each]),
    scoring: total(schedules, (method) => [
      mostSeeds(plan),
      isShared(plan, method) && isUntuned(plan, method) ? longest : each,
    ]),
  }
  const trials = studyStages.reduce((sum, stage) => sum + stages[stage].trials, 0)
  const epochs = studyStages.reduce((sum, stage) => sum + stages[stage].epochs, 0)
  return { trials, epochs, updates: epochs * stepsPerEpoch, stages }
}
