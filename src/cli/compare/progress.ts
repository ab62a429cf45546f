/**
 * Where a study is: a status line on a terminal, a line a minute elsewhere.
 *
 *     scoring  112/411 trials  620/1845 epochs  one-cycle 12 epochs at 0.09086  9:41 left
 *
 * Where trials run on other machines, these stand behind it, each with the trials that it has under way: `alpha 4, beta 2`.
 * What is left is measured in epochs, by the speed of those that were run in this session: trials out of the journal
 * take no time.
 */

import type { Presence } from '../../fleet/index.js'
import type { StudyProgress } from '../../measure/study/study.js'
import type { TrialConfig } from '../../measure/study/trial.js'
import { clock, createStatusLine, lineOf, type Terminal } from '../shared/progress.js'
import { trialText } from './words.js'

const MINUTE = 60_000

export type StudyProgressLine = ReturnType<typeof createStudyProgress>

export function createStudyProgress(terminal: Terminal, now: () => number = () => performance.now()) {
  const line = createStatusLine(terminal)
  const start = now()
  let told = start
  let foundEpochs = 0
  let machines: string[] = []
  let asked = -Infinity
  return {
    /** of other machines, who does how much */
    machines(present: readonly Presence[]): void {
      machines = [machinesText(present)]
      if (present.length > 0) return
      line.update(() => machines)
      if (terminal.isTTY === true || now() - asked < MINUTE) return
      asked = now()
      terminal.write(`${lineOf(machines)}\n`)
    },
    /** to be called for epochs that are not run because what they give is known */
    found({ epochs }: Pick<TrialConfig, 'epochs'>): void {
      foundEpochs += epochs
    },
    trial(progress: StudyProgress): void {
      const words = () => [...describe(progress, foundEpochs, (now() - start) / 1000), ...machines]
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
    trialText(trial),
    ...(speed > 0 ? [`${clock((epochsTotal - epochsDone) / speed)} left`] : []),
  ]
}

function machinesText(present: readonly Presence[]): string {
  const doing = new Map<string, number>()
  for (const { machine, doing: trials } of present) doing.set(machine, (doing.get(machine) ?? 0) + trials.length)
  if (doing.size === 0) return 'no machine is there: start onecycle work with the same --queue'
  return [...doing].map(([machine, trials]) => `${machine} ${trials}`).join(', ')
}
