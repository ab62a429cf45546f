/** The side that is asked: takes trials from the queue and delivers what they gave, until it is told to stop. */
import { message } from '../check.js'
import { type Job, LEASE, type Presence } from './protocol.js'
import { openServer } from './server.js'

/** What a machine brings. */
export interface WorkOptions {
  readonly where: string
  readonly url: string
  /** the name that its results go by */
  readonly machine: string
  /** trials at a time */
  readonly threads: number
  /** seconds after which its trials go to others, if it is not heard of */
  readonly lease?: number
  /** Runs a trial; `data` gives the bytes that the job names, checked. An error that it throws is the trial's. */
  readonly run: (job: Job, data: () => Promise<Uint8Array>) => Promise<unknown>
  /** SHA-256 */
  readonly hashOfData: (bytes: Uint8Array) => string
  /** Whether an error is this machine's and not the trial's: the trial is put back, and the work ends. */
  readonly isOwn: (error: unknown) => boolean
  readonly signal: AbortSignal
  readonly onDone?: (job: Job, record: unknown) => void
}

/** Settles once the signal is aborted; trials under way are put back. */
export async function work(options: WorkOptions): Promise<void> {
  const { where, url, machine, threads, lease = LEASE, run, hashOfData, isOwn, signal, onDone } = options
  const { store, openWorker } = await openServer(where, url)
  const doing = new Set<string>()
  let done = 0
  const announce = async (): Promise<void> => {
    const presence: Presence = { machine, process: process.pid, threads, doing: [...doing], done }
    await store.announce(presence, lease)
  }
  const fetched = async (hash: string): Promise<Uint8Array> => {
    const bytes = await store.getData(hash)
    const got = bytes === undefined ? 'none' : hashOfData(bytes)
    if (bytes !== undefined && got === hash) return bytes
    throw new Error(message(where, 'data', `bytes with hash ${hash.slice(0, 12)} on the server`, got.slice(0, 12)))
  }
  let end: (error?: unknown) => void = () => {}
  const ended = new Promise<void>((resolve, reject) => {
    end = (error) => (error === undefined ? resolve() : reject(error))
  })
  const worker = openWorker(
    async ({ data: job }) => {
      doing.add(job.id)
      try {
        const record = await run(job, () => fetched(job.data))
        await store.deliver({ id: job.id, machine, record })
        done++
        onDone?.(job, record)
      } catch (error) {
        // thrown on, the trial waits in the queue again
        if (signal.aborted) throw error
        if (isOwn(error)) {
          end(error)
          throw error
        }
        await store.deliver({ id: job.id, machine, error: error instanceof Error ? error.message : String(error) })
      } finally {
        doing.delete(job.id)
      }
    },
    threads,
    lease,
  )
  const timer = setInterval(() => announce().catch(() => {}), (lease * 1000) / 3)
  const stop = (): void => end()
  signal.addEventListener('abort', stop)
  try {
    await announce()
    if (!signal.aborted) await ended
  } finally {
    clearInterval(timer)
    signal.removeEventListener('abort', stop)
    await worker.close()
    await store.close()
  }
}
