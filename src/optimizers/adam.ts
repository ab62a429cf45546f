import { DEFAULT_MOMENTUM } from '../defaults.js'
import { ifGiven, type ReadersOf, readOptions } from '../options.js'
import type { Hyperparameter } from '../schedules/index.js'
import { belowOne, coefficient, describe, hyperparameter, notNegative, positive, withinOne } from './hyperparameter.js'
import { addL1 } from './l1.js'
import type { Optimizer } from './optimizer.js'

/** Options of `adam` and `adamw`. */
export interface AdamOptions {
  /** at least 0 at every step */
  learningRate: Hyperparameter
  /** coefficient of the first moment (beta 1), in [0, 1) at every step; by default 0.9 */
  momentum?: Hyperparameter
  /** coefficient of the second moment, in (0, 1) at every step; by default 0.999 */
  beta2?: Hyperparameter
  /** above 0 at every step; by default 1e-8 */
  epsilon?: Hyperparameter
  /** at least 0 at every step; by default 0 */
  weightDecay?: Hyperparameter
  /** at least 0 at every step; `l1 sign(w)` is added to the gradient of every parameter, with `adamw` too; by default none */
  l1?: Hyperparameter
}

/**
 * Adam (Kingma and Ba 2015) and AdamW (Loshchilov and Hutter 2019).
 *
 *     g = g + l1 sign(w)                            where l1 is given
 *     u = g + weightDecay w                         Adam; AdamW: u = g
 *     m = momentum m + (1 - momentum) u             v = beta2 v + (1 - beta2) u^2
 *     c1 = momentum c1 + (1 - momentum)             c2 = beta2 c2 + (1 - beta2)
 *     w = w - learningRate (m / c1) / (sqrt(v / c2) + epsilon)
 *     AdamW: w is first multiplied by 1 - learningRate weightDecay
 *
 * c1 and c2 are the weights that m and v have gathered, so the correction of their bias stays exact while the first-moment
 * coefficient is cycled; with a constant one c1 is the usual 1 - momentum^t. |m|, v below 2^-100 become 0.
 */
export function adam(options: AdamOptions): Optimizer {
  return create('adam', options)
}

/** AdamW; weightDecay shrinks the weights directly, apart from the moments. */
export function adamw(options: AdamOptions): Optimizer {
  return create('adamw', options)
}

const readers = {
  learningRate: hyperparameter(notNegative),
  momentum: hyperparameter(belowOne, DEFAULT_MOMENTUM),
  beta2: coefficient(withinOne, 0.999),
  epsilon: coefficient(positive, 1e-8),
  weightDecay: hyperparameter(notNegative, 0),
  l1: ifGiven(hyperparameter(notNegative)),
} satisfies ReadersOf<AdamOptions>

function create(name: 'adam' | 'adamw', options: AdamOptions): Optimizer {
  const read = readOptions(name, options, readers)
  const { learningRate, momentum, beta2, epsilon, weightDecay, l1 } = read
  const decoupled = name === 'adamw'
  return {
    name,
    slots: 2,
    scalars: 2,
    learningRate: learningRate.schedule,
    momentum: momentum.schedule,
    description: describe(name, read),
    update(target, step) {
      const { core, parameters, gradients, slots, ranges, scalars, rateFactor, used } = target
      if (l1 !== undefined) addL1(target, l1.at(step))
      const lr = learningRate.at(step) * rateFactor
      const b1 = momentum.at(step)
      const decay = weightDecay.at(step)
      const b2 = beta2.at(step)
      const least = epsilon.at(step)
      used[0] = lr
      used[1] = b1
      const c1 = gathered(scalars[0] as number, b1)
      const c2 = gathered(scalars[1] as number, b2)
      scalars[0] = c1
      scalars[1] = c2
      const added = decoupled ? 0 : decay
      const shrink = decoupled ? 1 - lr * decay : 1
      const m = slots[0] as number
      const v = slots[1] as number
      for (const { from, count } of ranges) {
        const at = 4 * from
        const w = parameters + at
        core.kernels.adamStep(w, m + at, v + at, gradients + at, count, lr / c1, b1, b2, 1 / c2, least, added, shrink)
      }
    },
  }
}

/** The weight that a moment has gathered after one more step, with the coefficients as the kernel rounds them. */
function gathered(before: number, coefficient: number): number {
  const kept = Math.fround(coefficient)
  return kept * before + Math.fround(1 - kept)
}
