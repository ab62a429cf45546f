/** Softmax and the three losses in plain JS; formulas and order of sums in assembly/. Indices are in elements. */
import { log } from '../../math/exponential.js'
import type { Kernels } from '../kernels.js'
import type { Memory } from '../memory.js'
import { expF32, sigmoidF32 } from './exponential.js'
import { flush } from './flush.js'

type LossKernels = Pick<Kernels, 'softmax' | 'softmaxCrossEntropy' | 'meanSquaredError' | 'binaryCrossEntropy'>

const { fround } = Math

export function lossKernels(memory: Memory): LossKernels {
  return {
    softmax(p, z, batch, classes) {
      const f32 = memory.f32
      for (let b = 0; b < batch; b++) {
        const from = (z >>> 2) + b * classes
        const to = (p >>> 2) + b * classes
        const factor = fround(1 / exponentials(f32, to, from, classes, maximum(f32, from, classes)))
        for (let j = 0; j < classes; j++) f32[to + j] = (f32[to + j] as number) * factor
      }
    },
    softmaxCrossEntropy(dz, z, labels, batch, classes) {
      const { f32, i32 } = memory
      const share = fround(1 / fround(batch))
      let total = 0
      for (let b = 0; b < batch; b++) {
        const from = (z >>> 2) + b * classes
        const to = (dz >>> 2) + b * classes
        const label = i32[(labels >>> 2) + b] as number
        const most = maximum(f32, from, classes)
        const margin = (f32[from + label] as number) - most
        const sum = exponentials(f32, to, from, classes, most)
        total += log(sum) - margin
        const factor = fround(1 / sum)
        for (let j = 0; j < classes; j++) {
          const p = fround((f32[to + j] as number) * factor)
          f32[to + j] = flush(fround(fround(j === label ? p - 1 : p) * share))
        }
      }
      return total
    },
    meanSquaredError(dy, y, targets, n) {
      const f32 = memory.f32
      const share = fround(2 / fround(n))
      let total = 0
      for (let i = 0; i < n; i++) {
        const e = fround((f32[(y >>> 2) + i] as number) - (f32[(targets >>> 2) + i] as number))
        total += e * e
        f32[(dy >>> 2) + i] = flush(fround(e * share))
      }
      return total
    },
    binaryCrossEntropy(dz, z, targets, n) {
      const f32 = memory.f32
      const share = fround(1 / fround(n))
      let total = 0
      for (let i = 0; i < n; i++) {
        const x = f32[(z >>> 2) + i] as number
        const target = f32[(targets >>> 2) + i] as number
        total += (x > 0 ? x : 0) - x * target + log(1 + expF32(-Math.abs(x)))
        f32[(dz >>> 2) + i] = flush(fround(fround(sigmoidF32(x) - target) * share))
      }
      return total
    },
  }
}

function maximum(f32: Float32Array, at: number, n: number): number {
  let most = f32[at] as number
  for (let j = 1; j < n; j++) {
    const x = f32[at + j] as number
    most = x > most ? x : most
  }
  return most
}

/** to(j) <- e^(from(j) - most); returns their sum from left to right. */
function exponentials(f32: Float32Array, to: number, from: number, n: number, most: number): number {
  let sum = 0
  for (let j = 0; j < n; j++) {
    const e = expF32(fround((f32[from + j] as number) - most))
    f32[to + j] = e
    sum = fround(sum + e)
  }
  return sum
}
