import { expect, test } from 'vitest'
import { checkSameWords } from '../../src/bench/equality.js'
import { kernelCases, kernelName } from '../../src/bench/kernel-cases.js'
import { type Lab, type LabSpec, openLab } from '../../src/bench/lab.js'
import { runRounds } from '../../src/bench/rounds.js'
import type { Core, EngineName } from '../../src/core/core.js'
import { createCore } from '../../src/core/engine.js'
import type { Kernels } from '../../src/core/kernels.js'

const pace = { rounds: 2, sampling: { milliseconds: 0.2, warmUpMilliseconds: 0.2 }, patience: 1000 }
const kernels = (engine: EngineName): LabSpec => ({ kind: 'kernels', engine, seed: 3 })
const network = (engine: EngineName): LabSpec => ({
  kind: 'network',
  engine,
  seed: 3,
  network: { layers: [5, 7, 3], batch: 6 },
})

/** The wasm core with one kernel replaced. */
async function withKernel(name: keyof Kernels, make: (core: Core) => (...args: number[]) => unknown): Promise<Core> {
  const core = await createCore('wasm')
  Object.assign(core.kernels, { [name]: make(core) })
  return core
}

async function race(wasm: Lab, js: Lab, task: string) {
  const yardstick = await openLab({ kind: 'yardstick', seed: 3 })
  const peaks: number[] = []
  const stream = { lab: yardstick, task: 'read 4096' }
  const contest = { name: `a ${task}`, wasm: { lab: wasm, task }, js: { lab: js, task }, stream }
  const taken = await runRounds([contest], yardstick, pace, peaks, () => {})
  return { peaks, samples: taken.get(`a ${task}`) }
}

test('every kernel case leaves the same words on both engines', async () => {
  const wasm = await openLab(kernels('wasm'))
  const js = await openLab(kernels('js'))
  const quick = kernelCases().filter(({ flops }) => flops < 1e7)
  expect(new Set(quick.map(({ kernel }) => kernel)).size).toBe(new Set(kernelCases().map(({ kernel }) => kernel)).size)
  for (const name of quick.map(kernelName)) checkSameWords(name, await wasm.check(name), await js.check(name))
})

test('a check is repeatable: the operands of an in-place kernel are put back', async () => {
  const lab = await openLab(kernels('wasm'))
  const first = await lab.check('sgd_step_f32 354')
  await lab.sample('sgd_step_f32 354', pace.sampling)
  expect(await lab.check('sgd_step_f32 354')).toEqual(first)
  expect(first.length).toBe(2 * 354 + 2)
})

test('no kernel works on NaN, infinite or denormal numbers while it is timed', async () => {
  const core = await createCore('wasm')
  const lab = await openLab(kernels('wasm'), async () => core)
  const names = ['sgd_step_f32 354', 'adam_step_f32 101770', 'rmsprop_step_f32 101770', 'activate_f32 tanh 8192']
  for (const name of names) {
    const before = (await lab.check(name)).length
    for (let i = 0; i < 3; i++) await lab.sample(name, { milliseconds: 5, warmUpMilliseconds: 20 })
    expect(before).toBeGreaterThan(0)
  }
  const odd = core.f32.filter((x) => !Number.isFinite(x) || (x !== 0 && Math.abs(x) < 2 ** -126))
  expect(odd.length).toBe(0)
})

test('a wrong kernel is refused before any time is taken: one bit in one element', async () => {
  const flip = (core: Core) => {
    const right = core.kernels.denseForward
    return (...args: number[]) => {
      right(...(args as Parameters<Kernels['denseForward']>))
      const at = (args[0] as number) >>> 2
      core.i32[at + 5] = (core.i32[at + 5] as number) ^ 1
    }
  }
  const wrong = await openLab(kernels('wasm'), () => withKernel('denseForward', flip))
  const js = await openLab(kernels('js'))
  await expect(race(wrong, js, 'dense_forward_f32 2x16 batch 32')).rejects.toThrow(
    /^bench: "a dense_forward_f32 2x16 batch 32" expected the bits of the plain-JS twin, 0x[0-9a-f]{8}, got 0x[0-9a-f]{8} from wasm at word 5 of 514$/,
  )
})

test('a loss that is wrong in its last bit is refused, the gradient being right', async () => {
  const nudge = (core: Core) => {
    const right = core.kernels.softmaxCrossEntropy
    return (...args: number[]) => right(...(args as Parameters<typeof right>)) * (1 + 2 ** -52)
  }
  const wrong = await openLab(kernels('wasm'), () => withKernel('softmaxCrossEntropy', nudge))
  const js = await openLab(kernels('js'))
  await expect(race(wrong, js, 'softmax_cross_entropy_f32 32x2')).rejects.toThrow(
    'expected the bits of the plain-JS twin',
  )
})

test('a training step with a wrong update is refused', async () => {
  const forgetful = (core: Core) => {
    const right = core.kernels.sgdStep
    return (...args: number[]) => {
      const [w, v, g, n, rate, momentum, ...rest] = args as Parameters<typeof right>
      right(w, v, g, n, rate, 0.99 * momentum, ...rest)
    }
  }
  const wrong = await openLab(network('wasm'), () => withKernel('sgdStep', forgetful))
  const js = await openLab(network('js'))
  await expect(race(wrong, js, 'step')).rejects.toThrow('bench: "a step" expected the bits of the plain-JS twin')
})

test('every task of a network gives samples on both engines, and each turn a peak', async () => {
  for (const task of ['step', 'gather', 'forward 1', 'forward 256']) {
    const { peaks, samples } = await race(await openLab(network('wasm')), await openLab(network('js')), task)
    expect(peaks).toHaveLength(pace.rounds)
    for (const peak of peaks) expect(peak).toBeGreaterThan(0)
    for (const taken of [samples?.wasm, samples?.js, samples?.stream]) {
      expect(taken?.length).toBeGreaterThanOrEqual(pace.rounds)
      for (const microseconds of taken ?? []) expect(microseconds).toBeGreaterThan(0)
    }
  }
})

test('a rival that has used up its time sits out', async () => {
  const seen: string[] = []
  const slow = (name: string, microseconds: number): Lab => ({
    check: async () => new Uint32Array(1),
    sample: async () => {
      seen.push(name)
      return [microseconds]
    },
    close: async () => {},
  })
  const yardstick = await openLab({ kind: 'yardstick', seed: 3 })
  const wasm = { lab: slow('wasm', 10), task: 't' }
  const js = { lab: slow('js', 600_000), task: 't' }
  await runRounds([{ name: 't', wasm, js }], yardstick, { ...pace, rounds: 4, patience: 1000 }, [], () => {})
  expect(seen.filter((name) => name === 'js')).toHaveLength(2)
  expect(seen.filter((name) => name === 'wasm')).toHaveLength(4)
})

test('a machine that stalls during a check does not make a quick task a slow one', async () => {
  const stall = (core: Core) => {
    const right = core.kernels.softmax
    let stalled = false
    return (...args: number[]) => {
      const end = performance.now() + (stalled ? 0 : 250)
      while (performance.now() < end) stalled = true
      right(...(args as Parameters<typeof right>))
    }
  }
  const lab = await openLab(kernels('wasm'), () => withKernel('softmax', stall))
  await lab.check('softmax_f32 256x10')
  const samples = await lab.sample('softmax_f32 256x10', { milliseconds: 2, warmUpMilliseconds: 1 })
  // a sample is at least 0.15 ms of calls, so 2 ms hold a dozen of them and not thousands of single calls
  expect(samples.length).toBeLessThan(20)
})

test('words that are missing are refused', () => {
  expect(() => checkSameWords('t', new Uint32Array(2), new Uint32Array(3))).toThrow(
    'bench: "t" expected 3 words of results, got 2',
  )
})
