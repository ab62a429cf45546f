/**
 * Updates and seconds to a target accuracy, for the schedules of a plan and both engines.
 *
 * A schedule runs in several budgets, since one that anneals cannot be early in a long one, and the budget with the
 * fewest updates to the target counts for it. Its rate comes from a coarse grid that all schedules shared
 * (`convergenceData`), so this shows engines and, roughly, the shape of the schedules; what a schedule is worth after
 * equal tuning, with intervals, is the business of `onecycle compare`.
 *
 * Both engines compute the same bits, so both take the same updates; the plain-JS twin is run on the first updates only,
 * its losses are compared with those of the wasm engine, and its median update time is multiplied by the updates.
 */
import { message } from '../../check.js'
import type { Dataset } from '../../data/dataset.js'
import { CYCLED_MOMENTUM, DEFAULT_MOMENTUM } from '../../defaults.js'
import type { ScheduleName } from '../../schedules/by-name.js'
import type { ConvergenceResult } from '../result.js'
import { median } from '../statistics.js'
import { type ConvergenceRun, type ConvergenceTrial, runToTarget } from './run.js'

export interface ConvergenceData {
  readonly name: string
  readonly layers: readonly number[]
  readonly batch: number
  readonly target: number
  readonly every: number
  /** highest learning rate of each schedule */
  readonly learningRates: Readonly<Record<ConvergenceSchedule, number>>
}

export type ConvergenceSchedule = Extract<ScheduleName, 'constant' | 'step' | 'exponential' | 'one-cycle'>

export const convergenceSchedules = ['constant', 'step', 'exponential', 'one-cycle'] as const

export interface ConvergencePlan {
  /** epochs */
  readonly budgets: readonly number[]
  readonly seeds: readonly number[]
  readonly schedules: readonly ConvergenceSchedule[]
  /** updates for which the plain-JS engine is run */
  readonly jsUpdates: number
}

/** @param tell is called before each run */
export async function measureConvergence(
  data: ConvergenceData,
  { training, test }: { training: Dataset; test: Dataset },
  plan: ConvergencePlan,
  tell: (what: string) => void,
): Promise<ConvergenceResult[]> {
  const results: ConvergenceResult[] = []
  for (const schedule of plan.schedules) {
    const { name: dataset, layers, batch, target, every } = data
    const learningRate = data.learningRates[schedule]
    const base = { training, test, layers, batch, schedule, learningRate, momentum: DEFAULT_MOMENTUM, target, every }
    const runs: Attempt[] = []
    for (const epochs of plan.budgets) {
      const trials: ConvergenceTrial[] = []
      for (const seed of plan.seeds) {
        tell(`${dataset}: ${schedule}, ${epochs} epochs, seed ${seed}`)
        trials.push(await runToTarget({ ...base, engine: 'wasm', epochs, seed }))
      }
      runs.push({ epochs, trials, updates: median(trials.map(({ updates = Infinity }) => updates)) })
    }
    const best = runs.reduce((a, b) => (b.updates < a.updates ? b : a))
    tell(`${dataset}: ${schedule} on plain JS`)
    const js = await timeJs({ ...base, engine: 'js', epochs: best.epochs, seed: plan.seeds[0] as number }, plan, best)
    const missed = !Number.isFinite(best.updates)
    const shared = {
      dataset,
      layers,
      batch,
      schedule,
      learningRate,
      momentum: schedule === 'one-cycle' ? CYCLED_MOMENTUM.high : DEFAULT_MOMENTUM,
      epochs: best.epochs,
      budgets: plan.budgets,
      target,
      evaluatedEvery: every,
      updates: missed ? null : best.updates,
      reached: best.trials.filter(({ updates }) => updates !== undefined).length,
      seeds: plan.seeds.length,
    }
    const spent = best.trials.map(({ updates, milliseconds }) => (updates === undefined ? Infinity : sum(milliseconds)))
    const timedUpdates = best.trials.reduce((count, { milliseconds }) => count + milliseconds.length, 0)
    results.push(
      { ...shared, engine: 'wasm', seconds: missed ? null : median(spent) / 1000, timedUpdates },
      {
        ...shared,
        engine: 'js',
        seconds: missed ? null : (best.updates * median(js)) / 1000,
        timedUpdates: js.length,
      },
    )
  }
  return results
}

interface Attempt {
  readonly epochs: number
  readonly trials: readonly ConvergenceTrial[]
  /** median over the seeds, a miss is infinity */
  readonly updates: number
}

/** @returns milliseconds of each update; throws an Error where a loss is not that of the wasm engine */
async function timeJs(run: ConvergenceRun, plan: ConvergencePlan, { trials }: Attempt): Promise<readonly number[]> {
  const { milliseconds, losses } = await runToTarget({ ...run, limit: plan.jsUpdates, every: Infinity })
  const expected = (trials[0] as ConvergenceTrial).losses
  losses.forEach((loss, update) => {
    if (update >= expected.length || Object.is(loss, expected[update])) return
    const got = `${expected[update]} from wasm at update ${update}`
    throw new Error(message('bench', `convergence ${run.schedule}`, `the loss of the plain-JS twin, ${loss}`, got))
  })
  return milliseconds
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
