import { expect, test } from 'vitest'
import { createStudyProgress } from '../../../src/cli/compare/progress.js'
import type { TrialConfig } from '../../../src/measure/study/trial.js'

const trial = { method: 'one-cycle', epochs: 12, rate: 0.1 } as TrialConfig
const at = (trialsDone: number, epochsDone: number) => {
  return { stage: 'scoring' as const, trial, trialsDone, trialsTotal: 40, epochsDone, epochsTotal: 200 }
}

function terminal(isTTY: boolean) {
  const written: string[] = []
  return { isTTY, columns: 120, written, write: (text: string) => written.push(text) }
}

test('on a terminal the status says stage, trials, epochs, the last trial and what is left at this speed', () => {
  let now = 0
  const screen = terminal(true)
  const progress = createStudyProgress(screen, () => now)
  now = 60_000
  progress.trial(at(10, 80))
  expect(screen.written.join('')).toContain(
    'scoring  10/40 trials  80/200 epochs  one-cycle 12 epochs at 0.1  1:30 left',
  )
})

test('trials out of the journal take no time, so they do not count for the speed', () => {
  let now = 0
  const screen = terminal(true)
  const progress = createStudyProgress(screen, () => now)
  progress.found({ ...trial, epochs: 60 })
  now = 60_000
  progress.trial(at(10, 80))
  expect(screen.written.join('')).toContain('  6:00 left')
})

test('elsewhere it is a line a minute, and none in the first', () => {
  let now = 0
  const log = terminal(false)
  const progress = createStudyProgress(log, () => now)
  for (now = 1000; now <= 150_000; now += 1000) progress.trial(at(1, 10))
  expect(log.written).toHaveLength(2)
  expect(log.written[0]).toMatch(/^scoring {2}1\/40 trials .* left\n$/)
})
