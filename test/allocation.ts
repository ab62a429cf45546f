/** What a function allocates, by V8's own sampling (on average one sample in 64 bytes). For slow tests. */
import { type HeapProfiler, Session } from 'node:inspector/promises'

const CALLS = 300

/** The result of the last call: what nobody keeps, a compiler need not make. */
export let result: unknown

/** The profile knows it by its name: a function that it calls may be inlined into it, and then has none. */
function repeat(call: () => unknown): void {
  for (let i = 0; i < CALLS; i++) result = call()
}

/** Bytes that `repeat` and all that it calls allocate, garbage included. */
function allocatedBelow(node: HeapProfiler.SamplingHeapProfileNode, within = false): number {
  const inside = within || node.callFrame.functionName === repeat.name
  const own = inside ? node.selfSize : 0
  return node.children.reduce((sum, child) => sum + allocatedBelow(child, inside), own)
}

/**
 * Bytes a call. The least of several rounds: code that is not yet optimised boxes its numbers, real allocations are in every
 * round. On a busy machine the compiler is late, so there are rounds until one is below the bound.
 */
export async function bytesPerCall(call: () => unknown, bound: number): Promise<number> {
  const session = new Session()
  session.connect()
  let least = Infinity
  for (let round = 0; round < 200 && least >= bound; round++) {
    repeat(call)
    await session.post('HeapProfiler.startSampling', {
      samplingInterval: 64,
      includeObjectsCollectedByMajorGC: true,
      includeObjectsCollectedByMinorGC: true,
    } as HeapProfiler.StartSamplingParameterType)
    repeat(call)
    const { profile } = await session.post('HeapProfiler.stopSampling')
    least = Math.min(least, allocatedBelow(profile.head) / CALLS)
  }
  session.disconnect()
  return least
}
