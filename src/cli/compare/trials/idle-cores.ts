/**
 * Cores that trials leave idle. There is a trial for each core until the last ones begin: these are given threads, which change
 * no bit of a result, and use them once others have ended.
 *
 *     threads that a trial begins with = cores / trials that had not begun, itself among them
 *     threads that it uses             = cores / trials that have not ended
 */
import type { LoadedEngine } from '../../../core/engine/loaded.js'
import type { Dataset } from '../../../entry/index.js'
import { networkPlan } from '../../../measure/study/network.js'
import type { TrialConfig } from '../../../measure/study/trial.js'
import { checkPlan } from '../../../network/plan.js'

/** FLOP of a trial, half a second of a core, under which threads take longer to start than they save. */
const LEAST = 1e10

/** Known to all threads of a pool of trials. */
export interface IdleCores {
  readonly cores: number
  /** trials that have been handed over and have not begun, and those that have not ended */
  readonly waiting: Int32Array<SharedArrayBuffer>
  readonly unfinished: Int32Array<SharedArrayBuffer>
}

export function idleCores(cores: number): IdleCores {
  const counter = () => new Int32Array(new SharedArrayBuffer(4))
  return { cores, waiting: counter(), unfinished: counter() }
}

/** A trial is handed to the pool. */
export function handOver({ waiting, unfinished }: IdleCores): void {
  Atomics.add(waiting, 0, 1)
  Atomics.add(unfinished, 0, 1)
}

/** A trial begins. @returns the threads that it may have */
export function begin({ cores, waiting }: IdleCores): number {
  return Math.max(1, Math.floor(cores / Atomics.sub(waiting, 0, 1)))
}

export function end({ unfinished }: IdleCores): void {
  Atomics.sub(unfinished, 0, 1)
}

/** Whether a trial is long enough for threads. */
export async function isLong(config: TrialConfig, training: Dataset, test: Dataset): Promise<boolean> {
  const { layers } = await checkPlan('compare', networkPlan(config, training, config.seed, test))
  const forward = layers.reduce((sum, { flops = 0 }) => sum + flops, 0)
  // the two products of the backward pass cost as much each
  return 3 * forward * training.count * config.epochs >= LEAST
}

/** An engine whose networks have up to `most` threads, and use as many of them as are the fastest and no other trial needs. */
export function threaded(engine: LoadedEngine, most: number, { cores, unfinished }: IdleCores): LoadedEngine {
  const limit = () => Math.max(1, Math.floor(cores / Atomics.load(unfinished, 0)))
  return {
    ...engine,
    start: (where, part, shares) => engine.start(where, part, shares && { ...shares, threads: 'auto', most, limit }),
  }
}
