import { afterEach, expect, test } from 'vitest'
import type { Lab } from '../../../src/bench/lab/spec.js'
import { openWorkerLab } from '../../../src/bench/lab/worker-lab.js'

/** A script that speaks the worker's part. */
const script = (body: string) =>
  new URL(
    `data:text/javascript,${encodeURIComponent(`
import { parentPort, workerData } from 'node:worker_threads'
parentPort.on('message', ({ method, task, sampling }) => { ${body} })`)}`,
  )
const spec = { kind: 'yardstick', seed: 7 } as const
const sampling = { milliseconds: 1, warmUpMilliseconds: 2 }

let lab: Lab | undefined
afterEach(() => lab?.close())

test('requests and answers cross the thread, one after the other', async () => {
  lab = await openWorkerLab(
    script(`parentPort.postMessage({ value: method === 'check'
      ? Uint32Array.of(workerData.seed, task.length) : [sampling.milliseconds, sampling.warmUpMilliseconds] })`),
    spec,
  )
  expect(await lab.check('four')).toEqual(Uint32Array.of(7, 4))
  expect(await lab.sample('four', sampling)).toEqual([1, 2])
})

test('an error in the lab is an error here, with its words', async () => {
  lab = await openWorkerLab(script(`parentPort.postMessage({ error: 'bench: "t" expected a clock' })`), spec)
  await expect(lab.sample('t', sampling)).rejects.toThrow('bench: "t" expected a clock')
})

test('a worker that throws is an error with its words, for every request', async () => {
  lab = await openWorkerLab(script(`throw new Error('out of luck')`), spec)
  await expect(lab.check('t')).rejects.toThrow('out of luck')
  await expect(lab.check('t')).rejects.toThrow('out of luck')
})

test('a worker that ends is an error, before the first request and while one waits', async () => {
  const words = 'bench: "worker" expected a thread that answers, got one that ended with code'
  lab = await openWorkerLab(script('process.exit(3)'), spec)
  await expect(lab.check('t')).rejects.toThrow(`${words} 3`)
  const gone = await openWorkerLab(script(''), spec)
  await gone.close()
  await expect(gone.check('t')).rejects.toThrow(words)
})

test('a worker whose script is broken is an error, though nobody has asked it yet', async () => {
  lab = await openWorkerLab(new URL(`data:text/javascript,throw new Error('no start')`), spec)
  await new Promise((resolve) => setTimeout(resolve, 200))
  await expect(lab.check('t')).rejects.toThrow('no start')
})
