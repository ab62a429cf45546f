/** A small run that the tests of training start again and again: two spirals, a 2-8-2 network, 1cycle. */
import { spirals } from '../../src/data/generated/spirals.js'
import { createNetwork, type NetworkOptions } from '../../src/entry/index.js'
import { dense } from '../../src/layers/dense.js'
import type { Network } from '../../src/network/network.js'
import type { Optimizer } from '../../src/optimizers/optimizer.js'
import { sgd } from '../../src/optimizers/sgd.js'
import { oneCycle } from '../../src/schedules/one-cycle.js'
import type { History } from '../../src/training/history.js'
import type { TrainingOptions, TrainingPlan } from '../../src/training/plan.js'

/** 90 rows in batches of 20: four full batches and one of 10 an epoch. */
export const { training: data, test: validation } = spirals({ seed: 1, training: 90, test: 40 })

export const cycled = ({ totalSteps }: TrainingPlan): Optimizer =>
  sgd({ ...oneCycle({ totalSteps, peak: 0.5 }), weightDecay: 1e-4 })

export const options = (changes: Partial<TrainingOptions> = {}): TrainingOptions => ({
  epochs: 3,
  batchSize: 20,
  optimizer: cycled,
  ...changes,
})

export function newNetwork(changes: Partial<NetworkOptions> = {}): Promise<Network> {
  return createNetwork({ inputs: 2, layers: [dense(8, 'relu'), dense(2)], seed: 4, ...changes })
}

/** The history without clock times, which no two runs share. */
export function timeless(history: History) {
  const epochRecords = history.epochRecords.map(({ seconds: _, ...record }) => record)
  return { ...history, seconds: 0, epochRecords }
}
