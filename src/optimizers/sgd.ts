/**
 * Stochastic gradient descent with momentum.
 *
 *     u = g + weightDecay w
 *     v = momentum v + u                        |v| below 2^-100 becomes 0
 *     w = w - learningRate v                    or, with nesterov, w - learningRate (u + momentum v)
 *
 * The learning rate multiplies after v is updated, so a changing rate does not rescale past velocity; this is the form
 * of PyTorch and optax (Sutskever et al. 2013 put the rate inside v).
 */
import { checkBoolean, checkOptions, wrongValue } from '../check.js'
import { type Hyperparameter, type Schedule, toSchedule } from '../schedules/index.js'
import type { Optimizer } from './optimizer.js'

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

export function sgd(options: SgdOptions): Optimizer {
  checkOptions('sgd', options, ['learningRate', 'momentum', 'weightDecay', 'nesterov'])
  const learningRate = toSchedule('sgd', 'learningRate', options.learningRate)
  const momentum = toSchedule('sgd', 'momentum', options.momentum ?? 0)
  const weightDecay = toSchedule('sgd', 'weightDecay', options.weightDecay ?? 0)
  const nesterov = checkBoolean('sgd', 'nesterov', options.nesterov ?? false)
  return {
    name: 'sgd',
    slots: 1,
    learningRate,
    momentum,
    description: {
      name: 'sgd',
      learningRate: learningRate.description,
      momentum: momentum.description,
      weightDecay: weightDecay.description,
      nesterov,
    },
    update({ core, parameters, gradients, slots, count }, step) {
      const lr = valueAt('learningRate', learningRate, step, Infinity)
      const mu = valueAt('momentum', momentum, step, 1)
      const decay = valueAt('weightDecay', weightDecay, step, Infinity)
      core.kernels.sgdStep(parameters, slots[0] as number, gradients, count, lr, mu, decay, nesterov ? 1 : 0)
    },
  }
}

/** The schedule's value, refused outside [0, limit). */
function valueAt(what: string, schedule: Schedule, step: number, limit: number): number {
  const value = schedule(step)
  if (value >= 0 && value < limit) return value
  const expected = limit === Infinity ? 'a finite number of at least 0' : `a number in [0, ${limit})`
  throw wrongValue('sgd', `${what} at step ${step}`, expected, value)
}
