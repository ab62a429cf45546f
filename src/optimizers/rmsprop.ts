import { type ReadersOf, readOptions } from '../options.js'
import type { Hyperparameter } from '../schedules/index.js'
import { belowOne, coefficient, describe, hyperparameter, notNegative, positive, withinOne } from './hyperparameter.js'
import type { Optimizer } from './optimizer.js'

export interface RmspropOptions {
  /** at least 0 at every step */
  learningRate: Hyperparameter
  /** coefficient of the mean square, in (0, 1) at every step; by default 0.99 */
  rho?: Hyperparameter
  /** in [0, 1) at every step; by default 0 */
  momentum?: Hyperparameter
  /** above 0 at every step; by default 1e-8 */
  epsilon?: Hyperparameter
  /** at least 0 at every step; added to the gradient; by default 0 */
  weightDecay?: Hyperparameter
}

const readers = {
  learningRate: hyperparameter(notNegative),
  rho: coefficient(withinOne, 0.99),
  momentum: hyperparameter(belowOne, 0),
  epsilon: coefficient(positive, 1e-8),
  weightDecay: hyperparameter(notNegative, 0),
} satisfies ReadersOf<RmspropOptions>

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
  const read = readOptions(name, options, readers)
  const { learningRate, rho, momentum, epsilon, weightDecay } = read
  return {
    name,
    slots: 2,
    scalars: 0,
    learningRate: learningRate.schedule,
    momentum: momentum.schedule,
    description: describe(name, read),
    update({ core, parameters, gradients, slots, ranges, rateFactor, used }, step) {
      const lr = learningRate.at(step) * rateFactor
      const mu = momentum.at(step)
      const decay = weightDecay.at(step)
      const kept = rho.at(step)
      const least = epsilon.at(step)
      used[0] = lr
      used[1] = mu
      const s = slots[0] as number
      const v = slots[1] as number
      for (const { from, count } of ranges) {
        const at = 4 * from
        const w = parameters + at
        core.kernels.rmspropStep(w, s + at, v + at, gradients + at, count, lr, kept, mu, least, decay)
      }
    },
  }
}
