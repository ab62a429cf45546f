/**
 * Runs a list of trials, several at once, each distinct one once. What comes back depends on the trials alone: not on
 * their order, nor on how many run at a time.
 */
import { trialKey } from './journal.js'
import type { TrialConfig, TrialRecord } from './trial.js'

/** Runs one trial somewhere: here, in a worker, or by looking it up. */
export type TrialRunner = (config: TrialConfig) => Promise<TrialRecord>

/** Called after each trial that has ended. */
export type TrialListener = (config: TrialConfig, record: TrialRecord) => void

export interface ExecuteOptions {
  readonly runner: TrialRunner
  /** trials at a time, at least 1 */
  readonly concurrency: number
  /** aborting starts no further trial and rejects with the signal's reason once those under way have settled */
  readonly signal?: AbortSignal | undefined
  readonly onTrial?: TrialListener | undefined
}

/** @returns the record of each trial by its key; rejects with the first error, once the trials under way have settled */
export async function executeTrials(
  configs: readonly TrialConfig[],
  options: ExecuteOptions,
): Promise<Map<string, TrialRecord>> {
  const { runner, concurrency, signal, onTrial } = options
  const distinct = new Map(configs.map((config) => [trialKey(config), config]))
  // the longest first, so that no worker is left with a long one at the end
  const queue = [...distinct].sort(([, a], [, b]) => b.epochs - a.epochs)
  const records = new Map<string, TrialRecord>()
  let next = 0
  let failed = false
  const work = async (): Promise<void> => {
    while (next < queue.length && !failed) {
      const [key, config] = queue[next++] as [string, TrialConfig]
      try {
        signal?.throwIfAborted()
        const record = await runner(config)
        records.set(key, record)
        onTrial?.(config, record)
      } catch (error) {
        failed = true
        throw error
      }
    }
  }
  const workers = await Promise.allSettled(Array.from({ length: Math.min(concurrency, queue.length) }, work))
  for (const worker of workers) if (worker.status === 'rejected') throw worker.reason
  return records
}
