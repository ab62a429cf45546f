/** The coordinator of a study: asks its workers for the trials that `compare` wants, and reports. */
import { compare, planStudy, prepareTrialData, runTrial, studyCost, type TrialData } from 'onecycle'
import { engineHere } from '../engine.ts'
import type { Host, Role } from '../host.ts'
import { studyOptions } from './options.ts'
import { poolSize, startPool } from './pool.ts'
import type { StudyCommand, StudyEstimate, StudyReport, StudySetting } from './protocol.ts'
import { secondsPerEpoch } from './speed.ts'

/** milliseconds between two reports at least */
const QUIET = 100

type StudyHost = Host<StudyReport>

export const study: Role<StudyCommand, StudyReport> = (host) => async (command) => {
  try {
    if (command.do === 'run') await run(command.setting, host)
    else host.tell({ tell: 'estimate', estimate: await estimate(command.setting, host) })
  } catch (error) {
    host.tell({ tell: 'failed', message: (error as Error).message })
  }
}

async function estimate(setting: StudySetting, host: StudyHost): Promise<StudyEstimate> {
  const options = await studyOptions(setting)
  const plan = planStudy(options)
  const { trials, epochs } = studyCost(plan)
  const data = prepareTrialData(options.training, options.test, plan.split)
  const seconds = (epochs * (await secondsPerEpoch(setting.problem, data, host))) / atATime(host)
  return { trials, epochs, seconds }
}

async function run(setting: StudySetting, host: StudyHost): Promise<void> {
  const options = await studyOptions(setting)
  const data = prepareTrialData(options.training, options.test, planStudy(options).split)
  const trials = host.start === undefined ? await trialsHere(data, host) : { runner: startPool(host.start, data) }
  const start = performance.now()
  let told = start
  const study = await compare(options, {
    ...trials,
    concurrency: atATime(host),
    onTrial: ({ stage, trialsDone, epochsDone, epochsTotal }) => {
      const now = performance.now()
      if (now - told < QUIET) return
      told = now
      const seconds = (now - start) / 1000
      host.tell({ tell: 'progress', progress: { stage, trialsDone, epochsDone, epochsTotal, seconds } })
    },
  })
  host.tell({ tell: 'study', study })
}

function atATime({ start }: StudyHost): number {
  return start === undefined ? 1 : poolSize
}

/** Where no other worker can be started. */
async function trialsHere(data: TrialData, { rest, signal }: StudyHost): Promise<Parameters<typeof compare>[1]> {
  const engine = await engineHere()
  return {
    sharing: true,
    runner: async (config, sharing) => {
      await rest()
      return runTrial(config, data, { engine, signal, ...sharing })
    },
  }
}
