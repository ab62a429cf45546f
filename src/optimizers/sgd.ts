import { checkBoolean, checkOptions } from '../check.js'
import { type Hyperparameter, toSchedule } from '../schedules/index.js'
import type { Optimizer } from './optimizer.js'
import { valueAt } from './value-at.js'

export interface SgdOptions {
  /** at least 0 at every step */
  learningRate: Hyperparameter
  /** in [0, 1) at every step; by default 0 */
  momentum?: Hyperparameter
  /** at least 0 at every step; added to the gradient of every parameter, biases included; by default 0 */
  weightDecay?: Hyperparameter
  /** by default false */
  nesterov?: boolean
}

/**
 * Stochastic gradient descent with momentum.
 *
 *     u = g + weightDecay w                     g itself where weightDecay is 0
 *     v = momentum v + u                        |v| below 2^-100 becomes 0
 *     w = w - learningRate v                    or, with nesterov, w - learningRate (u + momentum v)
 *
 * The learning rate multiplies after v is updated, so a changing rate does not rescale past velocity; this is the form
 * of PyTorch and optax (Sutskever et al. 2013 put the rate inside v).
 */
export function sgd(options: SgdOptions): Optimizer {
  checkOptions('sgd', options, ['learningRate', 'momentum', 'weightDecay', 'nesterov'])
  const learningRate = toSchedule('sgd', 'learningRate', options.learningRate)
  const momentum = toSchedule('sgd', 'momentum', options.momentum ?? 0)
  const weightDecay = toSchedule('sgd', 'weightDecay', options.weightDecay ?? 0)
  const nesterov = checkBoolean('sgd', 'nesterov', options.nesterov ?? false)
  return {
    name: 'sgd',
    slots: 1,
    scalars: 0,
    learningRate,
    momentum,
    description: {
      name: 'sgd',
      learningRate: learningRate.description,
      momentum: momentum.description,
      weightDecay: weightDecay.description,
      nesterov,
    },
    update({ core, parameters, gradients, slots, count, rateFactor, used }, step) {
      const lr = valueAt('sgd', 'learningRate', learningRate, step) * rateFactor
      const mu = valueAt('sgd', 'momentum', momentum, step, 1)
      const decay = valueAt('sgd', 'weightDecay', weightDecay, step)
      used[0] = lr
      used[1] = mu
      core.kernels.sgdStep(parameters, slots[0] as number, gradients, count, lr, mu, decay, nesterov ? 1 : 0)
    },
  }
}
