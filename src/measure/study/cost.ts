/** What a study will cost, told before it starts. */
import { checkResult } from '../../check.js'
import { isPrefix, type Method } from './methods/methods.js'
import { tunedMethods } from './methods/planned.js'
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
  const { schedules, budgets, rates, weightDecays, tuningSeeds, stepsPerEpoch } = checkResult(
    'studyCost',
    'plan',
    plan,
    'tuningSeeds',
    'planStudy',
  )
  const each: Cost = { trials: budgets.length, epochs: budgets.reduce((sum, budget) => sum + budget, 0) }
  const longest: Cost = { trials: 1, epochs: budgets[budgets.length - 1] as number }
  const times = (methods: readonly Method[], runs: number, shared: Cost): Cost => {
    const prefixes = methods.filter(isPrefix).length
    const others = methods.length - prefixes
    return {
      trials: runs * (others * each.trials + prefixes * shared.trials),
      epochs: runs * (others * each.epochs + prefixes * shared.epochs),
    }
  }
  const tuned = tunedMethods(plan)
  const stages = {
    tuning: times(tuned, rates.coarse * weightDecays.length * tuningSeeds.length, longest),
    refining: times(tuned, rates.fine * tuningSeeds.length, each),
    scoring: times(schedules, mostSeeds(plan), each),
  }
  const trials = studyStages.reduce((sum, stage) => sum + stages[stage].trials, 0)
  const epochs = studyStages.reduce((sum, stage) => sum + stages[stage].epochs, 0)
  return { trials, epochs, updates: epochs * stepsPerEpoch, stages }
}
