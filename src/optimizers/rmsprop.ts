import { checkBetween, checkOptions, checkPositive } from '../check.js'
import { type Hyperparameter, toSchedule } from '../schedules/index.js'
import type { Optimizer } from './optimizer.js'
import { valueAt } from './value-at.js'

export interface RmspropOptions {
  /** at least 0 at every step */
  learningRate: Hyperparameter
  /** coefficient of the mean square, in (0, 1); by default 0.99 */
  rho?: number
  /** in [0, 1) at every step; by default 0 */
  momentum?: Hyperparameter
  /** by default 1e-8 */
  epsilon?: number
  /** at least 0 at every step; added to the gradient; by default 0 */
  weightDecay?: Hyperparameter
}

/**
 * RMSprop (Tieleman and Hinton 2012) with momentum.
 *
 *     u = g + weightDecay w
 *     s = rho s + (1 - rho) u^2
 *     v = momentum v + u / (sqrt(s) + epsilon)      s, |v| below 2^-100 become 0
 *     w = w - learningRate v
 */
export function rmsprop(options: RmspropOptions): Optimizer {
  const name = 'rmsprop'
  checkOptions(name, options, ['learningRate', 'rho', 'momentum', 'epsilon', 'weightDecay'])
  const learningRate = toSchedule(name, 'learningRate', options.learningRate)
  const momentum = toSchedule(name, 'momentum', options.momentum ?? 0)
  const weightDecay = toSchedule(name, 'weightDecay', options.weightDecay ?? 0)
  const rho = checkBetween(name, 'rho', options.rho ?? 0.99, 0, 1)
  const epsilon = checkPositive(name, 'epsilon', options.epsilon ?? 1e-8)
  return {
    name,
    slots: 2,
    scalars: 0,
    learningRate,
    momentum,
    description: {
      name,
      learningRate: learningRate.description,
      rho,
      momentum: momentum.description,
      epsilon,
      weightDecay: weightDecay.description,
    },
    update({ core, parameters, gradients, slots, count, rateFactor, used }, step) {
      const lr = valueAt(name, 'learningRate', learningRate, step) * rateFactor
      const mu = valueAt(name, 'momentum', momentum, step, 1)
      const decay = valueAt(name, 'weightDecay', weightDecay, step)
      used[0] = lr
      used[1] = mu
      const [s, v] = slots as [number, number]
      core.kernels.rmspropStep(parameters, s, v, gradients, count, lr, rho, mu, epsilon, decay)
    },
  }
}
