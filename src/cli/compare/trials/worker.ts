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
import { begin, type IdleCores, isLong, threaded } from './idle-cores.js'

export interface TrialGround {
  readonly data: TrialData
  /** the compiled core; none for the plain-JS engine */
  readonly module: WebAssembly.Module | undefined
  /** of methods of the user's */
  readonly modules: readonly MethodModule[]
  /** where the core is the package's own, and trials may have threads */
  readonly idle: IdleCores | undefined
}

/** A trial, and what it shares with others. */
export interface TrialJob extends TrialSharing {
  readonly config: TrialConfig
}

const { data, module, modules, idle } = dataOfPool<TrialGround>()
const methods = loadMethods('compare', modules)
methods.catch(() => {
  // each trial says so
})

/** Seconds that trials before have told: the thread's own start goes to its first one, and none of its time is lost. */
let told = 0

/** One for all trials with so many threads, so that each may have the network of the one before. */
const engines: LoadedEngine[] = []

async function threadsFor(config: TrialConfig, begun: number): Promise<number> {
  const free = idle === undefined ? 1 : begin(idle)
  return free > 1 && (await isLong({ ...config, epochs: config.epochs - begun }, data.training, data.test)) ? free : 1
}

async function engineWith(threads: number): Promise<LoadedEngine> {
  if (idle === undefined || threads === 1) return (engines[1] ??= await loadEngine(module ?? 'js'))
  return (engines[threads] ??= threaded(await loadEngine(), threads, idle))
}

export default async function run({ config, ...sharing }: TrialJob): Promise<TrialRecord> {
  const { beginning } = sharing
  const threads = await threadsFor(config, beginning?.epochs ?? 0)
  const engine = await engineWith(threads)
  const record = await runTrial(config, data, { engine, methods: await methods, ...sharing })
  const now = threadSeconds()
  const { seconds, spent } = record
  if (now === undefined || spent === undefined) return record
  // a host tells the seconds of this thread; its helpers' are what they have saved
  const saved = (seconds.at(-1) ?? 0) - (beginning?.trained ?? 0) - spent.training
  const processor = now - told + Math.max(0, saved)
  told = now
  return { ...record, spent: { ...spent, processor, ...(threads > 1 && { threads }) } }
}
