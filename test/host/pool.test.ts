import { afterEach, expect, test } from 'vitest'
import { openPool, type Pool } from '../../src/host/pool.js'
import { temporaryModule } from '../helpers.js'

const library = new URL('../../node_modules/tinypool/dist/index.js', import.meta.url)

/** Multiplies; a negative number is refused, 99 ends the thread, 98 takes for ever. */
const products = temporaryModule(
  `import { threadId } from 'node:worker_threads'
import { Tinypool } from '${library.href}'
const { factor, seen } = Tinypool.workerData
export default async (n) => {
  Atomics.add(seen, 0, 1)
  if (n < 0) throw new RangeError('below zero')
  if (n === 99) process.exit(3)
  if (n === 98) await new Promise((resolve) => setTimeout(resolve, 1e9))
  await new Promise((resolve) => setTimeout(resolve, n))
  return { product: n * factor, threadId }
}`,
)

interface Answer {
  readonly product: number
  readonly threadId: number
}

let pool: Pool<number, Answer>
const seen = new Int32Array(new SharedArrayBuffer(4))
const open = (threads: number): Pool<number, Answer> => {
  pool = openPool('test', products, threads, { factor: 10, seen })
  return pool
}
afterEach(() => pool.close())

test('every job gets its own answer, all threads take part, and shared memory is shared', async () => {
  const { run } = open(2)
  const jobs = [40, 5, 30, 20, 10, 25]
  const answers = await Promise.all(jobs.map(run))
  expect(answers.map(({ product }) => product)).toEqual(jobs.map((n) => 10 * n))
  expect(new Set(answers.map(({ threadId }) => threadId)).size).toBe(2)
  expect(Atomics.load(seen, 0)).toBe(jobs.length)
})

test('a job that fails rejects with its own error, and the thread goes on', async () => {
  const { run } = open(1)
  const error = await run(-1).catch((reason) => reason)
  expect([error.name, error.message]).toEqual(['RangeError', 'below zero'])
  expect((await run(2)).product).toBe(20)
})

test('a thread that ends rejects every job, waiting and later ones too, with its exit code', async () => {
  const { run } = open(2)
  const jobs = [99, 98, 1, 2].map((n) => run(n).then(String, (error) => error.message))
  const words = expect.stringMatching(/^test: "worker" expected .*code 3$/)
  const [first, second] = await Promise.all(jobs)
  expect([first, second]).toEqual([words, words])
  await expect(run(1)).rejects.toThrow('code 3')
})

test('closing ends the threads at once: jobs under way, waiting and later are rejected', async () => {
  const { run, close } = open(1)
  const jobs = [98, 1].map((n) => run(n).then(String, () => 'rejected'))
  await close()
  await close()
  expect(await Promise.all(jobs)).toEqual(['rejected', 'rejected'])
  await expect(run(1)).rejects.toThrow('test: "worker"')
})

test('a script that cannot be loaded rejects the jobs with what it says', async () => {
  pool = openPool('test', temporaryModule(`throw new Error('no start')`), 2, {})
  await expect(Promise.all([pool.run(1), pool.run(2), pool.run(3)])).rejects.toThrow('no start')
})

test('closing is quiet though threads fail at that moment: their errors come while they are ended', async () => {
  const started = new Int32Array(new SharedArrayBuffer(4))
  const failing = temporaryModule(`import { Tinypool } from '${library.href}'
Atomics.add(Tinypool.workerData, 0, 1)
Atomics.notify(Tinypool.workerData, 0)
throw new Error('late')`)
  pool = openPool('test', failing, 2, started)
  // this thread hears nothing meanwhile
  while (Atomics.load(started, 0) < 2) Atomics.wait(started, 0, Atomics.load(started, 0))
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200)
  await expect(pool.close()).resolves.toBeUndefined()
})
