/**
 * A worker of `onecycle compare`: runs the trials that it is sent, one after the other. It stands beside the program as a
 * file of its own, so it imports nothing of the command line.
 */
import { type LoadedEngine, loadEngine, runTrial } from '../../../entry/index.js'
import { loadMethods, type MethodModule } from '../../../host/method-module.js'
import { dataOfPool } from '../../../host/pool.js'
import { threadSeconds } from '../../../host/thread-seconds.js'
import type { TrialData } from '../../../measure/study/data.js'
import type { TrialConfig, TrialRecord, TrialSharing } from '../../../measure/study/trial.js'

export interface TrialGround {
  readonly data: TrialData
  /** the compiled core; none for the plain-JS engine */
  readonly module: WebAssembly.Module | undefined
  /** of methods of the user's */
  readonly modules: readonly MethodModule[]
}

/** A trial, and what it shares with others. */
export interface TrialJob extends TrialSharing {
  readonly config: TrialConfig
}

const { data, module, modules } = dataOfPool<TrialGround>()
const methods = loadMethods('compare', modules)
methods.catch(() => {
  // each trial says so
})

/** Seconds that trials before have told: the thread's own start goes to its first one, and none of its time is lost. */
let told = 0

/** One for all trials, so that each may have the network of the one before. */
let engine: LoadedEngine | undefined

export default async function run({ config, ...sharing }: TrialJob): Promise<TrialRecord> {
  engine ??= await loadEngine(module ?? 'js')
  const running = { engine, methods: await methods }
  const record = await runTrial(config, data, { ...running, ...sharing })
  const now = threadSeconds()
  if (now === undefined || record.spent === undefined) return record
  const processor = now - told
  told = now
  return { ...record, spent: { ...record.spent, processor } }
}
