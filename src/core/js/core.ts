/**
 * The plain-JS twin: the same kernels over a plain ArrayBuffer, giving the same bits. It is the oracle of the tests, the
 * baseline of the benchmarks, and the engine for hosts that forbid WebAssembly.
 *
 * Every f32 operation is `fround` of the f64 one: a double holds a product of two floats exactly and a sum well enough
 * that rounding twice equals rounding once, for + - * / alike.
 */
import { type Core, MEMORY_LIMIT, outOfMemory } from '../core.js'
import { activationKernels } from './activation.js'
import { denseKernels } from './dense.js'
import { lossKernels } from './loss.js'
import { rowKernels } from './rows.js'
import { updateKernels } from './update.js'

/** The memory as the kernels see it; the fields change when it grows, so a kernel reads them at its start. */
export interface Heap {
  f32: Float32Array
  i32: Int32Array
  u8: Uint8Array
}

/** Room that is asked for beyond what is needed, so that growing by small steps does not copy each time. */
const HEADROOM = 1.25

export function createJsCore(): Core {
  const heap = viewsOf(new ArrayBuffer(65536))
  return {
    engine: 'js',
    kernels: {
      ...denseKernels(heap),
      ...activationKernels(heap),
      ...lossKernels(heap),
      ...updateKernels(heap),
      ...rowKernels(heap),
    },
    get f32() {
      return heap.f32
    },
    get i32() {
      return heap.i32
    },
    get u8() {
      return heap.u8
    },
    // address 0 stays unused, as in the WebAssembly core
    start: 64,
    grow(bytes) {
      const old = heap.u8
      if (bytes <= old.length) return
      if (bytes > MEMORY_LIMIT) throw outOfMemory(bytes)
      try {
        Object.assign(heap, viewsOf(new ArrayBuffer(Math.ceil((bytes * HEADROOM) / 65536) * 65536)))
      } catch {
        throw outOfMemory(bytes)
      }
      heap.u8.set(old)
    },
    another: async () => createJsCore(),
  }
}

function viewsOf(buffer: ArrayBuffer): Heap {
  return { f32: new Float32Array(buffer), i32: new Int32Array(buffer), u8: new Uint8Array(buffer) }
}
