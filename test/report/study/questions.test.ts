import { describe, expect, test } from 'vitest'
import { ablationSchedules, compare, type StudyOptions } from '../../../src/entry/index.js'
import { questionsOf } from '../../../src/report/study/questions.js'
import { studyReport } from '../../../src/report/study/report.js'
import { naming } from '../../measure/naming.js'
import { tinyNumbers, tinyStudy } from '../../measure/study/trials.js'
import { made } from '../pages.js'
import { study as mixed, runner } from './studies.js'

const answers = async (options: Partial<StudyOptions>): Promise<Record<string, string>> => {
  const study = await compare(tinyStudy({ targets: [0.93], ...options }), { runner })
  return Object.fromEntries(questionsOf(study).map(({ question, answer }) => [question, answer]))
}

const RATES = 'Were other rates tried?'
const TUNED = 'Were the rivals tuned?'
const WARM_UP = 'Was the rival allowed warm-up?'
const CONSTANT = 'Does a constant rate do as well?'
const MOMENTUM = 'Is it the momentum?'
const SEEDS = 'How many seeds, and how sure is it?'
const TARGET = 'Is the target a lucky one?'
const FAILURES = 'Do runs fail?'
const TEST = 'Was anything chosen on the test set?'
const ROWS = 'Are there rows enough?'

describe('a whole ablation answers every question from its own numbers', async () => {
  const told = await answers({ schedules: ablationSchedules })

  test.each([
    [RATES, ['5 rates', '0.01 to 1', 'a seed', 'inside']],
    [TUNED, ['As one-cycle was']],
    [WARM_UP, ['Linear decay with the same ramp', 'one-cycle', '1.29x', '93 %']],
    [CONSTANT, ['a constant rate of 0.1', 'x (interval', '93 %']],
    [MOMENTUM, ['in points: +1.00 (+1.00 to +1.00) with 1 epoch, +2.00', ' and +4.00', '93 %: 1.29x']],
    [SEEDS, ['6 seeds', 'linear', '1.29x']],
    [TARGET, ['given: 93 %', '24 targets', 'between 1.2', 'x and 1.']],
    [FAILURES, ['None of the 18']],
    [TEST, ['No', 'once', '1 point apart']],
    [ROWS, ['1,000 rows', '98 %', '0.44 points']],
  ])('%s', (question, values) => expect(told[question]).toEqual(naming(...values)))
})

test('what was not measured is said, with what would measure it', async () => {
  const told = await answers({ schedules: ['linear', 'one-cycle'] })
  expect(told[WARM_UP]).toBe('Not measured: add linear-with-ramp.')
  expect(told[CONSTANT]).toBe('Not measured: add constant.')
  expect(told[MOMENTUM]).toEqual(naming('Not measured', 'one-cycle-fixed-momentum', '--ablation'))
  expect((await answers({ schedules: ['linear', 'cosine'] }))[MOMENTUM]).toContain('1cycle')
})

test('methods whose rates were given are told as not tuned, and what they are by their schedules, whatever their names', async () => {
  const at = (schedule: string) => ({ name: `${schedule} at 0.1`, schedule, rate: 0.1 })
  const schedules = ['linear', 'linear-with-ramp', 'constant', 'one-cycle'].map(at)
  const told = await answers({ schedules, subject: 'one-cycle at 0.1' })
  expect(told[RATES]).toEqual(naming('No', 'given'))
  expect(told[TUNED]).toEqual(naming('No', 'one-cycle at 0.1'))
  expect(told[WARM_UP]).toEqual(naming('the same ramp is among them'))
  expect(told[CONSTANT]).toEqual(naming('a constant rate of 0.1'))
  expect(told[MOMENTUM]).toEqual(naming('Not measured', 'one-cycle-fixed-momentum'))
  const study = await compare(tinyStudy({ targets: [0.93], schedules, subject: 'one-cycle at 0.1' }), { runner })
  const page = studyReport(study)
  expect(page).not.toMatch(/each tuned|was tuned for|rates evenly spaced/)
})

test('rates at the edge, untuned rivals, runs that fail and a test set that is the training set are told', async () => {
  const edge = await answers({ rates: { low: 0.1, high: 1, coarse: 3, fine: 2 } })
  expect(edge[RATES]).toEqual(naming('At an end of the range', 'linear takes 0.1 with 1 epoch'))
  const fixed = { name: 'at 0.01', schedule: { schedule: 'constant', value: 0.01 } }
  const own = await answers({ schedules: ['linear', fixed, 'one-cycle'] })
  expect(own[TUNED]).toEqual(naming('but at 0.01, over which the speed-up is'))
  const failing = await answers({ schedules: ['linear', 'cosine', 'one-cycle'] })
  expect(failing[FAILURES]).toEqual(naming('18', '3 of cosine'))
  expect((await answers({ test: tinyStudy().training }))[TEST]).toContain('Yes')
})

test('where the subject reaches nothing, no speed-up is claimed', async () => {
  const told = await answers({ targets: [0.999], schedules: ['constant', 'linear-with-ramp', 'one-cycle'] })
  for (const question of [WARM_UP, CONSTANT, SEEDS]) expect(told[question]).toContain('reaches no target')
})

test('of numbers nothing is told in points or in shares of rows', async () => {
  const told = await answers({ training: tinyNumbers(10_000), test: tinyNumbers(40, 3), schedules: ablationSchedules })
  expect(told[MOMENTUM]).toContain('in R2: +0.01')
  expect(told[ROWS]).toBe('1,000 rows were held out, the same for all seeds.')
  expect(Object.values(told).join(' ')).not.toContain('points')
})

test('each has a row in the report', () => {
  const html = studyReport(mixed, made)
  for (const { question } of questionsOf(mixed)) expect(html).toContain(`<th scope="row">${question}</th>`)
})
