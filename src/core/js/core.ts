/**
 * The plain-JS twin: the same kernels over a plain ArrayBuffer, giving the same bits. It is the oracle of the tests, the
 * baseline of the benchmarks, and the engine for hosts that forbid WebAssembly.
 *
 * Every f32 operation is `fround` of the f64 one: a double holds a product of two floats exactly and a sum well enough
 * that rounding twice equals rounding once, for + - * / alike.
 */
import type { Core } from '../core.js'
import type { LayerKernels } from '../layers/kernels.js'
import { type Memory, memoryOver, PAGE } from '../memory.js'
import { activationKernels } from './activation.js'
import { denseKernels } from './dense.js'
import { lossKernels } from './loss.js'
import { rowKernels } from './rows.js'
import { updateKernels } from './update.js'

/** Room that is asked for beyond what is needed, so that growing by small steps does not copy each time. */
const HEADROOM = 1.25

/** @param layersOver gives the kernels of the layers beyond dense, where they are asked for */
export function createJsCore(layersOver?: (memory: Memory) => LayerKernels): Core {
  const memory = memoryOver(new ArrayBuffer(PAGE), (bytes) => {
    const buffer = new ArrayBuffer(Math.ceil((bytes * HEADROOM) / PAGE) * PAGE)
    new Uint8Array(buffer).set(memory.u8)
    return buffer
  })
  return Object.assign(memory, {
    engine: 'js' as const,
    kernels: {
      ...denseKernels(memory),
      ...activationKernels(memory),
      ...lossKernels(memory),
      ...updateKernels(memory),
      ...rowKernels(memory),
    },
    // address 0 stays unused, as in the WebAssembly core
    start: 64,
    another: async () => createJsCore(layersOver),
    ...(layersOver && { layers: layersOver(memory) }),
  })
}
