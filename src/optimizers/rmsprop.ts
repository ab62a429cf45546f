import { ifGiven, type ReadersOf, readOptions } from '../options.js'
import type { Hyperparameter } from '../schedules/index.js'
import { belowOne, coefficient, describe, hyperparameter, notNegative, positive, withinOne } from './hyperparameter.js'
import { addL1 } from './l1.js'
import type { Optimizer } from './optimizer.js'

/** Options of `rmsprop`. */
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
  /** at least 0 at every step; `l1 sign(w)` is added to the gradient of every parameter; by default none */
  l1?: Hyperparameter
}

const readers = {
  learningRate: hyperparameter(notNegative),
  rho: coefficient(withinOne, 0.99),
  momentum: hyperparameter(belowOne, 0),
  epsilon: coefficient(positive, 1e-8),
  weightDecay: hyperparameter(notNegative, 0),
  l1: ifGiven(hyperparameter(notNegative)),
} satisfies ReadersOf<RmspropOptions>

/**
 * RMSprop (Tieleman and Hinton 2012) with momentum.
 *
 *     g = g + l1 sign(w)                            where l1 is given
 *     u = g + weightDecay w
 *     s = rho s + (1 - rho) u^2
 *     v = momentum v + u / (sqrt(s) + epsilon)      s, |v| below 2^-100 become 0
 *     w = w - learningRate v
 */
export function rmsprop(options: RmspropOptions): Optimizer {
  const name = 'rmsprop'
  const read = readOptions(name, options, readers)
  const { learningRate, rho, momentum, epsilon, weightDecay, l1 } = read
  return {
    name,
    slots: 2,
    scalars: 0,
    learningRate: learningRate.schedule,
    momentum: momentum.schedule,
    description: describe(name, read),
    update(target, step) {
      const { core, parameters, gradients, slots, ranges, rateFactor, used } = target
      if (l1 !== undefined) addL1(target, l1.at(step))
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
