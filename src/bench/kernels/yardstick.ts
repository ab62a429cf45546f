/**
 * What the engine and the machine can do at most, measured by assembly/peak: chains of SIMD multiplies and adds that
 * never leave the registers, and streams through memory.
 */

import type { Task } from '../task.js'
import type { StreamCase } from './cases.js'
import { base64 } from './peak.inline.js'

interface YardstickExports {
  memory: WebAssembly.Memory
  multiply_add_12(turns: number, factor: number): number
  multiply_add_14(turns: number, factor: number): number
  multiply_add_14_by_4(turns: number, factor: number): number
  read_stream(at: number, n: number): number
  update_stream(x: number, y: number, n: number): void
  buffer_start(): number
}

/** Turns of the chains that one call of a peak task makes: a few microseconds. */
const TURNS = 2000

/**
 * The peak is the best of three: the number of chains depends on the registers that the engine leaves, and where its loops
 * share their places with the arithmetic, four turns at a time come closer to what the machine does in native code.
 */
export const peakTasks = (['12', '14', '14_by_4'] as const).map((form) => {
  const chains = Number.parseInt(form, 10)
  return { name: `peak ${form}`, chains, flops: 8 * chains * TURNS }
})

/** "read 7446528": the task of a stream. */
export function streamName({ kind, bytes }: StreamCase): string {
  return `${kind} ${bytes}`
}

/** Bytes that a stream moves: an update reads both halves of its memory and writes one. */
export function streamTraffic({ kind, bytes }: StreamCase): number {
  return kind === 'read' ? bytes : (3 * bytes) / 2
}

/** @returns a function that makes the task of a name */
export async function openYardstick(): Promise<(name: string) => Task> {
  const module = await WebAssembly.compile(Uint8Array.from(atob(base64), (unit) => unit.charCodeAt(0)))
  const exports = (await WebAssembly.instantiate(module)).exports as unknown as YardstickExports
  const start = Math.ceil(exports.buffer_start() / 64) * 64
  return (name) => {
    const [kind, size] = name.split(' ')
    if (kind === 'peak') return chainTask(exports[`multiply_add_${size as '12' | '14' | '14_by_4'}`])
    return streamTask(exports, start, { kind: kind as StreamCase['kind'], bytes: Number(size) })
  }
}

function chainTask(chains: YardstickExports['multiply_add_12']): Task {
  return {
    run: (times) => chains(times * TURNS, 0.5),
    check: () => new Uint32Array(Float32Array.of(chains(TURNS, 0.5)).buffer),
  }
}

/** All streams share the memory from its start, so a stream meets the caches as its own last run left them. */
function streamTask({ memory, read_stream, update_stream }: YardstickExports, start: number, c: StreamCase): Task {
  const missing = start + c.bytes - memory.buffer.byteLength
  if (missing > 0) {
    memory.grow(Math.ceil(missing / 65536))
    // a page that was never written is one page of zeros for the whole machine, and stays in the cache
    new Uint32Array(memory.buffer).subarray(start / 4).fill(0x3f800000)
  }
  const half = c.bytes / 2
  const run = (times: number) => {
    let sum = 0
    for (let t = 0; t < times; t++) {
      if (c.kind === 'read') sum += read_stream(start, c.bytes)
      else update_stream(start, start + half, half)
    }
    return sum
  }
  return { run, check: () => Uint32Array.of(run(1)) }
}
