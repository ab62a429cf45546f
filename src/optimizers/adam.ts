import { checkBetween, checkOptions, checkPositive } from '../check.js'
import { type Hyperparameter, toSchedule } from '../schedules/index.js'
import type { Optimizer } from './optimizer.js'
import { valueAt } from './value-at.js'

export interface AdamOptions {
  /** at least 0 at every step */
  learningRate: Hyperparameter
  /** coefficient of the first moment (beta 1), in [0, 1) at every step; by default 0.9 */
  momentum?: Hyperparameter
  /** coefficient of the second moment, in (0, 1); by default 0.999 */
  beta2?: number
  /** by default 1e-8 */
  epsilon?: number
  /** at least 0 at every step; by default 0 */
  weightDecay?: Hyperparameter
}

/**
 * Adam (Kingma and Ba 2015) and AdamW (Loshchilov and Hutter 2019).
 *
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

function create(name: 'adam' | 'adamw', options: AdamOptions): Optimizer {
  checkOptions(name, options, ['learningRate', 'momentum', 'beta2', 'epsilon', 'weightDecay'])
  const learningRate = toSchedule(name, 'learningRate', options.learningRate)
  const momentum = toSchedule(name, 'momentum', options.momentum ?? 0.9)
  const weightDecay = toSchedule(name, 'weightDecay', options.weightDecay ?? 0)
  const beta2 = checkBetween(name, 'beta2', options.beta2 ?? 0.999, 0, 1)
  const epsilon = checkPositive(name, 'epsilon', options.epsilon ?? 1e-8)
  return {
    name,
    slots: 2,
    scalars: 2,
    learningRate,
    momentum,
    description: {
      name,
      learningRate: learningRate.description,
      momentum: momentum.description,
      beta2,
      epsilon,
      weightDecay: weightDecay.description,
    },
    update({ core, parameters, gradients, slots, count, scalars, rateFactor, used }, step) {
      const lr = valueAt(name, 'learningRate', learningRate, step) * rateFactor
      const beta1 = valueAt(name, 'momentum', momentum, step, 1)
      const decay = valueAt(name, 'weightDecay', weightDecay, step)
      used[0] = lr
      used[1] = beta1
      const c1 = gathered(scalars[0] as number, beta1)
      const c2 = gathered(scalars[1] as number, beta2)
      scalars[0] = c1
      scalars[1] = c2
      const decoupled = name === 'adamw'
      core.kernels.adamStep(
        parameters,
        slots[0] as number,
        slots[1] as number,
        gradients,
        count,
        lr / c1,
        beta1,
        beta2,
        1 / c2,
        epsilon,
        decoupled ? 0 : decay,
        decoupled ? 1 - lr * decay : 1,
      )
    },
  }
}

/** The weight that a moment has gathered after one more step, with the coefficients as the kernel rounds them. */
function gathered(before: number, coefficient: number): number {
  const kept = Math.fround(coefficient)
  return kept * before + Math.fround(1 - kept)
}
