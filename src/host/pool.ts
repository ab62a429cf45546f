/**
 * Threads that each do one job at a time: a job goes to the first that is free, and the rest wait their turn. A thread that
 * ends before the pool is closed ends the pool: its job and all others are rejected, since what ended it would end them too.
 *
 * The script exports by default the function that does a job, and finds what all jobs share with `dataOfPool`.
 */
import { Tinypool } from 'tinypool'
import { message } from '../check.js'

export interface Pool<Job, Value> {
  run(job: Job): Promise<Value>
  /** Ends the threads at once; jobs under way are rejected. */
  close(): Promise<void>
}

/**
 * @param where      the command, for the error of a thread that ends
 * @param script     the module that does the jobs
 * @param threads    how many, all started now
 * @param workerData what each thread is given at its start: copied, but for shared memory
 */
export function openPool<Job, Value>(
  where: string,
  script: URL,
  threads: number,
  workerData: unknown,
): Pool<Job, Value> {
  const pool = new Tinypool({
    filename: script.href,
    minThreads: threads,
    maxThreads: threads,
    workerData,
    // a thread that waits in Atomics.wait would keep its compiler from collecting
    useAtomics: false,
  })
  let ended: Error | undefined
  const lost = new Promise<never>((_, reject) => {
    const lose = (error: Error): void => {
      ended ??= error
      reject(error)
    }
    pool.on('error', lose)
    // tinypool answers for a thread that throws, not for one that ends
    for (const thread of pool.threads) {
      thread.once('exit', (code: number) => {
        lose(new Error(message(where, 'worker', 'a thread that answers', `one that ended with code ${code}`)))
      })
    }
  })
  lost.catch(() => {
    // the jobs say so; without any, nobody asked
  })
  let closing: Promise<void> | undefined
  return {
    run: (job) => (ended === undefined ? Promise.race([pool.run(job), lost]) : Promise.reject(ended)),
    close: () => (closing ??= endThreads(pool)),
  }
}

/** The pool's own promise would wait for ever for a thread that has already ended, and fails with one that fails now. */
async function endThreads(pool: Tinypool): Promise<void> {
  const { threads } = pool
  // tinypool waits for each with `once` of node:events, which asks an emitter that fails for this method
  for (const thread of threads) Object.assign(thread, { removeListener: () => thread })
  pool.destroy().catch(() => {})
  await Promise.all(threads.map((thread) => thread.terminate()))
}

/** In a thread of a pool: what it was given at its start. */
export function dataOfPool<T>(): T {
  return Tinypool.workerData
}
