/**
 * From what a study wants to know to the trials that tell it, and back.
 *
 * One trial answers one need, but for a method whose short run is the beginning of its long one (a constant rate): there
 * the longest run asked for with a rate and seed answers all shorter ones.
 */
import { trialKey } from './journal.js'
import { looksFor } from './looks.js'
import type { Method } from './methods/methods.js'
import { isShared, ownOf } from './methods/planned.js'
import { networkOf } from './network.js'
import type { StudyPlan } from './plan.js'
import type { Look, TrialConfig, TrialRecord, ValidationLook } from './trial.js'

/** How a method ends after `budget` epochs with this rate and seed. */
export interface Need {
  readonly method: Method
  /** epochs */
  readonly budget: number
  readonly rate: number
  readonly weightDecay: number
  readonly seed: number
  /** whether the test set is read at the end */
  readonly test: boolean
}

/** A scored run of a study, of `budget` epochs; plain JSON. */
export interface Run {
  readonly method: Method
  readonly budget: number
  readonly rate: number
  readonly weightDecay: number
  readonly seed: number
  /** updates done; fewer than the budget holds where the run diverged or was cut short */
  readonly steps: number
  readonly stopped: 'completed' | 'diverged' | 'cut short'
  readonly looks: readonly ValidationLook[]
  /** the look at the end of the budget; null where the run did not get there */
  readonly final: ValidationLook | null
  readonly test: Look | null
  /** of training, up to the end of the budget; null as above */
  readonly seconds: number | null
}

/** The trials that answer the needs, each once. */
export function trialsFor(plan: StudyPlan, needs: readonly Need[]): TrialConfig[] {
  return [...groupNeeds(plan, needs).values()].map((group) => trialOf(plan, group))
}

/** The answers, in the order of the needs, out of the records of `trialsFor` the same needs. */
export function answersTo(plan: StudyPlan, needs: readonly Need[], records: ReadonlyMap<string, TrialRecord>): Run[] {
  const runs = new Map<Need, Run>()
  for (const group of groupNeeds(plan, needs).values()) {
    const record = records.get(trialKey(trialOf(plan, group))) as TrialRecord
    for (const need of group) runs.set(need, readRun(plan, need, record))
  }
  return needs.map((need) => runs.get(need) as Run)
}

function groupNeeds(plan: StudyPlan, needs: readonly Need[]): Map<string, Need[]> {
  const groups = new Map<string, Need[]>()
  for (const need of needs) {
    const { method, budget, rate, weightDecay, seed } = need
    const key = JSON.stringify([method, isShared(plan, method) ? 'any' : budget, rate, weightDecay, seed])
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [need])
    else group.push(need)
  }
  return groups
}

function trialOf(plan: StudyPlan, group: readonly Need[]): TrialConfig {
  const { training, test, split, batchSize, dialect, momentum } = plan
  const { method, rate, weightDecay, seed } = group[0] as Need
  const own = ownOf(plan, method)
  const tested = group.filter((need) => need.test).map(({ budget }) => budget)
  return {
    training,
    test,
    split,
    ...networkOf(plan),
    batchSize,
    method,
    ...(own === undefined ? {} : { definition: own.definition }),
    dialect,
    rate,
    momentum,
    weightDecay,
    epochs: Math.max(...group.map(({ budget }) => budget)),
    seed,
    ...looksFor(plan, group),
    testAfter: [...new Set(tested)].sort((a, b) => a - b),
    ...(plan.metric === 'rmse' ? { metric: 'rmse' as const } : {}),
  }
}

function readRun({ stepsPerEpoch }: StudyPlan, need: Need, { result, seconds }: TrialRecord): Run {
  const { method, budget, rate, weightDecay, seed } = need
  const end = budget * stepsPerEpoch
  const looks = result.looks.filter(({ step }) => step <= end)
  const last = looks[looks.length - 1]
  const whole = last?.step === end
  return {
    method,
    budget,
    rate,
    weightDecay,
    seed,
    steps: Math.min(result.steps, end),
    stopped: whole ? 'completed' : result.stopped === 'diverged' ? 'diverged' : 'cut short',
    looks,
    final: whole ? last : null,
    test: result.testLooks.find(({ step }) => step === end) ?? null,
    seconds: whole ? (seconds[looks.length - 1] as number) : null,
  }
}
