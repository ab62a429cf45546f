import { ifGiven, optional, type ReadersOf, readOptions, truth } from '../options.js'
import type { Hyperparameter } from '../schedules/index.js'
import { belowOne, describe, hyperparameter, notNegative } from './hyperparameter.js'
import { addL1 } from './l1.js'
import type { Optimizer } from './optimizer.js'

/** Options of `sgd`. */
export interface SgdOptions {
  /** at least 0 at every step */
  learningRate: Hyperparameter
  /** in [0, 1) at every step; by default 0 */
  momentum?: Hyperparameter
  /** at least 0 at every step; added to the gradient of every parameter, biases included; by default 0 */
  weightDecay?: Hyperparameter
  /** at least 0 at every step; `l1 sign(w)` is added to the gradient of every parameter; by default none */
  l1?: Hyperparameter
  /** by default false */
  nesterov?: boolean
}

const readers = {
  learningRate: hyperparameter(notNegative),
  momentum: hyperparameter(belowOne, 0),
  weightDecay: hyperparameter(notNegative, 0),
  l1: ifGiven(hyperparameter(notNegative)),
  nesterov: optional(truth, false),
} satisfies ReadersOf<SgdOptions>

/**
 * Stochastic gradient descent with momentum.
 *
 *     g = g + l1 sign(w)                        where l1 is given
 *     u = g + weightDecay w                     g itself where weightDecay is 0
 *     v = momentum v + u                        |v| below 2^-100 becomes 0
 *     w = w - learningRate v                    or, with nesterov, w - learningRate (u + momentum v)
 *
 * The learning rate multiplies after v is updated, so a changing rate does not rescale past velocity; this is the form
 * of PyTorch and optax (Sutskever et al. 2013 put the rate inside v).
 */
export function sgd(options: SgdOptions): Optimizer {
  const read = readOptions('sgd', options, readers)
  const { learningRate, momentum, weightDecay, nesterov, l1 } = read
  return {
    name: 'sgd',
    slots: 1,
    scalars: 0,
    learningRate: learningRate.schedule,
    momentum: momentum.schedule,
    description: describe('sgd', read),
    update(target, step) {
      const { core, parameters, gradients, slots, ranges, rateFactor, used } = target
      if (l1 !== undefined) addL1(target, l1.at(step))
      const lr = learningRate.at(step) * rateFactor
      const mu = momentum.at(step)
      const decay = weightDecay.at(step)
      used[0] = lr
      used[1] = mu
      const v = slots[0] as number
      for (const { from, count } of ranges) {
        const at = 4 * from
        core.kernels.sgdStep(parameters + at, v + at, gradients + at, count, lr, mu, decay, nesterov ? 1 : 0)
      }
    },
  }
}
