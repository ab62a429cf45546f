/**
 * L1 regularisation: the subgradient of l1 |w| is added to the gradient before the update,
 *
 *     g = g + l1 sign(w)      nothing where w is 0; l1 and the sum rounded to f32
 *
 * which pulls every weight towards 0 by the same amount. Plain JS on both engines.
 */
import type { UpdateTarget } from './optimizer.js'

export function addL1({ core, parameters, gradients, ranges }: UpdateTarget, l1: number): void {
  const strength = Math.fround(l1)
  if (strength === 0) return
  const { f32, i32 } = core
  for (const { from, count } of ranges) {
    const w = (parameters >>> 2) + from
    const g = (gradients >>> 2) + from
    // the sign from the bits: signs of weights are as good as random, so a branch would be predicted wrongly half the time
    for (let i = 0; i < count; i++) {
      const bits = i32[w + i] as number
      const size = bits << 1
      const sign = ((bits >> 31) | 1) * ((size | -size) >>> 31)
      f32[g + i] = (f32[g + i] as number) + sign * strength
    }
  }
}
