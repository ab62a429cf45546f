/** The trials of a study on other machines: this one asks, checks some of the answers, and keeps the journal. */
import { message } from '../../check.js'
import type { LoadedEngine } from '../../entry/index.js'
import type { MethodModule } from '../../host/method-module.js'
import type { TrialData } from '../../measure/study/data.js'
import { trialKey } from '../../measure/study/journal.js'
import type { TrialConfig, TrialRecord } from '../../measure/study/trial.js'
import { hashOfData, packData, type StudyParts } from '../fleet/data.js'
import { hashOfRecord } from '../fleet/hash.js'
import { loadFleet } from '../fleet/package.js'
import { tell } from '../shared/output.js'
import { UsageError } from '../shared/usage.js'
import type { JournalFile } from './journal-file.js'
import { where } from './options.js'
import type { StudyProgressLine } from './progress.js'
import { openTrialPool, type TrialPlace, type TrialPool } from './trials/ground.js'
import { trialText } from './words.js'

/** Trials that may wait in the queue: more than any fleet runs at a time. */
const OFFERED = 1000

export interface FleetChoice {
  /** of the queue */
  readonly url: string
  /** share of the results to check here */
  readonly check: number
}

interface Running {
  readonly engine: LoadedEngine
  readonly journal: JournalFile | undefined
  readonly modules?: readonly MethodModule[]
}

export async function openFleet(
  { url, check }: FleetChoice,
  parts: StudyParts,
  data: TrialData,
  { engine, journal, modules = [] }: Running,
  progress: Pick<StudyProgressLine, 'machines' | 'clear'>,
): Promise<TrialPlace> {
  const [module] = modules
  if (module !== undefined) {
    const next = 'leave out --queue, or write the method as JSON'
    throw new UsageError(message(where, '--queue', 'methods that other machines know', module.href, next))
  }
  const { openCoordinator } = await loadFleet(where)
  let pool: TrialPool | undefined
  const bytes = packData(parts)
  const coordinator = await openCoordinator({
    where,
    url,
    data: { hash: hashOfData(bytes), bytes },
    hashOf: hashOfRecord,
    check,
    verify: (trial) => {
      pool ??= openTrialPool(where, data, engine.module, 1)
      return pool.run({ config: trial as TrialConfig })
    },
    words: (trial) => trialText(trial as TrialConfig),
    onMachines: progress.machines,
    onIgnored: (machine) => {
      progress.clear()
      tell(`machine ${machine} gave a wrong result in an earlier study: none of what it has delivered counts`)
    },
  })
  /** @returns a machine whose results were in the journal, though one of them is known to be wrong */
  const withdraw = (): string | undefined =>
    [...coordinator.distrusted.keys()].filter((machine) => journal?.withdraw(machine)).at(0)
  const known = withdraw()
  if (known !== undefined) {
    tell(`machine ${known} gave a wrong result in an earlier study: its trials are taken out of the journal`)
  }
  return {
    concurrency: OFFERED,
    // any machine may get any trial
    sharing: false,
    run: async (config) => {
      const { record, machine } = await coordinator.run(trialKey(config), config)
      return { record: record as TrialRecord, machine }
    },
    async judged() {
      await coordinator.judged()
      const machine = withdraw()
      if (machine === undefined) return
      const next = 'none of its results was kept; the same command goes on with the others'
      throw new Error(
        message(where, `machine ${machine}`, 'results that are right', 'a wrong one in another study', next),
      )
    },
    close: async () => {
      await Promise.all([coordinator.close(), pool?.close()])
      // by the last call nothing is added any more
      withdraw()
    },
  }
}
