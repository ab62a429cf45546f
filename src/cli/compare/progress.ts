/**
 * Where a study is: a status line on a terminal, a line a minute elsewhere.
 *
 *     scoring  112/411 trials  620/1845 epochs  one-cycle 12 epochs at 0.09086  9:41 left
 *
 * What is left is measured in epochs, by the speed of those that were run in this session: trials out of the journal
 * take no time.
 */
import type { StudyProgress } from '../../measure/study/study.js'
import type { TrialConfig } from '../../measure/study/trial.js'
import { clock, createStatusLine, lineOf, type Terminal } from '../shared/progress.js'

const MINUTE = 60_000

export function createStudyProgress(terminal: Terminal, now: () => number = () => performance.now()) {
  const line = createStatusLine(terminal)
  const start = now()
  let told = start
  let foundEpochs = 0
  return {
    /** to be called for a trial that is not run because its result is known */
    found({ epochs }: TrialConfig): void {
      foundEpochs += epochs
    },
    trial(progress: StudyProgress): void {
      const words = () => describe(progress, foundEpochs, (now() - start) / 1000)
      line.update(words)
      if (terminal.isTTY === true || now() - told < MINUTE) return
      told = now()
      terminal.write(`${lineOf(words())}\n`)
    },
    clear: () => line.clear(),
  }
}

function describe(progress: StudyProgress, foundEpochs: number, seconds: number): string[] {
  const { stage, trial, trialsDone, trialsTotal, epochsDone, epochsTotal } = progress
  const speed = (epochsDone - foundEpochs) / seconds
  return [
    stage,
    `${trialsDone}/${trialsTotal} trials`,
    `${epochsDone}/${epochsTotal} epochs`,
    `${trial.method} ${trial.epochs} epochs at ${trial.rate}`,
    ...(speed > 0 ? [`${clock((epochsTotal - epochsDone) / speed)} left`] : []),
  ]
}
