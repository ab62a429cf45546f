import { expect, test } from 'vitest'
import type { Core } from '../../../../src/core/core.js'
import type { LoadedEngine } from '../../../../src/core/engine/loaded.js'
import { createDataset } from '../../../../src/data/create-dataset.js'
import { compare, loadEngine, runTrial } from '../../../../src/entry/index.js'
import { activation } from '../../../../src/layers/activation.js'
import { batchNorm } from '../../../../src/layers/batch-norm.js'
import { dense } from '../../../../src/layers/dense.js'
import { dropout } from '../../../../src/layers/dropout.js'
import { flatten } from '../../../../src/layers/flatten.js'
import { residual } from '../../../../src/layers/residual.js'
import { conv2d } from '../../../../src/layers/windowed/conv2d.js'
import { maxPool2d } from '../../../../src/layers/windowed/max-pool-2d.js'
import { dataIdentity, prepareTrialData } from '../../../../src/measure/study/data.js'
import type { TrialConfig } from '../../../../src/measure/study/trial.js'
import { labelled } from '../../../network/data.js'

const rows = labelled(90, 72, 3)
const features = Uint8Array.from(rows.features, (x) => 128 + 40 * x)
const images = createDataset({ ...rows, name: 'images', shape: [6, 6, 2], features })
const split = { seed: 1, fraction: 0.25 }
const identity = dataIdentity('test', 'data', images)
const config: TrialConfig = {
  training: identity,
  test: identity,
  split,
  hidden: [9],
  activation: 'relu',
  batchSize: 16,
  method: 'one-cycle',
  dialect: 'pytorch',
  rate: 0.1,
  momentum: 0.9,
  weightDecay: 0,
  epochs: 2,
  seed: 7,
  lookAfter: [1],
  testAfter: [2],
}
const { hidden, activation: _, ...rest } = config
const inside = [conv2d(4, { kernelSize: 3, padding: 'same' }), batchNorm(), activation('relu')]
const layers = [
  conv2d(4, { kernelSize: 3, padding: 'same' }),
  residual(inside),
  maxPool2d(2),
  flatten(),
  dropout(0.3),
  dense(3),
].map(({ description }) => description)
const described: TrialConfig = { ...rest, inputs: [6, 6, 2], layers }

const fresh = () => prepareTrialData(images, images, split)

/** An engine that counts the cores that it is asked for. */
async function counting(name: 'wasm' | 'js'): Promise<LoadedEngine & { readonly cores: number }> {
  const engine = await loadEngine(name)
  let cores = 0
  return {
    ...engine,
    get cores() {
      return cores
    },
    start: (...given) => {
      cores++
      return engine.start(...given)
    },
  }
}

test.each(['wasm', 'js'] as const)(
  'trials one after the other over the same data are those over data of their own: another seed, other schedules, one that diverged before, layers with a state, on %s',
  async (name) => {
    for (const network of [config, described]) {
      const engine = await loadEngine(name)
      const data = fresh()
      const trials: TrialConfig[] = [
        network,
        { ...network, seed: 8 },
        { ...network, rate: 1e30 },
        { ...network, method: 'own', definition: { optimizer: 'adam' }, rate: 0.01 },
        { ...network, method: 'constant', batchSize: 30 },
        network,
      ]
      const stopped: string[] = []
      for (const trial of trials) {
        const { result } = await runTrial(trial, data, { engine })
        expect(result).toEqual((await runTrial(trial, fresh(), { engine })).result)
        stopped.push(result.stopped)
      }
      expect(stopped).toEqual(['completed', 'completed', 'diverged', 'completed', 'completed', 'completed'])
    }
  },
)

test('a trial that goes on from another one gives the same over the memory of one before', async () => {
  const engine = await loadEngine('wasm')
  const longer: TrialConfig = { ...config, method: 'constant', epochs: 4 }
  const shorter: TrialConfig = { ...config, method: 'constant', epochs: 3 }
  const data = fresh()
  await runTrial({ ...longer, seed: 9 }, data, { engine })
  const { kept } = await runTrial(longer, data, { engine, keepAfter: [2] })
  const [beginning] = kept ?? []
  const { result } = await runTrial(shorter, data, { engine, beginning })
  expect(beginning?.epochs).toBe(2)
  expect(result).toEqual((await runTrial(shorter, fresh(), { engine })).result)
})

test('the memory of a trial serves the next one of the same network, data and engine, and no other', async () => {
  const engine = await counting('wasm')
  const data = fresh()
  const cores = async (trial: TrialConfig, over = data): Promise<number> => {
    const before = engine.cores
    await runTrial(trial, over, { engine })
    return engine.cores - before
  }
  const first = await cores(config)
  expect(first).toBeGreaterThan(0)
  expect(await cores({ ...config, seed: 8, rate: 0.2, epochs: 1 })).toBe(0)
  expect(await cores({ ...config, hidden: [10] })).toBe(first)
  expect(await cores({ ...config, hidden: [10] }, fresh())).toBe(first)
  expect(await cores({ ...config, hidden: [10] })).toBe(0)
})

test('trials at a time have memories of their own', async () => {
  const engine = await loadEngine('wasm')
  const data = fresh()
  const seeds = [1, 2, 3]
  await runTrial(config, data, { engine })
  const together = await Promise.all(seeds.map((seed) => runTrial({ ...config, seed }, data, { engine })))
  for (const [i, seed] of seeds.entries()) {
    expect(together[i]?.result).toEqual((await runTrial({ ...config, seed }, fresh(), { engine })).result)
  }
})

test('a trial that is aborted leaves its memory to none', async () => {
  const engine = await counting('wasm')
  const data = fresh()
  await runTrial(config, data, { engine })
  const controller = new AbortController()
  const trial = runTrial({ ...config, epochs: 5000 }, data, { engine, signal: controller.signal })
  setTimeout(() => controller.abort(new Error('enough')), 20)
  await expect(trial).rejects.toThrow('enough')
  const before = engine.cores
  const { result } = await runTrial(config, data, { engine })
  expect(engine.cores).toBe(before + 1)
  expect(result).toEqual((await runTrial(config, fresh(), { engine })).result)
})

test('a study has one memory for all of its trials, and gives it back when it ends', async () => {
  const engine = await loadEngine('wasm')
  const cores: Core[] = []
  const watched: LoadedEngine = {
    ...engine,
    start: async (...given) => {
      const core = await engine.start(...given)
      cores.push(core)
      return core
    },
  }
  const rates = { low: 0.1, high: 1, coarse: 2, fine: 0 }
  const schedules = ['constant', 'linear'] as const
  const options = { training: images, test: images, hidden: [400], budgets: [1], seeds: 1, rates, schedules }
  let trials = 0
  let given = 0
  await compare(options, {
    engine: watched,
    onTrial: () => {
      const [core] = cores
      const dispose = core?.dispose?.bind(core)
      if (core && trials++ === 0) Object.assign(core, { dispose: () => [given++, dispose?.()] })
      expect(given).toBe(0)
    },
  })
  expect([cores.length, trials, given]).toEqual([1, 6, 1])
})

test('a wrong seed is refused also where a network is taken over', async () => {
  const data = fresh()
  await runTrial(config, data)
  for (const seed of [1.5, -1, '2', [Symbol('seed')]] as never[]) {
    await expect(runTrial({ ...config, seed }, data)).rejects.toThrow(/^runTrial: "seed" expected a whole number/)
  }
})
