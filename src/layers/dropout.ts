/**
 * Dropout: in training each number is 0 with probability `rate`, and else times 1 / (1 - rate), so that its mean stays; in
 * evaluation Y = X (Srivastava et al. 2014).
 *
 * What is dropped is a function of seed, place of the layer, step, row of the batch and element: nothing has to be saved.
 */
import { layers as layersFamily } from '../core/layers/family.js'
import type { LayerKernels } from '../core/layers/kernels.js'
import { stream } from '../math/random.js'
import { belowOne } from '../options.js'
import { type BoundLayer, type Layer, type LayerDescription, markBuiltIn, type Shape, sizeOf } from './layer.js'

/** A dropout layer as plain JSON. */
export interface DropoutDescription extends LayerDescription {
  readonly kind: 'dropout'
  readonly rate: number
}

/** What `dropout` gives. */
export interface DropoutLayer extends Layer {
  readonly description: DropoutDescription
}

/**
 * In training each number is dropped, 0, with probability `rate`, the others grow by 1 / (1 - rate); evaluation and prediction
 * leave all as they are.
 *
 * @param rate in [0, 1)
 */
export function dropout(rate: number): DropoutLayer {
  belowOne('dropout', 'rate', rate, {})
  return markBuiltIn({ description: { kind: 'dropout', rate }, bind: (input) => bind(rate, input) })
}

function bind(rate: number, input: Shape): BoundLayer {
  const size = sizeOf(input)
  const threshold = Math.floor(rate * 2 ** 32)
  const scale = 1 / (1 - rate)
  // four words of a run and a place, drawn when the first step asks for them
  const words = new Int32Array(4)
  let drawn = { seed: Number.NaN, path: '' }
  const key = (step: number, word: number): number => {
    return mixed(mixed(step ^ (words[word] as number)) + (words[word + 1] as number))
  }
  return {
    output: input,
    tensors: [],
    family: layersFamily,
    // the two keys of the step
    kept: 2,
    workspace: () => 0,
    forward({ core, x, y, kept, path }, rows, { training, step, seed }) {
      if (!training) {
        core.u8.copyWithin(y, x, x + 4 * rows * size)
        return
      }
      if (drawn.seed !== seed || drawn.path !== path) {
        const random = stream(seed, `dropout ${path}`)
        words.forEach((_, i) => {
          words[i] = random.next()
        })
        drawn = { seed, path }
      }
      const { i32 } = core
      i32[kept / 4] = key(step, 0)
      i32[kept / 4 + 1] = key(step, 2)
      drop(core.layers as LayerKernels, i32, kept, y, x, rows)
    },
    backward({ core, dy, dx, kept }, rows) {
      if (dx !== 0) drop(core.layers as LayerKernels, core.i32, kept, dx, dy, rows)
    },
  }

  function drop(kernels: LayerKernels, i32: Int32Array, kept: number, to: number, from: number, rows: number): void {
    const [first, second] = [i32[kept / 4] as number, i32[kept / 4 + 1] as number]
    kernels.dropout(to, from, rows * size, first, second, threshold, scale)
  }
}

/** The finalizer of MurmurHash3. */
function mixed(word: number): number {
  let h = Math.imul(word ^ (word >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}
