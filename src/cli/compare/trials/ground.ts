/** Where trials run, and what the threads share that run them. */
import type { Dataset } from '../../../entry/index.js'
import type { MethodModule } from '../../../host/method-module.js'
import { openPool, type Pool } from '../../../host/pool.js'
import type { TrialData } from '../../../measure/study/data.js'
import type { TrialConfig, TrialRecord, TrialSharing } from '../../../measure/study/trial.js'
import { trialWorker } from '../../places.js'
import { end, handOver, type IdleCores } from './idle-cores.js'
import type { TrialGround, TrialJob } from './worker.js'

/** Where trials run. */
export interface TrialPlace {
  /** trials at a time */
  readonly concurrency: number
  /** whether trials that begin alike can share that here */
  readonly sharing: boolean
  /** @returns the record, and the machine that ran the trial where it was another one */
  run(config: TrialConfig, sharing?: TrialSharing): Promise<{ record: TrialRecord; machine?: string }>
  /** Settles once nothing can refute a result any more. */
  judged?(): Promise<void>
  close(): Promise<void>
}

export type TrialPool = Pool<TrialJob, TrialRecord>

/**
 * @param where the command, for errors
 * @param module the compiled core; none for the plain-JS engine
 * @param modules of methods of the user's
 * @param idle    the cores, where trials that begin last take those of the others
 */
export function openTrialPool(
  where: string,
  data: TrialData,
  module: WebAssembly.Module | undefined,
  threads: number,
  modules: readonly MethodModule[] = [],
  idle?: IdleCores,
): TrialPool {
  const ground: TrialGround = { data: shareData(data), module, modules, idle }
  const pool = openPool<TrialJob, TrialRecord>(where, trialWorker, threads, ground)
  if (idle === undefined) return pool
  return {
    ...pool,
    async run(job) {
      handOver(idle)
      // none begins before all that are handed over now are counted
      await null
      return pool.run(job).finally(() => end(idle))
    },
  }
}

/** The same data over memory that all workers see, so that it is held once. */
function shareData({ training, validation, test, standardization }: TrialData): TrialData {
  const share = <T extends Uint8Array | Uint16Array | Float32Array>(values: T): T => {
    const memory = new SharedArrayBuffer(values.byteLength)
    const view = new (values.constructor as new (buffer: SharedArrayBuffer) => T)(memory)
    view.set(values)
    return view
  }
  const shared = (dataset: Dataset): Dataset => ({
    ...dataset,
    features: share(dataset.features),
    labels: share(dataset.labels),
  })
  return { training: shared(training), validation: shared(validation), test: shared(test), standardization }
}
