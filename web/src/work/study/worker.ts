/** The coordinator of a study: asks its workers for the trials that `compare` wants, and reports. */
import { compare, planStudy, prepareTrialData, studyCost } from 'onecycle'
import { studyOptions } from './options.ts'
import { poolSize, startPool } from './pool.ts'
import type { StudyCommand, StudyEstimate, StudyReport, StudySetting } from './protocol.ts'
import { secondsPerEpoch } from './speed.ts'

/** milliseconds between two reports at least */
const QUIET = 100

export async function receive(command: StudyCommand): Promise<void> {
  try {
    if (command.do === 'estimate') tell({ tell: 'estimate', estimate: await estimate(command.setting) })
    else await run(command.setting)
  } catch (error) {
    tell({ tell: 'failed', message: (error as Error).message })
  }
}

async function estimate(setting: StudySetting): Promise<StudyEstimate> {
  const options = await studyOptions(setting)
  const plan = planStudy(options)
  const { trials, epochs } = studyCost(plan)
  const data = prepareTrialData(options.training, options.test, plan.split)
  return { trials, epochs, seconds: (epochs * (await secondsPerEpoch(setting.problem, data))) / poolSize }
}

async function run(setting: StudySetting): Promise<void> {
  const options = await studyOptions(setting)
  // a browser whose workers start no others runs the trials here
  const canStart = typeof Worker === 'function'
  const data = prepareTrialData(options.training, options.test, planStudy(options).split)
  const pool = canStart ? startPool(data) : null
  const start = performance.now()
  let told = start
  try {
    const study = await compare(options, {
      ...(pool === null ? {} : { runner: (config) => pool.run(config), concurrency: poolSize }),
      onTrial: ({ stage, trialsDone, epochsDone, epochsTotal }) => {
        const now = performance.now()
        if (now - told < QUIET) return
        told = now
        const seconds = (now - start) / 1000
        tell({ tell: 'progress', progress: { stage, trialsDone, epochsDone, epochsTotal, seconds } })
      },
    })
    tell({ tell: 'study', study })
  } finally {
    pool?.stop()
  }
}

function tell(report: StudyReport): void {
  self.postMessage(report)
}
