/** One of the workers that run the trials of a study: gets the data once, then a trial at a time. */
import { type LoadedEngine, runTrial, type TrialData } from 'onecycle'
import { engineHere } from '../engine.ts'
import type { Role } from '../host.ts'
import type { TrialCommand, TrialReport } from './protocol.ts'

export const studyTrial: Role<TrialCommand, TrialReport> = ({ tell }) => {
  let data: TrialData | null = null
  let engine: Promise<LoadedEngine> | null = null

  return async (command) => {
    if (command.do === 'data') {
      data = command.data
      return
    }
    engine ??= engineHere()
    try {
      tell({ tell: 'record', record: await runTrial(command.config, data as TrialData, { engine: await engine }) })
    } catch (error) {
      tell({ tell: 'failed', message: (error as Error).message })
    }
  }
}
