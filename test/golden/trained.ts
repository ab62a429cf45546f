/** A training as a golden run: what a user could read of it afterwards. */
import type {
  Dataset,
  Layer,
  LossName,
  Optimizer,
  Shape,
  TrainingOptions,
  TrainingPlan,
} from '../../src/entry/index.js'
import type { Digestible } from './digest.js'
import type { Library } from './library.js'
import type { Run } from './tables.js'

export type Plan = (plan: TrainingPlan) => Optimizer

interface Training {
  readonly data: Dataset
  readonly validation?: Dataset
  /** by default a row of the data */
  readonly inputs?: number | Shape
  readonly layers: readonly Layer[]
  readonly loss?: LossName
  readonly seed?: number
  readonly options: Omit<TrainingOptions, 'validation'>
}

/** Trains, and gives all that a user could read afterwards, clock times aside. */
export function trained(plan: (onecycle: Library) => Training): Run {
  return async (onecycle, create) => {
    const {
      data,
      validation,
      inputs = data.inputs,
      layers,
      loss = 'softmaxCrossEntropy',
      seed = 1,
      options,
    } = plan(onecycle)
    const network = await create({ inputs, layers, loss, seed })
    const history = await onecycle.train(network, data, { ...options, ...(validation && { validation }) })
    const epochs = history.epochRecords.map((record): Digestible => {
      const { step, trainingLoss, validationLoss, validationAccuracy } = record
      return [step, trainingLoss, validationLoss ?? undefined, validationAccuracy ?? undefined]
    })
    const { loss: final } = network.evaluate(data)
    const steps: Digestible = [history.loss, history.learningRate, history.momentum]
    return [history.stopped ?? undefined, steps, epochs, final, network.predict(data.features), network.sha256()]
  }
}
