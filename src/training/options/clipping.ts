/**
 * Gradients held within bounds before the update, so that one wild batch does not throw the weights away:
 *
 *     by value    g = clipValue where g is above it, -clipValue where it is below that
 *     by norm     g = g factor, factor = clipNorm / norm rounded to f32, where the norm of all trained gradients is above clipNorm
 *
 * Value first, then norm. The norm is the root of a sum of squares in f64: in each trained stretch of the parameters four
 * chains, element i in chain i mod 4, which go on into the next stretch; at the end (0 + 1) + (2 + 3). Gradients within the
 * bounds keep their bits; a norm that is not finite changes nothing. Plain JS on both engines.
 */
import type { UpdateTarget } from '../../optimizers/optimizer.js'

type Gradients = Pick<UpdateTarget, 'core' | 'gradients' | 'ranges'>

const { fround } = Math

const SIGN = 1 << 31
/** As bits; what is above it is not a number. */
const INFINITY = 0x7f800000
const bits = new Int32Array(1)
const value = new Float32Array(bits.buffer)

export function clipByValue({ core, gradients, ranges }: Gradients, clipValue: number): void {
  const { i32 } = core
  value[0] = clipValue
  const most = bits[0] as number
  for (const { from, count } of ranges) {
    const start = (gradients >>> 2) + from
    // sizes compare as their bits do; without branches, which could not be predicted
    for (let at = start; at < start + count; at++) {
      const g = i32[at] as number
      const size = g & 0x7fffffff
      const clipped = ((most - size) >> 31) & ~((INFINITY - size) >> 31)
      i32[at] = (g & ~clipped) | ((most | (g & SIGN)) & clipped)
    }
  }
}

export function clipByNorm(target: Gradients, clipNorm: number): void {
  const norm = gradientNorm(target)
  if (!(norm > clipNorm && norm < Infinity)) return
  const { core, gradients, ranges } = target
  const { f32 } = core
  const factor = fround(clipNorm / norm)
  for (const { from, count } of ranges) {
    const start = (gradients >>> 2) + from
    for (let at = start; at < start + count; at++) f32[at] = (f32[at] as number) * factor
  }
}

/** The Euclidean norm of the gradients of all trained parameters, whose stretches have lengths that are multiples of 4. */
export function gradientNorm({ core, gradients, ranges }: Gradients): number {
  const { f32 } = core
  let a = 0
  let b = 0
  let c = 0
  let d = 0
  for (const { from, count } of ranges) {
    const start = (gradients >>> 2) + from
    const end = start + count
    for (let at = start; at < end; at += 4) {
      const g0 = f32[at] as number
      const g1 = f32[at + 1] as number
      const g2 = f32[at + 2] as number
      const g3 = f32[at + 3] as number
      a += g0 * g0
      b += g1 * g1
      c += g2 * g2
      d += g3 * g3
    }
  }
  return Math.sqrt(a + b + (c + d))
}
