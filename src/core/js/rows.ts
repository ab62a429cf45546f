/** Kernels that walk rows: the class of a row, raw features to standardised ones. Formulas in assembly/. */
import type { Kernels } from '../kernels.js'
import type { Memory } from '../memory.js'

const { fround } = Math

export function rowKernels(
  memory: Memory,
): Pick<Kernels, 'argmax' | 'standardizeU8' | 'standardize' | 'gatherU8' | 'gather'> {
  return {
    argmax(to, z, batch, classes) {
      const { f32, i32 } = memory
      let at = z >>> 2
      for (let b = 0; b < batch; b++) {
        let best = 0
        let most = -Infinity
        for (let j = 0; j < classes; j++) {
          const x = f32[at++] as number
          if (x > most) {
            most = x
            best = j
          }
        }
        i32[(to >>> 2) + b] = best
      }
    },
    standardizeU8(x, raw, mean, scale, rows, inputs) {
      standardizeRows(memory.f32, x >>> 2, memory.u8, raw, mean >>> 2, scale >>> 2, rows, inputs)
    },
    standardize(x, raw, mean, scale, rows, inputs) {
      standardizeRows(memory.f32, x >>> 2, memory.f32, raw >>> 2, mean >>> 2, scale >>> 2, rows, inputs)
    },
    gatherU8(x, raw, rows, mean, scale, count, inputs) {
      const { f32, i32, u8 } = memory
      for (let b = 0; b < count; b++) {
        const from = raw + (i32[(rows >>> 2) + b] as number) * inputs
        standardizeRows(f32, (x >>> 2) + b * inputs, u8, from, mean >>> 2, scale >>> 2, 1, inputs)
      }
    },
    gather(x, raw, rows, mean, scale, count, inputs) {
      const { f32, i32 } = memory
      for (let b = 0; b < count; b++) {
        const from = (raw >>> 2) + (i32[(rows >>> 2) + b] as number) * inputs
        standardizeRows(f32, (x >>> 2) + b * inputs, f32, from, mean >>> 2, scale >>> 2, 1, inputs)
      }
    },
  }
}

function standardizeRows(
  f32: Float32Array,
  x: number,
  source: Uint8Array | Float32Array,
  raw: number,
  mean: number,
  scale: number,
  rows: number,
  inputs: number,
): void {
  for (let b = 0; b < rows; b++) {
    for (let i = 0; i < inputs; i++) {
      f32[x++] = fround((source[raw++] as number) - (f32[mean + i] as number)) * (f32[scale + i] as number)
    }
  }
}
