/** The side that asks: offers trials, and waits for what the machines deliver. */
import { randomInt } from 'node:crypto'
import { message } from '../check.js'
import { Ledger, type LedgerOptions, WrongResult } from './ledger.js'
import type { Delivery, Job, Presence } from './protocol.js'
import { openServer } from './server.js'

/** What a coordinator is made of. */
export interface CoordinatorOptions extends Pick<LedgerOptions, 'where' | 'hashOf' | 'verify' | 'check'> {
  readonly url: string
  /** what all trials run on, and its SHA-256 */
  readonly data: { readonly hash: string; readonly bytes: Uint8Array }
  /** told of the machines that are there, about once a second */
  readonly onMachines?: (present: readonly Presence[]) => void
  /** told of a machine that gave a wrong result: none of its results counts */
  readonly onWrong?: (machine: string) => void
}

export interface Coordinator {
  /** The record of a trial, and the machine that it is from. */
  run(id: string, trial: unknown): Promise<Ran>
  /** Settles once every delivery that has come in was judged; rejects if one was wrong. */
  judged(): Promise<void>
  /** trials for each machine that delivered some */
  readonly delivered: ReadonlyMap<string, number>
  /** Takes back the trials that nobody has begun, and rejects those under way. */
  close(): Promise<void>
}

export interface Ran {
  readonly record: unknown
  readonly machine: string
}

interface Asked {
  readonly trial: unknown
  readonly resolve: (ran: Ran) => void
  readonly reject: (error: Error) => void
  settled: boolean
}

/** Milliseconds between two looks at the deliveries, at the machines, and at whether the queue still has what is waited for. */
const LOOK = 100
const MACHINES = 1000
const MISSING = 10_000

/** @throws Error where no server answers */
export async function openCoordinator(options: CoordinatorOptions): Promise<Coordinator> {
  const { where, url, data, onMachines, onWrong } = options
  const { store, openQueue } = await openServer(where, url)
  await store.putData(data.hash, data.bytes)
  const queue = await openQueue()
  const ledger = new Ledger({ ...options, random: () => randomInt(2 ** 32) / 2 ** 32 })
  const asked = new Map<string, Asked>()
  /** deliveries of trials that nobody has asked for yet, of an earlier coordinator or another one */
  const early = new Map<string, Delivery[]>()
  const delivered = new Map<string, number>()
  const judging = new Set<Promise<void>>()
  let failure: Error | undefined
  let closed = false

  const fail = (error: Error): void => {
    failure ??= error
    for (const one of asked.values()) settle(one, () => one.reject(failure as Error))
  }
  const settle = (one: Asked, act: () => void): void => {
    if (!one.settled) act()
    one.settled = true
  }
  const judge = async (one: Asked, delivery: Delivery): Promise<void> => {
    const { id, machine, record, error } = delivery
    if (error !== undefined) {
      // the same command asks again
      await store.forget(machine)
      throw new Error(message(where, `machine ${machine}`, `a result of trial ${id.slice(0, 12)}`, error))
    }
    delivered.set(machine, (delivered.get(machine) ?? 0) + 1)
    await ledger.accept(one.trial, delivery)
    settle(one, () => one.resolve({ record, machine }))
  }
  const take = (delivery: Delivery): void => {
    const one = asked.get(delivery.id)
    if (one === undefined) {
      early.set(delivery.id, [...(early.get(delivery.id) ?? []), delivery])
      return
    }
    const judgement = judge(one, delivery)
      .catch(async (error) => {
        if (error instanceof WrongResult) onWrong?.(error.machine)
        fail(error)
        if (error instanceof WrongResult) await store.forget(error.machine)
      })
      .catch(fail)
      .finally(() => judging.delete(judgement))
    judging.add(judgement)
  }

  const offer = async (id: string, trial: unknown): Promise<void> => {
    const job: Job = { id, trial, data: data.hash }
    await queue.add('trial', job, { jobId: id, attempts: 1e9, removeOnComplete: true, removeOnFail: true })
  }
  /** What the queue has lost, as a server that was started again may have, is offered once more. */
  const offerMissing = async (): Promise<void> => {
    for (const [id, one] of asked) {
      if (one.settled || closed || (await queue.getJob(id)) !== undefined) continue
      await readDeliveries()
      if (!one.settled) await offer(id, one.trial)
    }
  }
  let after: string | undefined
  let reading = Promise.resolve()
  const readDeliveries = (): Promise<void> => {
    reading = reading.then(async () => {
      for (;;) {
        const page = await store.deliveries(after)
        after = page.after
        for (const delivery of page.deliveries) take(delivery)
        if (page.deliveries.length === 0) return
      }
    })
    return reading
  }
  await readDeliveries()
  const stops = [
    every(LOOK, readDeliveries, fail),
    every(MISSING, offerMissing, fail),
    every(MACHINES, async () => onMachines?.(await store.present()), fail),
  ]
  return {
    delivered,
    run(id, trial) {
      if (failure !== undefined) return Promise.reject(failure)
      return new Promise((resolve, reject) => {
        asked.set(id, { trial, resolve, reject, settled: false })
        const known = early.get(id)
        early.delete(id)
        if (known === undefined) offer(id, trial).catch(reject)
        else known.forEach(take)
      })
    },
    async judged() {
      await readDeliveries()
      await Promise.all(judging)
      if (failure !== undefined) throw failure
    },
    async close() {
      closed = true
      const left = [...asked].filter(([, { settled }]) => !settled)
      fail(new Error(message(where, '--queue', 'a coordinator that is open', 'a closed one')))
      await Promise.all(stops.map((stop) => stop()))
      await Promise.allSettled(left.map(([id]) => queue.remove(id)))
      await queue.close()
      await store.close()
    },
  }
}

/** Acts again and again, each time so long after the last has ended. @returns what ends it */
function every(milliseconds: number, act: () => Promise<void>, fail: (error: Error) => void): () => Promise<void> {
  let timer: NodeJS.Timeout
  let running = Promise.resolve()
  let stopped = false
  const next = (): void => {
    timer = setTimeout(() => {
      running = act()
        .catch(fail)
        .then(() => {
          if (!stopped) next()
        })
    }, milliseconds)
  }
  next()
  return () => {
    stopped = true
    clearTimeout(timer)
    return running
  }
}
