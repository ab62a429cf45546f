/** The side that is asked: takes trials from the queue and delivers what they gave, until it is told to stop. */
import { message } from '../check.js'
import { type Delivery, type Job, LEASE, MOST_DEATHS, type Presence } from './protocol.js'
import { openServer } from './server.js'
import { nameOf } from './store.js'

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
  /** @throws Error where this machine cannot run the trial: the trial is put back, and the work ends */
  readonly checkJob: (job: Job) => void
  /** Runs a trial; `data` gives the bytes that the job names, checked. An error that it throws is the trial's. */
  readonly run: (job: Job, data: () => Promise<Uint8Array>) => Promise<unknown>
  /** SHA-256 */
  readonly hashOfData: (bytes: Uint8Array) => string
  /** Whether an error is this machine's and not the trial's: the trial is put back, and the work ends. */
  readonly isOwn: (error: unknown) => boolean
  readonly signal: AbortSignal
  readonly onDone?: (job: Job, record: unknown) => void
}

/**
 * Settles once the signal is aborted; trials under way are put back.
 * @throws Error of this machine's own, or where a result of it was wrong
 */
export async function work(options: WorkOptions): Promise<void> {
  const { where, url, machine, threads, lease = LEASE, checkJob, run, hashOfData, isOwn, signal, onDone } = options
  const { store, openWorker } = await openServer(where, url)
  const name = nameOf({ machine, process: process.pid })
  const doing = new Set<string>()
  let done = 0
  let over = false
  let end: (error?: unknown) => void = () => {}
  const ended = new Promise<void>((resolve, reject) => {
    end = (error) => {
      over = true
      if (error === undefined) resolve()
      else reject(error)
    }
  })
  ended.catch(() => {
    // whoever waits for it says so
  })
  const announce = async (): Promise<void> => {
    const presence: Presence = { machine, process: process.pid, threads, doing: [...doing], done }
    await store.announce(presence, lease)
  }
  const refusal = async (): Promise<Error | undefined> => {
    const wrong = (await store.distrusted()).get(machine)
    if (wrong === undefined) return undefined
    const next = 'nothing that it gives counts: see to it, then start it with another --name'
    const got = `a wrong one of trial ${wrong.slice(0, 12)}`
    return new Error(message(where, `machine ${machine}`, 'results that are right', got, next))
  }
  const look = async (): Promise<void> => {
    await announce()
    const refused = await refusal()
    if (refused !== undefined) end(refused)
  }
  const fetched = async (hash: string): Promise<Uint8Array> => {
    const bytes = await store.getData(hash)
    const got = bytes === undefined ? 'none' : hashOfData(bytes)
    if (bytes !== undefined && got === hash) return bytes
    throw new Error(message(where, 'data', `bytes with hash ${hash.slice(0, 12)} on the server`, got.slice(0, 12)))
  }
  const attempt = async (job: Job): Promise<Delivery> => {
    const { id } = job
    checkJob(job)
    const before = await store.begin(id, name)
    if (before.length >= MOST_DEATHS) {
      return { id, machine, error: `${before.length} processes that died over it: ${before.join(', ')}` }
    }
    try {
      return { id, machine, record: await run(job, () => fetched(job.data)) }
    } catch (error) {
      if (signal.aborted) await store.leave(id, name)
      if (signal.aborted || isOwn(error)) throw error
      return { id, machine, error: error instanceof Error ? error.message : String(error) }
    }
  }
  const take = async (job: Job): Promise<void> => {
    // what comes while it ends is left to others
    if (over) throw new Error('this machine ends')
    doing.add(job.id)
    try {
      const delivery = await attempt(job)
      await store.deliver(delivery)
      if (delivery.error !== undefined) return
      done++
      onDone?.(job, delivery.record)
    } catch (error) {
      end(error)
      // thrown on, the trial waits in the queue again
      throw error
    } finally {
      doing.delete(job.id)
    }
  }
  const timer = setInterval(() => look().catch(() => {}), (lease * 1000) / 3)
  const stop = (): void => end()
  signal.addEventListener('abort', stop)
  if (signal.aborted) stop()
  try {
    const refused = await refusal()
    if (refused !== undefined) throw refused
    await announce()
    const worker = openWorker(({ data }) => take(data), threads, lease)
    await ended.finally(() => worker.close())
  } finally {
    clearInterval(timer)
    signal.removeEventListener('abort', stop)
    await store.close()
  }
}
