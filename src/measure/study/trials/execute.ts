/**
 * Runs a list of trials, several at once, each distinct one once. What comes back depends on the trials alone: not on
 * their order, nor on how many run at a time, nor on what they share.
 */

import { checkResult } from '../../../check.js'
import { trialKey } from '../journal.js'
import type { TrialConfig, TrialRecord, TrialSharing } from '../trial.js'
import { type Common, type Family, familiesOf } from './beginnings.js'

/** Runs one trial somewhere: here, in a worker, or by looking it up. It may leave unheeded what could be shared. */
export type TrialRunner = (config: TrialConfig, sharing?: TrialSharing) => Promise<TrialRecord>

/** Called after each trial that has ended. */
export type TrialListener = (config: TrialConfig, record: TrialRecord) => void

export interface ExecuteOptions {
  readonly runner: TrialRunner
  /** trials at a time, at least 1 */
  readonly concurrency: number
  /** what trials share by running one after the other; left out where each runs alone */
  readonly common?: Common | undefined
  /** aborting starts no further trial and rejects with the signal's reason once those under way have settled */
  readonly signal?: AbortSignal | undefined
  readonly onTrial?: TrialListener | undefined
}

/** @returns the record of each trial by its key, in the order of the trials; rejects with the first error, once the trials under way have settled */
export async function executeTrials(
  configs: readonly TrialConfig[],
  options: ExecuteOptions,
): Promise<Map<string, TrialRecord>> {
  const { runner, concurrency, common = () => 0, signal, onTrial } = options
  const distinct = new Map(configs.map((config) => [trialKey(config), config]))
  // what takes longest first, so that no worker is left with it at the end
  const queue = familiesOf([...distinct.values()], common).sort((a, b) => epochsOf(b) - epochsOf(a))
  const records = new Map<string, TrialRecord>()
  let next = 0
  let failed = false
  const run = async (config: TrialConfig, sharing: TrialSharing): Promise<TrialRecord['kept']> => {
    signal?.throwIfAborted()
    const given = checkResult('compare', 'record', await runner(config, sharing), 'result', 'runTrial')
    checkResult('compare', 'record.result', given.result, 'looks', 'runTrial')
    const { kept, ...record } = given
    records.set(trialKey(config), record)
    onTrial?.(config, record)
    return kept
  }
  const work = async (): Promise<void> => {
    while (next < queue.length && !failed) {
      const { longest, branches } = queue[next++] as Family
      try {
        const kept = await run(longest, { keepAfter: [...new Set(branches.map(({ shared }) => shared))] })
        for (const { config, shared } of branches) {
          if (failed) return
          await run(config, { beginning: kept?.find(({ epochs }) => epochs === shared) })
        }
      } catch (error) {
        failed = true
        throw error
      }
    }
  }
  const workers = await Promise.allSettled(Array.from({ length: Math.min(concurrency, queue.length) }, work))
  for (const worker of workers) if (worker.status === 'rejected') throw worker.reason
  return new Map([...distinct.keys()].map((key) => [key, records.get(key) as TrialRecord]))
}

function epochsOf({ longest, branches }: Family): number {
  return branches.reduce((sum, { config, shared }) => sum + config.epochs - shared, longest.epochs)
}
