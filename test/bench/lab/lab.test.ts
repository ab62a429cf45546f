import { expect, test } from 'vitest'
import { kernelCases, kernelName } from '../../../src/bench/kernels/cases.js'
import { checkSameWords } from '../../../src/bench/lab/equality.js'
import { openLab } from '../../../src/bench/lab/lab.js'
import { runRounds } from '../../../src/bench/lab/rounds.js'
import type { Lab, LabSpec } from '../../../src/bench/lab/spec.js'
import { networkTasks, taskOfNetwork } from '../../../src/bench/steps/tasks.js'
import type { Core, EngineName } from '../../../src/core/core.js'
import { createCore } from '../../../src/core/engine/create-core.js'
import type { Kernels } from '../../../src/core/kernels.js'
import { openCalmLab as open } from '../calm.js'

const sampling = { milliseconds: 0.2, warmUpMilliseconds: 0.2 }
const pace = { rounds: 2, sampling, patience: 1000, budget: 60_000, peakEvery: 1 }
const kernels = (engine: EngineName): LabSpec => ({ kind: 'kernels', engine, seed: 3 })
const spec = { layers: [5, 7, 3], batch: 6 }
const other = { layers: [4, 3, 2], batch: 5 }
const network = (engine: EngineName): LabSpec => ({ kind: 'networks', engine, seed: 3, networks: [other, spec] })

/** The wasm core with one kernel replaced. */
async function withKernel(name: keyof Kernels, make: (core: Core) => (...args: number[]) => unknown): Promise<Core> {
  const core = await createCore('wasm')
  Object.assign(core.kernels, { [name]: make(core) })
  return core
}

async function race(wasm: Lab, js: Lab, task: string) {
  const yardstick = await open({ kind: 'yardstick', seed: 3 })
  const peaks: number[] = []
  const stream = { lab: yardstick, task: 'read 4096' }
  const contest = { name: `a ${task}`, wasm: { lab: wasm, task }, js: { lab: js, task }, stream }
  const taken = await runRounds([contest], yardstick, pace, peaks, () => {})
  return { peaks, samples: taken.get(`a ${task}`) }
}

test('every kernel case leaves the same words on both engines', async () => {
  const wasm = await open(kernels('wasm'))
  const js = await open(kernels('js'))
  const quick = kernelCases().filter(({ flops }) => flops < 1e7)
  expect(new Set(quick.map(({ kernel }) => kernel)).size).toBe(new Set(kernelCases().map(({ kernel }) => kernel)).size)
  for (const name of quick.map(kernelName)) checkSameWords(name, await wasm.check(name), await js.check(name))
})

test('a check is repeatable: the operands of an in-place kernel are put back', async () => {
  const lab = await open(kernels('wasm'))
  const first = await lab.check('sgd_step_f32 354')
  await lab.sample('sgd_step_f32 354', pace.sampling)
  expect(await lab.check('sgd_step_f32 354')).toEqual(first)
  expect(first.length).toBe(2 * 354 + 2)
})

test('no kernel works on NaN, infinite or denormal numbers while it is timed', async () => {
  const core = await createCore('wasm')
  const lab = await open(kernels('wasm'), async () => core)
  const names = ['sgd_step_f32 354', 'adam_step_f32 101770', 'rmsprop_step_f32 101770', 'activate_f32 tanh 8192']
  for (const name of names) {
    const before = (await lab.check(name)).length
    for (let i = 0; i < 3; i++) await lab.sample(name, { milliseconds: 500, warmUpMilliseconds: 500 })
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
  const wrong = await open(kernels('wasm'), () => withKernel('denseForward', flip))
  const js = await open(kernels('js'))
  await expect(race(wrong, js, 'dense_forward_f32 2x16 batch 32')).rejects.toThrow(
    /^bench: "a dense_forward_f32 2x16 batch 32" expected the bits of the plain-JS twin, 0x[0-9a-f]{8}, got 0x[0-9a-f]{8} from wasm at word 5 of 514$/,
  )
})

test('a loss that is wrong in its last bit is refused, the gradient being right', async () => {
  const nudge = (core: Core) => {
    const right = core.kernels.softmaxCrossEntropy
    return (...args: number[]) => right(...(args as Parameters<typeof right>)) * (1 + 2 ** -52)
  }
  const wrong = await open(kernels('wasm'), () => withKernel('softmaxCrossEntropy', nudge))
  const js = await open(kernels('js'))
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
  const wrong = await open(network('wasm'), () => withKernel('sgdStep', forgetful))
  const js = await open(network('js'))
  await expect(race(wrong, js, taskOfNetwork(spec, 'step'))).rejects.toThrow(
    'bench: "a 5-7-3 (6) step" expected the bits of the plain-JS twin',
  )
})

test('every task of a network gives samples on both engines, and each turn a peak', async () => {
  expect(networkTasks).toEqual(['step', 'gather', 'forward 1', 'forward 256'])
  for (const name of networkTasks) {
    const task = taskOfNetwork(spec, name)
    const { peaks, samples } = await race(await open(network('wasm')), await open(network('js')), task)
    expect(peaks).toHaveLength(pace.rounds)
    for (const peak of peaks) expect(peak).toBeGreaterThan(0)
    for (const taken of [samples?.wasm, samples?.js, samples?.stream]) {
      expect(taken?.length).toBeGreaterThanOrEqual(pace.rounds)
      for (const microseconds of taken ?? []) expect(microseconds).toBeGreaterThan(0)
    }
  }
})

test('networks that share a lab leave the words that each leaves in a lab of its own', async () => {
  const shared = await open(network('wasm'))
  const wide = taskOfNetwork(other, 'step')
  const first = await shared.check(wide)
  await shared.sample(wide, sampling)
  const alone = await open({ kind: 'networks', engine: 'wasm', seed: 3, networks: [spec] })
  const task = taskOfNetwork(spec, 'step')
  expect(await shared.check(task)).toEqual(await alone.check(task))
  expect(await (await open(network('js'))).check(wide)).toEqual(first)
})

/** A lab that says that a call took so many microseconds. */
const answering = (seen: string[], name: string, microseconds: number): Lab => ({
  check: async () => new Uint32Array(1),
  sample: async () => {
    seen.push(name)
    return [microseconds]
  },
  close: async () => {},
})

test('after its budget no round is begun, but each rival has had its turn', async () => {
  const seen: string[] = []
  const yardstick = answering([], 'peak', 1)
  const contests = ['a', 'b'].map((name) => ({
    name,
    wasm: { lab: answering(seen, `wasm ${name}`, 10), task: 't' },
    js: { lab: answering(seen, `js ${name}`, 10), task: 't' },
  }))
  const taken = await runRounds(contests, yardstick, { ...pace, rounds: 100, budget: -1 }, [], () => {})
  expect(seen).toEqual(['wasm a', 'js a', 'wasm b', 'js b'])
  expect(taken.get('b')).toMatchObject({ wasm: [10], js: [10] })
})

test('the peak may be measured before some turns only, other ones in each round', async () => {
  const told: string[] = []
  const yardstick = answering(told, 'peak', 1)
  const rival = { lab: answering([], 'rival', 1), task: 't' }
  const contests = ['a', 'b', 'c'].map((name) => ({ name, wasm: rival, js: rival }))
  const peaks: number[] = []
  await runRounds(contests, yardstick, { ...pace, rounds: 3, peakEvery: 3 }, peaks, (what) => told.push(what))
  expect(peaks).toHaveLength(3)
  const before = told.flatMap((what, i) => (what === 'peak' && told[i - 1] !== 'peak' ? [told[i - 1]] : []))
  expect(before).toEqual(['round 1 of 3: a', 'round 2 of 3: c', 'round 3 of 3: b'])
})

test('a rival that has used up its time sits out', async () => {
  const seen: string[] = []
  const yardstick = await open({ kind: 'yardstick', seed: 3 })
  const wasm = { lab: answering(seen, 'wasm', 10), task: 't' }
  const js = { lab: answering(seen, 'js', 600_000), task: 't' }
  await runRounds([{ name: 't', wasm, js }], yardstick, { ...pace, rounds: 4, patience: 1000 }, [], () => {})
  expect(seen.filter((name) => name === 'js')).toHaveLength(2)
  expect(seen.filter((name) => name === 'wasm')).toHaveLength(4)
})

test('a machine that stalls during a check does not make a quick task a slow one', async () => {
  let time = 0
  let stalls = 1
  const timed = (core: Core) => {
    const right = core.kernels.softmax
    return (...args: number[]) => {
      // 1 us a call, a little more each time: a clock that shows the same for all is refused
      time += stalls-- > 0 ? 250 : 0.001 + time * 1e-9
      right(...(args as Parameters<typeof right>))
    }
  }
  const start = () => withKernel('softmax', timed)
  const lab = await openLab(kernels('wasm'), start, () => time)
  await lab.check('softmax_f32 256x10')
  const samples = await lab.sample('softmax_f32 256x10', { milliseconds: 2, warmUpMilliseconds: 1 })
  // a sample is at least 0.15 ms of calls, so 2 ms hold a dozen of them and not thousands of single calls
  expect(samples.length).toBeLessThanOrEqual(14)
  for (const microseconds of samples) expect(microseconds).toBeCloseTo(1, 2)
})

test('words that are missing are refused', () => {
  expect(() => checkSameWords('t', new Uint32Array(2), new Uint32Array(3))).toThrow(
    'bench: "t" expected 3 words of results, got 2',
  )
})
