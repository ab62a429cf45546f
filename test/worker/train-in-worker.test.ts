import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { digits } from '../../src/data/generated/digits.js'
import { spirals } from '../../src/data/generated/spirals.js'
import { cutout } from '../../src/data/images/augmentation/cutout.js'
import { horizontalFlip } from '../../src/data/images/augmentation/horizontal-flip.js'
import { shift } from '../../src/data/images/augmentation/shift.js'
import { prepareTable } from '../../src/data/tabular/csv.js'
import { createNetwork, loadEngine } from '../../src/entry/index.js'
import { dense } from '../../src/layers/dense.js'
import type { Layer } from '../../src/layers/layer.js'
import { maxPool2d } from '../../src/layers/windowed/max-pool-2d.js'
import type { Network } from '../../src/network/network.js'
import { adamw, rmsprop, sgd } from '../../src/optimizers/index.js'
import { constant, cosine, defineSchedule, halveWhen, join as joined, oneCycle } from '../../src/schedules/index.js'
import { type EpochRecord, type StepRecord, type TrainingOptions, train } from '../../src/training/index.js'
import { trainInWorker } from '../../src/worker/train-in-worker.js'
import { errorOf, refusal } from '../helpers.js'

const script = join(import.meta.dirname, '../../dist/worker/index.js')
const { training, test: testing } = digits({ seed: 1, training: 300, test: 50 })
let worker: Worker

beforeAll(() => {
  if (!existsSync(script)) throw new Error(`${script} is missing: run "npm run build" before the tests`)
  worker = new Worker(script)
})
afterAll(() => worker.terminate())

async function network(engine: 'wasm' | 'js' = 'wasm'): Promise<Network> {
  return createNetwork({
    inputs: 784,
    layers: [dense(16, 'relu'), dense(10)],
    seed: 3,
    engine: await loadEngine(engine),
  })
}

const options: TrainingOptions = {
  epochs: 3,
  batchSize: 25,
  validation: testing,
  optimizer: ({ totalSteps }) => sgd(oneCycle({ totalSteps, peak: 0.05 })),
}
const steps = 36

/** A run too long to end by itself within a test. */
const endless: TrainingOptions = { ...options, epochs: 100_000, optimizer: sgd({ learningRate: 1e-3 }) }

/** A run on this thread, ended after some steps. */
async function trainUntil(last: number, changes: Partial<TrainingOptions> = {}): Promise<Network> {
  const one = await network()
  const controller = new AbortController()
  const { signal } = controller
  await train(one, training, {
    ...endless,
    ...changes,
    signal,
    onStep: ({ step }) => step === last && controller.abort(),
  })
  return one
}

describe.each(['wasm', 'js'] as const)('a run in a worker, on %s', (engine) => {
  test('that diverges gives back the last good parameters where it is asked to, and says so, as here', async () => {
    const late = joined({ schedules: [constant(0.05), constant(1e38)], boundaries: [{ steps: 18 }] })
    const optimizer = sgd({ learningRate: late })
    for (const onDivergence of ['stop', 'restore'] as const) {
      const lines: string[][] = [[], []]
      const told = (k: number) => ({
        ...options,
        optimizer,
        onDivergence,
        progress: (line: string) => lines[k]?.push(line),
      })
      const [here, there] = [await network(engine), await network(engine)]
      const expected = await train(here, training, told(0))
      const history = await trainInWorker(worker, there, training, told(1)).history
      expect(history).toMatchObject({ stopped: 'diverged', restoredStep: onDivergence === 'restore' ? 12 : null })
      expect([history.reason, lines[1]?.at(-1)]).toEqual([expected.reason, lines[0]?.at(-1)])
      expect(lines[1]?.at(-1)).toContain(`diverged: ${history.reason}`)
      expect(there.parameters()).toEqual(here.parameters())
    }
  })

  test('gives the bits, the history and the calls of the same run on this thread', async () => {
    const calls = { here: [] as unknown[], there: [] as unknown[] }
    const into = (list: unknown[]) => ({
      onStep: (record: StepRecord) => list.push({ ...record }),
      onEpoch: ({ seconds, ...record }: EpochRecord) => list.push(record),
      progress: (line: string) => list.push(line.replace(/[\d.]+ s$/, '')),
    })
    const here = await network(engine)
    const expected = await train(here, training, { ...options, ...into(calls.here) })
    const there = await network(engine)
    const history = await trainInWorker(worker, there, training, { ...options, ...into(calls.there) }).history
    expect(there.sha256()).toBe(here.sha256())
    expect(there.save()).toEqual(here.save())
    const timeless = (text: string) => text.replace(/"seconds":[^,}]+/g, '')
    expect(timeless(JSON.stringify(history))).toBe(timeless(JSON.stringify(expected)))
    expect(calls.there).toEqual(calls.here)
    expect(calls.there.length).toBe(steps + 3 + 3)
  })

  test('has the kernels of layers beyond dense where the network has such layers', async () => {
    const make = async () =>
      createNetwork({ inputs: [28, 28, 1], layers: [maxPool2d(4), dense(10)], engine: await loadEngine(engine) })
    const [here, there] = await Promise.all([make(), make()])
    await train(here, training, options)
    await trainInWorker(worker, there, training, options).history
    expect(there.sha256()).toBe(here.sha256())
  })

  test('brings the preparation of a table home', async () => {
    const rows = Array.from({ length: 30 }, (_, i) => ({ x: (i * 7) % 13, y: i % 2 ? 'a' : 'b' }))
    const table = prepareTable(rows, { target: 'y' })
    const run = { ...options, validation: table.validation, batchSize: 8 }
    const [here, there] = [0, 1].map(async () =>
      createNetwork({ inputs: 1, layers: [dense(2)], engine: await loadEngine(engine) }),
    )
    await train(await here!, table.training, run)
    await trainInWorker(worker, await there!, table.training, run).history
    expect((await there!).preparation).toEqual(table.preparation)
    expect((await there!).save()).toEqual((await here!).save())
  })
})

test.each([
  ['adamw', adamw({ learningRate: cosine({ initial: 0.01, totalSteps: 30 }), weightDecay: 0.01 })],
  ['rmsprop', rmsprop({ learningRate: 0.001, momentum: 0.5 })],
  ['sgd with Nesterov', sgd({ learningRate: 0.1, momentum: 0.9, nesterov: true, weightDecay: 1e-4 })],
])('%s travels as its description and computes the same bits', async (_, optimizer) => {
  const data = spirals({ seed: 2, training: 100 })
  const layers = [dense(8, 'tanh'), dense(2)]
  const [here, there] = await Promise.all([1, 2].map(() => createNetwork({ inputs: 2, layers, seed: 5 })))
  const plan = { epochs: 3, batchSize: 10, optimizer, standardize: false }
  await train(here!, data.training, plan)
  await trainInWorker(worker, there!, data.training, plan).history
  expect(there!.sha256()).toBe(here!.sha256())
  expect(there!.standardized).toBe(false)
})

test('a trigger travels as its description and scales the same epochs', async () => {
  const halving = halveWhen({ initial: 1, metric: 'epoch', reaches: 1, repeat: 'always' })
  const plan = { ...options, trigger: halving }
  const [here, there] = await Promise.all([network(), network()])
  await train(here, training, plan)
  const history = await trainInWorker(worker, there, training, plan).history
  expect(there.sha256()).toBe(here.sha256())
  const untouched = sgd(oneCycle({ totalSteps: steps, peak: 0.05 })).learningRate
  expect(history.learningRate[steps - 1]).toBe(untouched(steps - 1) / 4)
})

test('clipping, frozen layers and weights of rows and classes travel too', async () => {
  const weighted = { ...training, weights: Float32Array.from({ length: 300 }, (_, row) => 1 + (row % 3)) }
  const plan = {
    ...options,
    classWeights: 'balanced' as const,
    frozen: [0],
    clipNorm: 0.5,
    clipValue: 0.1,
    shuffle: 25,
  }
  const [here, there] = await Promise.all([network(), network()])
  await train(here, weighted, plan)
  await trainInWorker(worker, there, weighted, plan).history
  expect(there.sha256()).toBe(here.sha256())
})

test('augmentations travel as their descriptions, and data with their shape; one of your own is refused', async () => {
  const plan = { ...options, epochs: 2, augment: [shift(2), horizontalFlip(0.2), cutout(8)] }
  const images = () => createNetwork({ inputs: [28, 28, 1], layers: [dense(16, 'relu'), dense(10)], seed: 3 })
  const [here, there] = await Promise.all([images(), images()])
  await train(here, training, plan)
  await trainInWorker(worker, there, training, plan).history
  expect(there.sha256()).toBe(here.sha256())
  const own = { description: { kind: 'own' }, bind: () => () => {} }
  expect(() => trainInWorker(worker, there, training, { ...options, augment: [own] })).toThrow(
    refusal(RangeError, 'trainInWorker', 'augment', 'one that the worker can build', '"own"'),
  )
})

test('iterating yields the newest step after each slice and ends with the last', async () => {
  const seen: number[] = []
  for await (const record of trainInWorker(worker, await network(), training, options)) seen.push(record.step)
  expect(seen.at(-1)).toBe(steps)
  expect([...new Set(seen)].sort((a, b) => a - b)).toEqual(seen)
})

test('a paused run computes nothing until it is resumed', async () => {
  let last = 0
  const run = trainInWorker(worker, await network(), training, { ...endless, onStep: ({ step }) => (last = step) })
  for await (const _ of run) break
  run.pause()
  // one slice may still be under way when the order arrives
  await run.checkpoint()
  await new Promise((resolve) => setTimeout(resolve, 100))
  const halted = last
  await new Promise((resolve) => setTimeout(resolve, 40))
  expect(last).toBe(halted)
  run.resume()
  for await (const { step } of run) if (step > halted) break
  expect(last).toBeGreaterThan(halted)
  run.abort()
  expect((await run.history).stopped).toBe('aborted')
})

test('abort, by method or by signal, paused or not, hands back the parameters of the last step', async () => {
  const byMethod = await network()
  const start = byMethod.sha256()
  const first = trainInWorker(worker, byMethod, training, endless)
  for await (const _ of first) break
  first.pause()
  first.abort()
  const history = await first.history
  expect(history.stopped).toBe('aborted')
  expect(byMethod.sha256()).toBe((await trainUntil(history.loss.length)).sha256())
  const bySignal = await network()
  const second = trainInWorker(worker, bySignal, training, { ...endless, signal: AbortSignal.abort() })
  expect((await second.history).loss).toEqual([])
  expect(start).not.toBe(byMethod.sha256())
})

test('the network is in a run until the worker has ended it: no other may begin, here or there', async () => {
  const one = await network()
  const run = trainInWorker(worker, one, training, endless)
  await expect(train(one, training, options)).rejects.toThrow(/^train: "network" expected one that no run/)
  expect(() => trainInWorker(worker, one, training, options)).toThrow(/^trainInWorker: "network" expected one that/)
  run.abort()
  await run.history
  expect(await train(one, training, options)).toMatchObject({ stopped: 'completed' })
})

test('the network answers no question, in a callback or the loop either, until the history has settled', async () => {
  const one = await network()
  const messages = new Set<string>()
  const ask = () => {
    for (const read of [() => one.predict(testing.features), () => one.evaluate(testing), () => one.save()]) {
      messages.add(errorOf(read).message.replace(/^\w+/, ''))
    }
  }
  const run = trainInWorker(worker, one, training, { ...options, onStep: ask, onEpoch: ask, progress: ask })
  ask()
  for await (const { step } of run) if (step < steps) ask()
  await run.history
  expect([...messages]).toEqual([expect.stringMatching(/"network" .* write await trainInWorker\(\.\.\.\)\.history$/)])
  expect(one.evaluate(testing).count).toBe(50)
  const failing = trainInWorker(worker, one, training, { ...options, resume: new Uint8Array(5) })
  ask()
  await expect(failing.history).rejects.toThrow()
  expect(one.evaluate(testing).count).toBe(50)
})

test('a checkpoint taken in the worker resumes on this thread to the bits of the run that goes on', async () => {
  let last = 0
  const run = trainInWorker(worker, await network(), training, { ...endless, onStep: ({ step }) => (last = step) })
  const resume = await run.checkpoint()
  const until = last + 20
  run.abort()
  await run.history
  const [resumed, whole] = await Promise.all([trainUntil(until, { resume }), trainUntil(until)])
  expect(resumed.sha256()).toBe(whole.sha256())
  await expect(run.checkpoint()).rejects.toThrow(/"run" expected .*, got one that has ended/)
})

test('several runs share a worker without disturbing each other', async () => {
  const alone = await network()
  await train(alone, training, options)
  const both = await Promise.all([network(), network()])
  await Promise.all(both.map((one) => trainInWorker(worker, one, training, options).history))
  expect(both.map((one) => one.sha256())).toEqual([alone.sha256(), alone.sha256()])
})

test('what does not fit is refused here, before anything is sent', async () => {
  const own = defineSchedule('mine', {}, () => 0.1)
  const run = (changes: Partial<TrainingOptions>) => async () =>
    trainInWorker(worker, await network(), training, { ...options, ...changes })
  await expect(run({ epochs: 0 })).rejects.toThrow(
    'trainInWorker: "epochs" expected a whole number of at least 1, got 0',
  )
  await expect(run({ optimizer: sgd({ learningRate: own }) })).rejects.toThrow(
    /^trainInWorker: "optimizer" expected one that the worker can build .*, got .*"mine"/,
  )
  const layer: Layer = { ...dense(10), description: { kind: 'mine' } }
  const unknown = await createNetwork({ inputs: 784, layers: [layer] })
  await expect(async () => trainInWorker(worker, unknown, training, options)).rejects.toThrow(
    /^trainInWorker: "network" expected one that the worker can build .*, got .*"mine"/,
  )
  await expect(async () => trainInWorker('worker.js' as never, await network(), training, options)).rejects.toThrow(
    'trainInWorker: "worker" expected a Worker, got "worker.js"',
  )
})

test('an error of the run in the worker arrives here by its name and words', async () => {
  const one = await network()
  const wrong = { ...options, resume: new Uint8Array(5) }
  await expect(trainInWorker(worker, one, training, wrong).history).rejects.toMatchObject({
    name: 'RangeError',
    message: expect.stringMatching(/"bytes" expected a file that starts with ONECYCLE/),
  })
})

test('an error of a callback ends the run and arrives as it is', async () => {
  const mine = new Error('mine')
  const onStep = () => {
    throw mine
  }
  await expect(trainInWorker(worker, await network(), training, { ...endless, onStep }).history).rejects.toBe(mine)
})

test('a worker that fails or exits rejects the history and the open checkpoints', async () => {
  const failing = new Worker('throw new Error("no such script")', { eval: true })
  const run = trainInWorker(failing, await network(), training, endless)
  const checkpoint = run.checkpoint().catch((error) => error.message)
  await expect(run.history).rejects.toThrow(
    'trainInWorker: "worker" expected a script that runs onecycle/worker, got no such script',
  )
  expect(await checkpoint).toMatch(/one that has ended/)
  const leaving = new Worker('setTimeout(() => process.exit(3), 20)', { eval: true })
  await expect(trainInWorker(leaving, await network(), training, endless).history).rejects.toThrow(
    'got its end with exit code 3',
  )
})
