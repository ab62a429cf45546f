/**
 * A worker of `onecycle compare`: runs the trials that it is sent, one after the other. It stands beside the program as a
 * file of its own, so it imports nothing of the command line.
 */
import { parentPort, workerData } from 'node:worker_threads'
import type { Engine } from '../../entry/index.js'
import type { TrialData } from '../../measure/study/data.js'
import { runTrial, type TrialConfig, type TrialRecord } from '../../measure/study/trial.js'

const { data, engine } = workerData as { data: TrialData; engine: Engine }

parentPort?.on('message', async (config: TrialConfig) => {
  const answer = await runTrial(config, data, { engine }).then(
    (value: TrialRecord) => ({ value }),
    (error: unknown) => ({ error: error instanceof Error ? error.message : String(error) }),
  )
  parentPort?.postMessage(answer)
})
