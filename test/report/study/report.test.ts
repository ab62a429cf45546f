import { expect, test } from 'vitest'
import { compare } from '../../../src/entry/index.js'
import { studyHeadline } from '../../../src/report/study/headline.js'
import { studyReport } from '../../../src/report/study/report.js'
import { tinyNumbers, tinyStudy } from '../../measure/study/trials.js'
import { expectSelfContained, made } from '../pages.js'
import { runner, schedules, study } from './studies.js'

const html = studyReport(study, made)

test('needs nothing but itself and is well-formed', () => expectSelfContained(html))

test('begins with the answer, before any drawing', () => {
  expect(html).toContain(`<p class="answer">${studyHeadline(study)}</p>`)
  expect(html.indexOf('class="answer"')).toBeLessThan(html.indexOf('<svg'))
})

test('shows every schedule in legend, tables and figures, every target, and every warning', () => {
  for (const schedule of schedules) {
    expect(html).toContain(`accuracy against the rate of ${schedule}`)
    if (schedule !== 'one-cycle') expect(html).toContain(`speed-up of one-cycle over ${schedule} against the target`)
  }
  for (const target of ['87 %', '93 %', '99 %']) expect(html).toContain(`To end at ${target}`)
  expect(study.warnings.map(({ guard }) => guard)).toEqual(['out-of-reach', 'no-warm-up'])
  for (const { message } of study.warnings) expect(html).toContain(message)
})

test('of numbers it speaks of R2 and of no percents of it', async () => {
  const targets = [0.85, 0.9]
  const options = { training: tinyNumbers(10_000), test: tinyNumbers(40, 3), schedules, targets }
  const page = studyReport(await compare(tinyStudy(options), { runner }), made)
  for (const words of [
    'To end at R2 0.9',
    'R2 against budget',
    'target R2 0.85',
    '2-128-2, relu, mean squared error',
  ]) {
    expect(page).toContain(words)
  }
  expect(page).not.toMatch(/accuracy|85 %|90 %/i)
})

test('shows what was found beside the answer', () => {
  const findings = [{ finding: 'peak-out-of-reach', message: 'linear diverges <there>' }] as const
  expect(studyReport({ ...study, findings }, made)).toContain(
    '<strong>peak out of reach</strong>: linear diverges &lt;there&gt;.',
  )
  expect(html).not.toContain('class="findings"')
})

test('tells which part of 1cycle earns what, in a sentence and in tables', () => {
  expect(html).toContain(study.ablation?.answer)
  expect(html).toContain(
    '<th scope="row">the ramp<br><small>without it: one-cycle-no-ramp</small></th><td>+1.00<br><small>+1.00 to +1.00</small></td>',
  )
})

test('a fair study says so', async () => {
  const fair = await compare(tinyStudy({ schedules: ['linear-with-ramp', 'one-cycle'], validationFraction: 0.5 }), {
    runner,
  })
  expect(studyReport(fair, made)).toContain('No warnings: every guard found the comparison fair.')
})
