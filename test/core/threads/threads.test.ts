import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import { expect, test, vi } from 'vitest'
import type { Core } from '../../../src/core/core.js'
import { createCore } from '../../../src/core/engine/create-core.js'
import { fieldOver } from '../../../src/core/engine/shared/field.js'
import { inNode } from '../../../src/core/threads/helper.js'
import { overSharedMemory } from '../../../src/core/threads/shared-memory.js'
import { type Helper, nodeHelper } from '../../../src/core/threads/start-helper.js'
import { threadedCore } from '../../../src/core/threads/threaded-core.js'
import {
  cloneNetwork,
  createNetwork,
  dense,
  findLearningRate,
  loadEngine,
  loadNetwork,
  type Network,
  oneCycle,
  sgd,
  Training,
  train,
  trainInWorker,
} from '../../../src/entry/index.js'
import { copyNetwork } from '../../../src/network/make.js'
import { arenaOf } from '../../../src/network/network.js'
import { labelled } from '../../network/data.js'

const bytes = new Uint8Array(readFileSync('build/core.wasm'))
const data = labelled(96, 40, 10)
const options = {
  epochs: 3,
  batchSize: 32,
  optimizer: ({ totalSteps }: { totalSteps: number }) => sgd(oneCycle({ totalSteps, peak: 0.1 })),
}
const make = (threads?: number | 'auto', engine?: Parameters<typeof createNetwork>[0]['engine']) =>
  createNetwork({
    inputs: 40,
    layers: [dense(96, 'relu'), dense(64, 'tanh'), dense(10)],
    ...(threads !== undefined && { threads }),
    ...(engine && { engine }),
  })

const expected = await make()
await train(expected, data, options)

/** Starts helpers, and keeps them in the list. */
const kept =
  (helpers: Helper[]): typeof nodeHelper =>
  async (given) => {
    const helper = await nodeHelper(given)
    helpers.push(helper)
    return helper
  }

/** The network over helpers that `help` starts. */
async function over(network: Network, threads: number, help: typeof nodeHelper): Promise<Network> {
  const single = () => createCore()
  const core = await threadedCore({ threads, family: undefined, bytes: () => bytes, single, over: fieldOver }, help)
  return copyNetwork(network, Object.assign(core, { engine: 'wasm' } as const) as Core)
}

test('a network tells its threads, and why there are fewer than were asked for', async () => {
  expect((await make()).threads).toEqual({ count: 1, asked: 1, why: null })
  expect((await make(3)).threads).toEqual({ count: 3, asked: 3, why: null })
  expect((await make(2, await loadEngine('js'))).threads).toEqual({
    count: 1,
    asked: 2,
    why: 'the plain-JS engine has one thread',
  })
  expect((await make(2, new WebAssembly.Module(bytes))).threads).toMatchObject({
    count: 1,
    why: expect.stringContaining('without the bytes'),
  })
})

test('a page that is not isolated, and its main thread, have one thread and say why', async () => {
  vi.stubGlobal('SharedArrayBuffer', undefined)
  expect((await make(2)).threads).toMatchObject({ count: 1, asked: 2, why: expect.stringContaining('not isolated') })
  vi.unstubAllGlobals()
  vi.stubGlobal('document', {})
  expect((await make(2)).threads).toMatchObject({ count: 1, asked: 2, why: expect.stringContaining('in a worker') })
  vi.unstubAllGlobals()
})

test.each([2, 'auto'] as const)(
  'threads: %j on a host that tells neither modules nor cores, as Node before 20.16: one, and why',
  async (threads) => {
    const { getBuiltinModule } = process
    vi.stubGlobal('navigator', undefined)
    Object.assign(process, { getBuiltinModule: undefined })
    try {
      const network = await createNetwork({ inputs: 2, layers: [dense(2)], threads })
      expect(network.threads).toMatchObject({
        count: 1,
        asked: threads,
        why: expect.stringContaining('no worker threads'),
      })
    } finally {
      Object.assign(process, { getBuiltinModule })
      vi.unstubAllGlobals()
    }
  },
)

test.each([
  [0, RangeError],
  [65, RangeError],
  [1.5, RangeError],
  ['2', TypeError],
  [null, TypeError],
])('threads: %j is refused by createNetwork and loadNetwork', async (threads, kind) => {
  const saved = expected.save()
  for (const call of [() => make(threads as number), () => loadNetwork(saved, { threads: threads as number })]) {
    const error: Error = await call().then(
      () => new Error('taken'),
      (reason) => reason,
    )
    expect(error).toBeInstanceOf(kind)
    expect(error.message).toMatch(/^(?:createNetwork|loadNetwork): "threads" expected /)
    expect(error.message.includes("'auto'")).toBe(kind === TypeError)
  }
})

test.each([2, 3, 4, 7, 'auto'] as const)(
  'training with %s threads gives the bits of one, as do copies and files',
  async (threads) => {
    const network = await make(threads)
    const { team } = arenaOf(network).core
    if (team) team.least = 0
    await train(network, data, options)
    expect(network.sha256()).toBe(expected.sha256())
    expect(network.evaluate(data)).toEqual(expected.evaluate(data))
    expect(network.predict(data.features as Float32Array)).toEqual(expected.predict(data.features as Float32Array))
    const copy = await cloneNetwork(network)
    expect(copy.threads.asked).toBe(threads)
    const loaded = await loadNetwork(network.save(), { threads })
    expect([copy.sha256(), loaded.sha256(), loaded.threads.asked]).toEqual([
      network.sha256(),
      network.sha256(),
      threads,
    ])
    for (const one of [network, copy, loaded]) one.dispose()
  },
)

test('a range test with 3 threads gives the suggestions of one', async () => {
  const tests = await Promise.all(
    [1, 3].map(async (threads) => findLearningRate(await make(threads), data, { steps: 40, batchSize: 16, seeds: 1 })),
  )
  expect(tests[1]?.suggestions).toEqual(tests[0]?.suggestions)
  expect(tests[1]?.seeds[0]?.loss).toEqual(tests[0]?.seeds[0]?.loss)
})

test('trainInWorker of a network with 2 threads gives the bits of one', async () => {
  const worker = new Worker(resolve('dist/worker/index.js'))
  const network = await make(2)
  await trainInWorker(worker, network, data, options).history
  expect(network.sha256()).toBe(expected.sha256())
  await worker.terminate()
})

test('helpers that pause at random, up to 30 ms, amid a part change nothing', async () => {
  const pause = `if (Math.random() < 0.02) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 30 * Math.random());`
  const program = inNode.replace('// claimed', pause)
  expect(program).toContain(pause)
  const network = await over(await make(), 4, (given) => nodeHelper(given, program))
  const core = arenaOf(network).core
  if (core.team) core.team.least = 0
  await train(network, data, { ...options, epochs: 10 })
  const one = await make()
  await train(one, data, { ...options, epochs: 10 })
  expect(network.threads).toEqual({ count: 4, asked: 4, why: null })
  expect(network.sha256()).toBe(one.sha256())
  network.dispose()
})

test('a helper that dies is told, and the run goes on with the others, in the end alone, to the same bits', async () => {
  const helpers: Helper[] = []
  const network = await over(await make(), 3, kept(helpers))
  const core = arenaOf(network).core
  if (core.team) core.team.least = 0
  const training = new Training(network, data, options)
  training.update()
  helpers[0]?.end()
  training.update()
  await helpers[0]?.gone
  training.update()
  expect(network.threads).toEqual({ count: 2, asked: 3, why: 'a helper thread has ended' })
  helpers[1]?.end()
  await helpers[1]?.gone
  while (training.update()) {
    // to the end
  }
  expect(network.threads.count).toBe(1)
  expect(network.sha256()).toBe(expected.sha256())
})

test('dispose() ends the helpers, and a helper that cannot start leaves one thread and says why', async () => {
  const helpers: Helper[] = []
  const network = await over(await make(), 3, kept(helpers))
  network.dispose()
  await Promise.all(helpers.map(({ gone }) => gone))
  expect(helpers).toHaveLength(2)
  const without = await over(await make(), 3, (given) => nodeHelper(given, 'throw new Error("no threads today")'))
  expect(without.threads).toEqual({ count: 1, asked: 3, why: 'no threads today' })
})

test('a program with threads ends by itself, and threads of networks that nobody has end too', () => {
  const library = pathToFileURL(resolve('dist/entry/index.js')).href
  const program = `
    import { createNetwork, dense, digits, sgd, train } from '${library}'
    const { training } = digits({ seed: 1, training: 128, test: 1 })
    const layers = [dense(64, 'relu'), dense(10)]
    const run = async () => {
      const network = await createNetwork({ inputs: 784, layers, threads: 2 })
      await train(network, training, { epochs: 1, optimizer: sgd({ learningRate: 0.01 }) })
      return network.threads.count
    }
    const threads = () => process.report.getReport().workers.length
    for (let i = 0; i < 8; i++) if (await run() !== 2) throw new Error('one thread')
    const before = threads()
    for (let i = 0; i < 100 && threads() > 1; i++) {
      gc()
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    console.log(before, threads())
    globalThis.last = await createNetwork({ inputs: 784, layers, threads: 3 })
  `
  const args = ['--expose-gc', '--input-type=module', '-e', program]
  const ended = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 20_000 })
  expect(ended.stderr).toBe('')
  expect(ended.status).toBe(0)
  const [before, after] = ended.stdout.trim().split(' ').map(Number) as [number, number]
  expect(before).toBeGreaterThan(1)
  expect(after).toBeLessThanOrEqual(1)
})

test('a core for a shared memory differs in its import alone, and is refused by a memory that is not shared', () => {
  const module = new WebAssembly.Module(overSharedMemory(bytes))
  const plain = new WebAssembly.Module(bytes)
  expect(WebAssembly.Module.exports(module)).toEqual(WebAssembly.Module.exports(plain))
  const memory = new WebAssembly.Memory({ initial: 1 })
  expect(() => new WebAssembly.Instance(module, { env: { memory } })).toThrow(WebAssembly.LinkError)
})

test('where one of three helpers cannot start, the others end too', async () => {
  let asked = 0
  const helpers: Helper[] = []
  const network = await over(await make(), 4, async (given) => {
    if (++asked === 3) throw new Error('no third')
    const helper = await nodeHelper(given)
    helpers.push(helper)
    return helper
  })
  expect(helpers).toHaveLength(2)
  expect(network.threads).toEqual({ count: 1, asked: 4, why: 'no third' })
  await Promise.all(helpers.map(({ gone }) => gone))
})

test('a kernel that fails in the thread of the network throws its error, and the next calls give the bits of one thread', async () => {
  const network = await over(await make(), 3, nodeHelper)
  const { core } = arenaOf(network)
  if (core.team) core.team.least = 0
  const beyond = core.u8.length + 2 ** 20
  for (let time = 0; time < 20; time++) {
    expect(() => core.kernels.activate(beyond, 4096, 1)).toThrow(WebAssembly.RuntimeError)
  }
  await train(network, data, options)
  expect(network.sha256()).toBe(expected.sha256())
})
