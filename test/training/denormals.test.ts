/** Values that nothing feeds any more decay to 0 and not to denormals, which are slow and would stay for ever. */

import { expect, test } from 'vitest'
import { type LateKind, lateTraining } from '../../src/bench/steps/late-steps.js'
import type { Core } from '../../src/core/core.js'
import { createCore } from '../../src/core/engine/create-core.js'
import type { Kernels } from '../../src/core/kernels.js'
import { arenaOf } from '../../src/network/network.js'

const UPDATES = 10_000
const spec = { layers: [6, 8, 3], batch: 4 }
const late: LateKind[] = ['dead inputs', 'fitted']

const denormal = (x: number) => x !== 0 && Math.abs(x) < 2 ** -126

/** What a run leaves, and how many denormals were seen: after every 50th update, and after each of the last 500. */
async function outcome(core: Core, kind: LateKind) {
  const { network, training } = await lateTraining(core, kind, spec, 1)
  const { parameters, gradients, span } = arenaOf(network).fixed
  const [velocity] = arenaOf(network).batch.slots
  const words = (at = 0) => core.f32.slice(at >>> 2, (at >>> 2) + span)
  const denormals = { parameters: 0, gradients: 0, velocity: 0 }
  let smallest = Infinity
  for (let update = 1; update <= UPDATES; update++) {
    if (!training.update()) throw new Error(`stopped: ${training.stopped}`)
    if (update % 50 > 0 && update <= UPDATES - 500) continue
    denormals.parameters += words(parameters).filter(denormal).length
    denormals.gradients += words(gradients).filter(denormal).length
    denormals.velocity += words(velocity).filter(denormal).length
    for (const at of [parameters, gradients, velocity]) {
      for (const x of words(at)) if (x !== 0) smallest = Math.min(smallest, Math.abs(x))
    }
  }
  const hex = (at?: number) => new Uint32Array(words(at).buffer)
  const left = { parameters: hex(parameters), gradients: hex(gradients), velocity: hex(velocity) }
  return { denormals, smallest, left, losses: training.history.loss }
}

test.each(late)('%s: 10,000 updates leave no denormal, and the same bits on both engines', async (kind) => {
  const wasm = await outcome(await createCore('wasm'), kind)
  const js = await outcome(await createCore('js'), kind)
  expect(wasm.denormals).toEqual({ parameters: 0, gradients: 0, velocity: 0 })
  expect(js.denormals).toEqual(wasm.denormals)
  expect(js.left).toEqual(wasm.left)
  expect(js.losses).toEqual(wasm.losses)
  // so far down that it has met the flush at 2^-100, or it would prove nothing
  expect(wasm.smallest).toBeLessThan(2 ** -95)
})

/** A core whose update of momentum is written as in a textbook. */
async function withoutFlush(): Promise<Core> {
  const core = await createCore('js')
  const sgdStep: Kernels['sgdStep'] = (w, v, g, n, learningRate, momentum, weightDecay) => {
    const { f32 } = core
    for (let i = 0; i < n; i++) {
      const at = (w >>> 2) + i
      const weight = f32[at] as number
      const u = Math.fround((f32[(g >>> 2) + i] as number) + Math.fround(weightDecay * weight))
      const velocity = Math.fround(Math.fround(momentum * (f32[(v >>> 2) + i] as number)) + u)
      f32[(v >>> 2) + i] = velocity
      f32[at] = weight - Math.fround(learningRate * velocity)
    }
  }
  Object.assign(core.kernels, { sgdStep })
  return core
}

test('dead inputs would leave denormals if the velocity were not flushed: the test above can fail', async () => {
  const { denormals } = await outcome(await withoutFlush(), 'dead inputs')
  expect(denormals.parameters).toBeGreaterThan(0)
  expect(denormals.velocity).toBeGreaterThan(0)
})
