/** A core's memory: one buffer that only grows, and views over all of it. */
import { message } from '../check.js'

export interface Memory {
  /** views over the whole memory; `grow` replaces them, so read them from the core and keep them no longer than a step */
  readonly f32: Float32Array
  readonly i32: Int32Array
  readonly u8: Uint8Array
  /** makes at least `bytes` of memory exist, counted from 0; new memory is zero. Where the core shares it, `start` may move, and all above with it */
  grow(bytes: number): void
}

/** What a memory begins with, and the unit by which that of WebAssembly grows. */
export const PAGE = 65536

/** Both engines count in 32-bit addresses, so that what fits one fits the other. */
const LIMIT = 2 ** 32 - PAGE

/** @param enlarge gives a buffer of at least so many bytes that begins with the old one's; throws where the host has no more */
export function memoryOver(buffer: ArrayBuffer, enlarge: (bytes: number) => ArrayBuffer): Memory {
  const memory = {
    ...viewsOf(buffer),
    grow(bytes: number) {
      if (bytes <= memory.u8.length) return
      if (bytes > LIMIT) throw outOfMemory(bytes)
      try {
        Object.assign(memory, viewsOf(enlarge(bytes)))
      } catch {
        throw outOfMemory(bytes)
      }
    },
  }
  return memory
}

function viewsOf(buffer: ArrayBuffer) {
  return { f32: new Float32Array(buffer), i32: new Int32Array(buffer), u8: new Uint8Array(buffer) }
}

/** What asks for memory is always a network, whichever of its methods was called. */
function outOfMemory(bytes: number): RangeError {
  const got = `${Math.ceil(bytes / 2 ** 20)} MiB`
  const next = 'use fewer units or rows, or dispose() of others'
  const error = new RangeError(message('network', 'memory', 'at most 4096 MiB and what the host has free', got, next))
  return Object.assign(error, { code: 'E_NO_MEMORY' })
}
