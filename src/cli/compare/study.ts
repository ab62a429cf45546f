/** A study whose trials run in workers and are kept in a journal. */
import { compare, type Dataset, type LoadedEngine } from '../../entry/index.js'
import type { MethodModule } from '../../host/method-module.js'
import { openPool } from '../../host/pool.js'
import type { Study } from '../../measure/study/analysis/result.js'
import type { TrialData } from '../../measure/study/data.js'
import type { StudyOptions } from '../../measure/study/plan.js'
import type { RunningOptions } from '../../measure/study/study.js'
import type { TrialConfig, TrialRecord } from '../../measure/study/trial.js'
import { trialWorker } from '../places.js'
import type { JournalFile } from './journal-file.js'
import { where } from './options.js'
import { createStudyProgress } from './progress.js'
import type { TrialGround } from './worker.js'

export interface StudyRunning {
  readonly engine: LoadedEngine
  /** trials at a time */
  readonly workers: number
  readonly journal: JournalFile | undefined
  /** aborting ends the workers at once; what the journal has by then stays */
  readonly signal: AbortSignal
  /** of methods of the user's */
  readonly modules?: readonly MethodModule[]
  readonly onPlan: NonNullable<RunningOptions['onPlan']>
}

/** @param data the parts that the options' split makes */
export async function runStudy(
  options: StudyOptions,
  data: TrialData,
  { engine, workers, journal, signal, modules = [], onPlan }: StudyRunning,
): Promise<Study> {
  const ground: TrialGround = { data: shareData(data), module: engine.module, modules }
  const pool = openPool<TrialConfig, TrialRecord>(where, trialWorker, workers, ground)
  const end = (): void => void pool.close()
  signal.addEventListener('abort', end)
  const progress = createStudyProgress(process.stderr)
  try {
    return await compare(options, {
      concurrency: workers,
      signal,
      onPlan,
      onTrial: progress.trial,
      // a trial that the journal has is not run again; one that was run is in the journal before it counts
      runner: async (config) => {
        const found = journal?.find(config)
        if (found !== undefined) {
          progress.found(config)
          return found
        }
        const record = await pool.run(config)
        journal?.add(config, record)
        return record
      },
    })
  } finally {
    progress.clear()
    signal.removeEventListener('abort', end)
    await pool.close()
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
