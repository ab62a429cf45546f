import { expect, test } from 'vitest'
import type { LabSpec } from '../../../src/bench/lab/spec.js'
import { measureLateSteps } from '../../../src/bench/steps/late-steps.js'
import type { Core, EngineName } from '../../../src/core/core.js'
import { createCore } from '../../../src/core/engine/create-core.js'
import { openCalmLab } from '../calm.js'

const updates = 60
const sampling = { milliseconds: 0.5, warmUpMilliseconds: 0.5 }
const pace = { rounds: 3, sampling, patience: 1000, budget: 60_000, peakEvery: 1 }
const spec = (engine: EngineName): LabSpec => ({ kind: 'late steps', engine, seed: 3, updates })

async function labs(start: (name: EngineName) => Promise<Core> = createCore) {
  return {
    wasm: await openCalmLab(spec('wasm'), start),
    js: await openCalmLab(spec('js')),
    yardstick: await openCalmLab({ kind: 'yardstick', seed: 3 }),
  }
}

test('late steps have a row for each kind of data, with its ratio over a fresh step on both engines', async () => {
  const peaks: number[] = []
  const rows = await measureLateSteps(await labs(), updates, pace, peaks, () => {})
  expect(rows.map(({ data }) => data)).toEqual(['dead inputs', 'fitted'])
  expect(peaks).toHaveLength(9)
  for (const row of rows) {
    expect(row).toMatchObject({ layers: [16, 32, 10], batch: 32, updates })
    expect(row.overFresh).toBe(row.microseconds / row.freshMicroseconds)
    expect(row.jsMicroseconds).toBeGreaterThan(0)
    expect(row.jsOverFresh).toBeGreaterThan(0)
  }
})

test('engines that disagree after the updates are refused, though their first updates agree', async () => {
  const tired = async (name: EngineName) => {
    const core = await createCore(name)
    const right = core.kernels.sgdStep
    let calls = 0
    Object.assign(core.kernels, {
      sgdStep(...[w, v, g, n, rate, ...rest]: Parameters<typeof right>) {
        calls++
        right(w, v, g, n, calls === updates ? rate / 2 : rate, ...rest)
      },
    })
    return core
  }
  const run = measureLateSteps(await labs(tired), updates, pace, [], () => {})
  await expect(run).rejects.toThrow('bench: "late step dead inputs" expected the bits of the plain-JS twin')
})
