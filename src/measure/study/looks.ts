/**
 * Where a study looks at the held-out rows: where something reads it, unless it was told how often in each epoch.
 *
 *     tuning     at the end of a run, and of each budget that it answers
 *     scoring    there, too; and in the runs of the longest budget at the ends of the shorter ones and after every k-th epoch,
 *                for the course of the loss and for the first look at a target:
 *
 *     k = ceil(max(8 rows held out / rows trained on, longest budget / 100))
 *
 * So a run reads at most an eighth as many rows on its way as it trains on, whatever share is held out, and a long one is
 * looked at some hundred times.
 */
import { heldOutRows } from './data.js'
import type { StudyPlan } from './plan.js'
import type { TrialConfig } from './trial.js'

/** Rows trained on for each one looked at on the way. */
const TRAINED_EACH = 8

/** Looks on the way through the longest run, but for those at the ends of shorter budgets. */
const MOST = 100

/** Updates from one look to the next in the scored runs of the longest budget. */
export function updatesBetweenLooks(plan: StudyPlan): number {
  const { stepsPerEpoch, looksPerEpoch } = plan
  return looksPerEpoch === undefined ? stepsPerEpoch * epochsBetweenLooks(plan) : stepsPerEpoch / looksPerEpoch
}

/** The looks of the trial that answers these needs. */
export function looksFor(
  plan: StudyPlan,
  needs: readonly { readonly budget: number; readonly test: boolean }[],
): Pick<TrialConfig, 'looksPerEpoch' | 'lookAfter'> {
  const { budgets, looksPerEpoch } = plan
  if (looksPerEpoch !== undefined) return { looksPerEpoch }
  const longest = longestOf(plan)
  const ends = needs.map(({ budget }) => budget)
  const end = Math.max(...ends)
  const watched = needs.some(({ budget, test }) => test && budget === longest)
  const epochs = new Set(watched ? [...ends, ...budgets, ...onTheWay(plan)] : ends)
  return { lookAfter: [...epochs].filter((epoch) => epoch < end).sort((a, b) => a - b) }
}

function onTheWay(plan: StudyPlan): number[] {
  const every = epochsBetweenLooks(plan)
  return Array.from({ length: Math.floor(longestOf(plan) / every) }, (_, i) => (i + 1) * every)
}

function epochsBetweenLooks(plan: StudyPlan): number {
  const held = heldOutRows(plan)
  return Math.ceil(Math.max((TRAINED_EACH * held) / (plan.training.count - held), longestOf(plan) / MOST))
}

function longestOf({ budgets }: StudyPlan): number {
  return budgets[budgets.length - 1] as number
}
