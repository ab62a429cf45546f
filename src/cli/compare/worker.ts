/**
 * A worker of `onecycle compare`: runs the trials that it is sent, one after the other. It stands beside the program as a
 * file of its own, so it imports nothing of the command line.
 */
import { loadEngine, runTrial } from '../../entry/index.js'
import { loadMethods, type MethodModule } from '../../host/method-module.js'
import { dataOfPool } from '../../host/pool.js'
import type { TrialData } from '../../measure/study/data.js'
import type { TrialConfig, TrialRecord } from '../../measure/study/trial.js'

export interface TrialGround {
  readonly data: TrialData
  /** the compiled core; none for the plain-JS engine */
  readonly module: WebAssembly.Module | undefined
  /** of methods of the user's */
  readonly modules: readonly MethodModule[]
}

const { data, module, modules } = dataOfPool<TrialGround>()
const methods = loadMethods('compare', modules)
methods.catch(() => {
  // each trial says so
})

export default async function run(config: TrialConfig): Promise<TrialRecord> {
  return runTrial(config, data, { engine: await loadEngine(module ?? 'js'), methods: await methods })
}
