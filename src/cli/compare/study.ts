/** A study whose trials run in threads or on other machines and are kept in a journal. */
import { availableParallelism } from 'node:os'
import { compare, type LoadedEngine, loadEngine } from '../../entry/index.js'
import type { MethodModule } from '../../host/method-module.js'
import type { Study } from '../../measure/study/analysis/result.js'
import type { TrialData } from '../../measure/study/data.js'
import type { StudyOptions } from '../../measure/study/options.js'
import type { RunningOptions } from '../../measure/study/study.js'
import { type FleetChoice, openFleet } from './fleet.js'
import type { JournalFile } from './journal-file.js'
import { where } from './options.js'
import { createStudyProgress } from './progress.js'
import { openTrialPool, type TrialPlace } from './trials/ground.js'
import { idleCores } from './trials/idle-cores.js'
import type { MachineShare } from './words.js'

export interface StudyRunning {
  readonly engine: LoadedEngine
  /** trials at a time in this process */
  readonly workers: number
  /** other machines, in place of this process */
  readonly fleet?: FleetChoice | undefined
  readonly journal: JournalFile | undefined
  /** aborting ends the trials at once; what the journal has by then stays */
  readonly signal: AbortSignal
  /** of methods of the user's */
  readonly modules?: readonly MethodModule[]
  readonly onPlan: NonNullable<RunningOptions['onPlan']>
  /** told at the end what other machines did */
  readonly onMachines?: (machines: ReadonlyMap<string, MachineShare>) => void
}

/** @param data the parts that the options' split makes */
export async function runStudy(options: StudyOptions, data: TrialData, running: StudyRunning): Promise<Study> {
  const { journal, signal, onPlan, fleet } = running
  const progress = createStudyProgress(process.stderr)
  const place =
    fleet === undefined ? await placeHere(data, running) : await openFleet(fleet, options, data, running, progress)
  const machines = new Map<string, MachineShare>()
  const end = (): void => void place.close()
  signal.addEventListener('abort', end)
  try {
    const study = await compare(options, {
      concurrency: place.concurrency,
      sharing: place.sharing,
      signal,
      onPlan,
      onTrial: progress.trial,
      // a trial that the journal has is not run again; one that was run is in the journal before it counts
      runner: async (config, sharing) => {
        const found = journal?.find(config)
        if (found !== undefined) {
          progress.found(config)
          return found
        }
        const { record, machine } = await place.run(config, sharing)
        progress.found({ epochs: record.spent?.sharedEpochs ?? 0 })
        await journal?.add(config, record, machine)
        if (machine !== undefined) {
          const { trials, seconds } = machines.get(machine) ?? { trials: 0, seconds: 0 }
          machines.set(machine, { trials: trials + 1, seconds: seconds + (record.seconds.at(-1) ?? 0) })
        }
        return record
      },
    })
    await place.judged?.()
    running.onMachines?.(machines)
    return study
  } finally {
    progress.clear()
    signal.removeEventListener('abort', end)
    await place.close()
  }
}

async function placeHere(data: TrialData, { engine, workers, modules }: StudyRunning): Promise<TrialPlace> {
  // helpers start from the bytes of the core, and those of another one are not here
  const own = engine.module !== undefined && engine.module === (await loadEngine()).module
  const idle = own ? idleCores(Math.min(workers, availableParallelism())) : undefined
  const pool = openTrialPool(where, data, engine.module, workers, modules, idle)
  return {
    // each thread has its next trial waiting while the one before is written down, also where all of them end at once
    concurrency: 3 * workers,
    sharing: true,
    run: async (config, sharing) => ({ record: await pool.run({ config, ...sharing }) }),
    close: () => pool.close(),
  }
}
