/** The server behind a URL: its queue is BullMQ's, over Redis or PostgreSQL, with a store beside it. */
import { createPostgresBackend, Queue, type Job as QueuedJob, Worker } from 'bullmq'
import { message } from '../check.js'
import { openPostgres } from './postgres.js'
import { type Job, QUEUE } from './protocol.js'
import { openRedis } from './redis.js'
import type { Store } from './store.js'

export interface Server {
  readonly store: Store
  openQueue(): Promise<Queue<Job>>
  openWorker(run: (job: QueuedJob<Job>) => Promise<void>, threads: number, lease: number): Worker<Job>
}

/** @throws Error where no server answers at the address */
export async function openServer(where: string, url: string): Promise<Server> {
  const redis = /^rediss?:/.test(url)
  let store: Store
  try {
    store = await (redis ? openRedis(url) : openPostgres(url))
  } catch (error) {
    const { code, message: text } = error as NodeJS.ErrnoException
    const got = `${withoutPassword(url)}: ${text || code}`
    throw new Error(message(where, '--queue', 'the address of a server that answers', got))
  }
  const connection = redis ? { url } : { connectionString: url, schema: 'onecycle_queue', migrate: true }
  // the types of the two backends differ, their behaviour does not
  const backend = (redis ? [] : [createPostgresBackend]) as unknown as []
  return {
    store,
    async openQueue() {
      const queue = new Queue<Job>(QUEUE, { connection }, ...backend)
      queue.on('error', () => {})
      await queue.waitUntilReady()
      return queue
    },
    openWorker(run, threads, lease) {
      const options = {
        connection,
        concurrency: threads,
        lockDuration: lease * 1000,
        stalledInterval: lease * 500,
        // machines may die as often as they like: what ends a trial is its own error
        maxStalledCount: 1e9,
      }
      const worker = new Worker<Job, void>(QUEUE, run, options, ...backend)
      worker.on('error', () => {})
      return worker as Worker<Job>
    },
  }
}

export function withoutPassword(url: string): string {
  const shown = new URL(url)
  if (shown.password !== '') shown.password = '***'
  return shown.href
}
