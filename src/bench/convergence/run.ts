/** One run to a target accuracy, timed without its evaluations. */
import type { EngineName } from '../../core/core.js'
import type { Dataset } from '../../data/dataset.js'
import { createNetwork, loadEngine } from '../../entry/index.js'
import { sgd } from '../../optimizers/sgd.js'
import { type ScheduleName, scheduleByName } from '../../schedules/by-name.js'
import { Training } from '../../training/training.js'
import { denseLayers } from '../steps/networks.js'

export interface ConvergenceRun {
  readonly engine: EngineName
  readonly training: Dataset
  readonly test: Dataset
  /** sizes from the inputs to the outputs */
  readonly layers: readonly number[]
  readonly batch: number
  readonly schedule: ScheduleName
  readonly learningRate: number
  readonly momentum: number
  readonly epochs: number
  readonly seed: number
  /** test accuracy at which the run is at its end */
  readonly target: number
  /** updates between two evaluations */
  readonly every: number
  /** updates after which the run is given up; by default all of its epochs */
  readonly limit?: number
}

export interface ConvergenceTrial {
  /** at which an evaluation first found the target reached; undefined where none did */
  readonly updates: number | undefined
  /** milliseconds of each update, in order */
  readonly milliseconds: readonly number[]
  /** loss of each update's batch, in order: equal on engines that compute the same bits */
  readonly losses: readonly number[]
}

/** Trains until an evaluation reaches the target, or to the end. The time of an update is all of Training.update(). */
export async function runToTarget(run: ConvergenceRun): Promise<ConvergenceTrial> {
  const { engine, layers, batch, schedule, learningRate, momentum, epochs, seed, target, every, test } = run
  const network = await createNetwork({
    inputs: layers[0] as number,
    layers: denseLayers({ layers }),
    seed,
    engine: await loadEngine(engine),
  })
  const training = new Training(network, run.training, {
    epochs,
    batchSize: batch,
    seed,
    optimizer: ({ totalSteps }) => sgd({ momentum, ...scheduleByName(schedule, { totalSteps, peak: learningRate }) }),
  })
  const last = Math.min(run.limit ?? Infinity, training.plan.totalSteps)
  const milliseconds: number[] = []
  let updates: number | undefined
  while (updates === undefined && training.step < last) {
    const before = performance.now()
    const went = training.update()
    milliseconds.push(performance.now() - before)
    // a run that diverged misses its target
    if (!went) break
    const { step } = training
    const look = step % every === 0 || step === training.plan.totalSteps
    if (look && (network.evaluate(test).accuracy ?? 0) >= target) updates = step
  }
  return { updates, milliseconds, losses: training.history.loss }
}
