/** The side that asks: offers trials, and waits for what the machines deliver. */
import { randomInt } from 'node:crypto'
import { message } from '../check.js'
import { Ledger, type LedgerOptions, NONE_KEPT, WrongResult } from './ledger.js'
import type { Delivery, Job, Presence } from './protocol.js'
import { openServer } from './server.js'

/** What a coordinator is made of. */
export interface CoordinatorOptions extends Pick<LedgerOptions, 'where' | 'hashOf' | 'verify' | 'check'> {
  readonly url: string
  /** what all trials run on, and its SHA-256 */
  readonly data: { readonly hash: string; readonly bytes: Uint8Array }
  /** told of the machines that are there, about once a second */
  readonly onMachines?: (present: readonly Presence[]) => void
  /** told, once for each machine, of results that do not count, since one of that machine's was wrong in another study */
  readonly onIgnored?: (machine: string) => void
  /** a trial in words, for errors */
  readonly words: (trial: unknown) => string
}

export interface Coordinator {
  /** The record of a trial, and the machine that it is from. */
  run(id: string, trial: unknown): Promise<Ran>
  /** Settles once every delivery that has come in was judged; rejects if one was wrong. */
  judged(): Promise<void>
  /** machines that gave a wrong result here or in another study, each with the trial: no result of theirs counts */
  readonly distrusted: ReadonlyMap<string, string>
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
  const { where, url, data, words, onMachines, onIgnored } = options
  const { store, openQueue } = await openServer(where, url)
  await store.putData(data.hash, data.bytes)
  const queue = await openQueue()
  const ledger = new Ledger({ ...options, random: () => randomInt(2 ** 32) / 2 ** 32 })
  const asked = new Map<string, Asked>()
  /** deliveries of trials that nobody has asked for yet, of an earlier coordinator or another one */
  const early = new Map<string, Delivery[]>()
  const distrusted = new Map<string, string>()
  const ignored = new Set<string>()
  /** machines with results that count */
  const believed = new Set<string>()
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
      const next = 'the same command tries it again'
      const trial = `trial ${id.slice(0, 12)}, ${words(one.trial)}`
      throw new Error(message(where, trial, 'a result', `${error} (from machine ${machine})`, next))
    }
    await ledger.accept(one.trial, delivery)
    if (distrusted.has(machine)) return
    believed.add(machine)
    settle(one, () => one.resolve({ record, machine }))
  }
  const take = (delivery: Delivery): void => {
    const { id, machine, error } = delivery
    if (closed || isIgnored(machine)) return
    const one = asked.get(id)
    if (one === undefined) {
      // an error of then is no answer now
      if (error === undefined) early.set(id, [...(early.get(id) ?? []), delivery])
      return
    }
    const judgement = judge(one, delivery)
      .catch(async (error) => {
        if (!(error instanceof WrongResult)) throw error
        distrusted.set(error.machine, id)
        // whoever hears of it finds it on the server
        await store.distrust(error.machine, id).finally(() => fail(error))
      })
      .catch(fail)
      .finally(() => judging.delete(judgement))
    judging.add(judgement)
  }
  const isIgnored = (machine: string): boolean => {
    if (!distrusted.has(machine)) return false
    if (!ignored.has(machine)) onIgnored?.(machine)
    ignored.add(machine)
    return true
  }
  /** What other coordinators found out. */
  const readDistrusted = async (): Promise<void> => {
    for (const [machine, id] of await store.distrusted()) {
      if (distrusted.has(machine)) continue
      distrusted.set(machine, id)
      if (!believed.has(machine)) continue
      const got = `a wrong one of trial ${id.slice(0, 12)} in another study`
      fail(new WrongResult(machine, message(where, `machine ${machine}`, 'results that are right', got, NONE_KEPT)))
    }
  }

  const offer = async (id: string, trial: unknown): Promise<void> => {
    const job: Job = { id, trial, data: data.hash }
    await queue.add('trial', job, { jobId: id, attempts: 1e9, removeOnComplete: true, removeOnFail: true })
  }
  /** What the queue has lost, as a server that was started again may have, is offered once more. */
  const offerMissing = async (): Promise<void> => {
    await store.putData(data.hash, data.bytes)
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
        // behind the page: a wrong result that it may hold is known by now, if it was found
        await readDistrusted()
        after = page.after
        for (const delivery of page.deliveries) take(delivery)
        if (page.deliveries.length === 0) return
      }
    })
    return reading
  }
  const close = async (): Promise<void> => {
    closed = true
    const left = [...asked].filter(([, { settled }]) => !settled)
    fail(new Error(message(where, '--queue', 'a coordinator that is open', 'a closed one')))
    await Promise.all(stops.map((stop) => stop()))
    await Promise.all(judging)
    await Promise.allSettled(left.map(([id]) => queue.remove(id)))
    await queue.close()
    await store.close()
  }
  let closing: Promise<void> | undefined
  await readDeliveries()
  const stops = [
    every(LOOK, readDeliveries, fail),
    every(MISSING, offerMissing, fail),
    every(MACHINES, async () => onMachines?.(await store.present()), fail),
  ]
  return {
    distrusted,
    run(id, trial) {
      if (failure !== undefined) return Promise.reject(failure)
      return new Promise((resolve, reject) => {
        asked.set(id, { trial, resolve, reject, settled: false })
        const known = (early.get(id) ?? []).filter(({ machine }) => !isIgnored(machine))
        early.delete(id)
        if (known.length === 0) offer(id, trial).catch(reject)
        else known.forEach(take)
      })
    },
    async judged() {
      await readDeliveries()
      await Promise.all(judging)
      if (failure !== undefined) throw failure
    },
    close: () => (closing ??= close()),
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
