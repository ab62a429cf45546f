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

test('behind it stand the machines, each with its trials under way', () => {
  let now = 0
  const screen = terminal(true)
  const progress = createStudyProgress(screen, () => now)
  const present = (machine: string, process: number, doing: string[]) => ({
    machine,
    process,
    threads: 2,
    doing,
    done: 0,
  })
  progress.machines([present('alpha', 1, ['a', 'b']), present('beta', 2, []), present('alpha', 3, ['c'])])
  now = 60_000
  progress.trial(at(10, 80))
  expect(screen.written.join('')).toContain('1:30 left  alpha 3, beta 0')
})

test('where no machine is there it says so, elsewhere than on a terminal once a minute', () => {
  let now = 0
  for (const isTTY of [true, false]) {
    const screen = terminal(isTTY)
    const progress = createStudyProgress(screen, () => now)
    for (now = 0; now < 90_000; now += 1000) progress.machines([])
    expect(screen.written.join('')).toContain('no machine is there: start onecycle work')
    if (!isTTY) expect(screen.written).toHaveLength(2)
  }
})
