/** The kernels' part of the benchmark. */

import type { Contest, Samples } from '../lab/rounds.js'
import type { Lab } from '../lab/spec.js'
import { arithmeticOf, trafficOf } from '../rates.js'
import type { KernelResult } from '../result.js'
import { kernelCases, kernelName } from './cases.js'
import { streamName } from './yardstick.js'

/** "kernel dense_forward_f32 784x128 batch 64" */
const titleOf = (c: Parameters<typeof kernelName>[0]) => `kernel ${kernelName(c)}`

export function kernelTitles(): string[] {
  return kernelCases().map(titleOf)
}

/** @param mostFlops leaves out what does more in one call */
export function kernelContests(wasm: Lab, js: Lab, yardstick: Lab, mostFlops: number): Contest[] {
  return kernelCases()
    .filter((c) => c.flops <= mostFlops)
    .map((c) => {
      const task = kernelName(c)
      return {
        name: titleOf(c),
        wasm: { lab: wasm, task },
        js: { lab: js, task },
        ...(c.stream && { stream: { lab: yardstick, task: streamName(c.stream) } }),
      }
    })
}

/** @param taken samples by contest; kernels that are not in it are left out */
export function kernelResults(taken: ReadonlyMap<string, Samples>, peak: number): KernelResult[] {
  return kernelCases().flatMap((c) => {
    const samples = taken.get(titleOf(c))
    if (samples === undefined) return []
    const { name, shape, flops, bytes, stream } = c
    const traffic = stream && trafficOf(samples, bytes, stream)
    return [{ name, shape, ...arithmeticOf(samples, flops, peak), ...traffic }]
  })
}
