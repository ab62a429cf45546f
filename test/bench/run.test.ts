import { expect, test } from 'vitest'
import { type BenchHost, checkOnly, runBench } from '../../src/bench/run.js'
import { openCalmLab } from './calm.js'

const told: string[] = []

/** Labs in this thread, and nothing to converge on. */
const host: BenchHost = {
  version: '1.2.3',
  openLab: openCalmLab,
  loadData: async () => undefined,
  library: new URL('data:text/javascript,'),
  tell: (what) => told.push(what),
}

const measure = (only: RegExp) => runBench({ seed: 1, quick: true, only: checkOnly(only) }, host)

test('the document has its contract: a peak, kernels and steps with rates, shares and ratios', async () => {
  const result = await measure(
    /step (2-16|30-1|32-1)|kernel dense_forward_f32 2x16|kernel sgd_step_f32 354|inference 2-16/,
  )
  expect(result).toMatchObject({ command: 'bench', version: '1.2.3', seed: 1, quick: true, coldStart: null })
  expect(result.peakGflops).toBeGreaterThan(0)
  expect(result.peak.turns).toBeGreaterThan(0)
  expect(result.machine).toMatchObject({ runtime: 'node', version: process.versions.node })

  expect(result.kernels.map(({ name, shape }) => `${name} ${shape}`)).toEqual([
    'dense_forward_f32 2x16 batch 32',
    'sgd_step_f32 354',
  ])
  const [product, update] = result.kernels
  expect(product?.ofPeak).toBeCloseTo((product?.gflops ?? 0) / result.peakGflops, 12)
  expect(product?.overJs).toBeCloseTo((product?.jsMicroseconds ?? 0) / (product?.microseconds ?? 0), 12)
  expect(product?.gflops).toBeCloseTo((2 * 32 * 2 * 16) / (product?.microseconds ?? 0) / 1000, 12)
  expect(product?.stream).toBeUndefined()
  expect(update?.stream).toBe('update')
  expect(update?.ofStream).toBeCloseTo((update?.gigabytesPerSecond ?? 0) / (update?.streamGigabytesPerSecond ?? 0), 12)

  expect(result.steps.map(({ layers, batch }) => [layers, batch])).toEqual([
    [[2, 16, 16, 2], 32],
    [[32, 1], 32],
    [[30, 1], 32],
  ])
  const numbers = ['microseconds', 'low', 'high', 'gflops', 'ofPeak', 'overJs', 'jsMicroseconds', 'samples'] as const
  for (const row of [...result.kernels, ...result.steps, ...result.inference]) {
    for (const name of numbers) expect(row[name]).toBeGreaterThan(0)
    expect(row.low).toBeLessThanOrEqual(row.microseconds)
    expect(row.high).toBeGreaterThanOrEqual(row.microseconds)
  }

  expect(result.oddSizes).toMatchObject([{ layers: [30, 1], nearest: { layers: [32, 1] } }])
  const [round, odd] = result.steps.slice(1)
  const perFlop = (row = round) => 1 / (row?.gflops ?? 0)
  expect(result.oddSizes[0]?.timePerFlop).toBeCloseTo(perFlop(odd) / perFlop(round), 9)

  expect(result.inference.map(({ batch, stream }) => [batch, stream])).toEqual([
    [1, 'read'],
    [256, undefined],
  ])
  expect(JSON.parse(JSON.stringify(result))).toEqual(result)
  expect(told).toContain('round 1 of 3: step 2-16-16-2 (32)')
})

test('a pattern measures the peak alone, or memory alone', async () => {
  const peak = await measure(/^peak$/)
  expect(peak.peakGflops).toBe(peak.peak.first)
  expect(peak.kernels).toEqual([])
  const { memory } = await measure(/^memory read 16384$/)
  expect(memory).toMatchObject([{ stream: 'read', bytes: 16384 }])
  expect(memory[0]?.gigabytesPerSecond).toBeGreaterThan(0)
})

test('a pattern that nothing has in its name is refused', () => {
  expect(() => checkOnly(/stpe/)).toThrow(
    'bench: "--only" expected what a step, late step, gather, inference, kernel, memory, convergence, peak or cold start has in its name, got "stpe"',
  )
})

test('late steps and the largest networks are for a whole run: a quick one that is asked for nothing else is refused', () => {
  for (const only of [/late step/, /step resnet-8/, /lenet \(512\)/]) {
    expect(checkOnly(only)).toEqual(only)
    expect(() => checkOnly(only, true)).toThrow('leave out --quick')
  }
  expect(checkOnly(/step (small-cnn|lenet)/, true)).toEqual(/step (small-cnn|lenet)/)
  expect(() => checkOnly(/late step/, true)).toThrow(
    'bench: "--only" expected what a quick run measures, got "late step"; leave out --quick',
  )
})

test('labs are closed even where the engines disagree', async () => {
  let open = 0
  const counting: BenchHost = {
    ...host,
    async openLab(spec) {
      open++
      const lab = await openCalmLab(spec)
      const check = async (task: string) => {
        const words = await lab.check(task)
        if (spec.kind === 'networks' && spec.engine === 'wasm') words[0] = ~(words[0] as number)
        return words
      }
      return {
        ...lab,
        check,
        close: async () => {
          open--
        },
      }
    },
  }
  const run = runBench({ seed: 1, quick: true, only: /step 2-16/ }, counting)
  await expect(run).rejects.toThrow('bench: "step 2-16-16-2 (32)" expected the bits of the plain-JS twin')
  expect(open).toBe(0)
})
