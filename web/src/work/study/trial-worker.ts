/** One of the workers that run the trials of a study: gets the data once, then a trial at a time. */
import { type LoadedEngine, loadEngine, runTrial, type TrialData } from 'onecycle'
import type { TrialCommand, TrialReport } from './protocol.ts'

let data: TrialData | null = null
let engine: Promise<LoadedEngine> | null = null

export async function receive(command: TrialCommand): Promise<void> {
  if (command.do === 'data') {
    data = command.data
    return
  }
  engine ??= loadEngine(undefined, { fallback: 'js' })
  try {
    tell({ tell: 'record', record: await runTrial(command.config, data as TrialData, { engine: await engine }) })
  } catch (error) {
    tell({ tell: 'failed', message: (error as Error).message })
  }
}

function tell(report: TrialReport): void {
  self.postMessage(report)
}
