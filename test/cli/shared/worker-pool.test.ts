import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { createWorkerPool, type WorkerPool } from '../../../src/cli/shared/worker-pool.js'
import { temporaryFolder } from '../onecycle.js'

/** Answers n * factor after n milliseconds; fails at 13, dies at 99. */
const file = join(temporaryFolder(), 'worker.mjs')
writeFileSync(
  file,
  `import { parentPort, threadId, workerData } from 'node:worker_threads'
parentPort.on('message', (n) => {
  if (n === 99) process.exit(3)
  const answer = n === 13 ? { error: 'unlucky' } : { value: { product: n * workerData.factor, threadId } }
  setTimeout(() => parentPort.postMessage(answer), n)
})`,
)

interface Answer {
  product: number
  threadId: number
}

const pools: WorkerPool<number, Answer>[] = []
const pool = (count: number): WorkerPool<number, Answer> => {
  const made = createWorkerPool<number, Answer>(pathToFileURL(file), count, { factor: 10 })
  pools.push(made)
  return made
}

afterAll(async () => {
  for (const each of pools) await each.close()
})

test('every job gets its own answer, and all workers take part', async () => {
  const { run } = pool(2)
  const jobs = [40, 5, 30, 20, 10, 25]
  const answers = await Promise.all(jobs.map(run))
  expect(answers.map(({ product }) => product)).toEqual(jobs.map((n) => 10 * n))
  expect(new Set(answers.map(({ threadId }) => threadId)).size).toBe(2)
})

test('a job that fails rejects with its error, and the worker goes on', async () => {
  const { run } = pool(1)
  await expect(run(13)).rejects.toThrow('unlucky')
  expect((await run(2)).product).toBe(20)
})

test('a worker that dies fails its job; the others do what is left', async () => {
  const { run } = pool(2)
  const dying = expect(run(99)).rejects.toThrow('a worker ended with exit code 3')
  const rest = await Promise.all([1, 2, 3].map(run))
  await dying
  expect(rest.map(({ product }) => product)).toEqual([10, 20, 30])
})

test('when all have died or been closed, jobs are rejected instead of waiting for ever', async () => {
  const dead = pool(1)
  const waiting = expect(Promise.all([dead.run(99), dead.run(1)])).rejects.toThrow('exit code 3')
  await waiting
  await expect(dead.run(1)).rejects.toThrow('exit code 3')
  const closed = pool(1)
  const under = expect(closed.run(1000)).rejects.toThrow('a worker ended')
  await closed.close()
  await under
})
