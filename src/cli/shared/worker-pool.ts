/**
 * Workers that each do one job at a time: a job goes to the first that is free, and the rest wait their turn.
 *
 * A worker answers `{ value }` or `{ error }` to each job. One that dies fails its job and is not replaced.
 */
import { Worker } from 'node:worker_threads'

export interface WorkerPool<Job, Value> {
  run(job: Job): Promise<Value>
  /** Ends the workers at once; jobs under way are rejected. */
  close(): Promise<void>
}

/** What a worker says to a job. */
export type Answer<Value> = { readonly value: Value } | { readonly error: string }

interface Waiting<Job, Value> {
  readonly job: Job
  readonly resolve: (value: Value) => void
  readonly reject: (error: Error) => void
}

/**
 * @param file       the worker's module
 * @param workerData what each worker is given at its start: copied, but for shared memory
 */
export function createWorkerPool<Job, Value>(file: URL, count: number, workerData: unknown): WorkerPool<Job, Value> {
  const free: Worker[] = []
  const queue: Waiting<Job, Value>[] = []
  const busy = new Map<Worker, Waiting<Job, Value>>()
  let gone: Error | undefined

  const next = (): void => {
    while (queue.length > 0 && free.length > 0) {
      const worker = free.pop() as Worker
      const waiting = queue.shift() as Waiting<Job, Value>
      busy.set(worker, waiting)
      worker.postMessage(waiting.job)
    }
  }
  const lose = (worker: Worker, error: Error): void => {
    workers.delete(worker)
    busy.get(worker)?.reject(error)
    busy.delete(worker)
    free.splice(0, free.length, ...free.filter((other) => other !== worker))
    if (workers.size > 0) return
    gone = error
    for (const { reject } of queue.splice(0)) reject(error)
  }
  const begin = (): Worker => {
    const worker = new Worker(file, { workerData })
    worker.on('message', (answer: Answer<Value>) => {
      const waiting = busy.get(worker)
      busy.delete(worker)
      free.push(worker)
      if ('value' in answer) waiting?.resolve(answer.value)
      else waiting?.reject(new Error(answer.error))
      next()
    })
    worker.on('error', (error) => lose(worker, error))
    worker.on('exit', (code) => lose(worker, new Error(`a worker ended with exit code ${code}`)))
    return worker
  }
  const workers = new Set(Array.from({ length: count }, begin))
  free.push(...workers)

  return {
    run: (job) =>
      new Promise((resolve, reject) => {
        if (gone !== undefined) {
          reject(gone)
          return
        }
        queue.push({ job, resolve, reject })
        next()
      }),
    close: async () => {
      await Promise.all([...workers].map((worker) => worker.terminate()))
    },
  }
}
