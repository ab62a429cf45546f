import { expect, test } from 'vitest'
import { compare } from '../../../src/entry/index.js'
import { studyHeadline } from '../../../src/report/study/headline.js'
import { naming } from '../../measure/naming.js'
import { fakeRunner, tinyStudy } from '../../measure/study/trials.js'
import { study as mixed } from './studies.js'

const arriving = (epochsOf: Record<string, number>) =>
  fakeRunner(({ method, epochs }, epoch) => {
    const length = method === 'constant' ? epoch : epochs
    return length >= (epochsOf[method] ?? Infinity) && (method === 'constant' || epoch === epochs) ? 0.95 : 0.5
  })

test('a loss is told as one: where the subject never arrives, that is said first', async () => {
  const study = await compare(tinyStudy(), { runner: arriving({ constant: 2, linear: 4 }) })
  expect(studyHeadline(study)).toEqual(
    naming('90 %', 'one-cycle', 'more than 4 epochs', '6 seeds', 'constant', '1.', 'epochs', 'linear', '3.', 'epochs'),
  )
})

test('a gain is told with its interval, a rival that never arrives as censored', async () => {
  const study = await compare(tinyStudy(), { runner: arriving({ constant: 4, 'one-cycle': 1 }) })
  expect(studyHeadline(study)).toEqual(
    naming(
      '90 %',
      'one-cycle',
      'at most 1 epoch',
      '6 seeds',
      'constant',
      '3.8 epochs',
      '> 3.7x, censored',
      'linear > 4x, censored',
    ),
  )
})

test('where nobody arrives, nothing is claimed but what each comes to', async () => {
  const study = await compare(tinyStudy({ seeds: 1 }), { runner: arriving({}) })
  expect(studyHeadline(study)).toEqual(naming('No schedule', '90 %', '4 epochs', 'linear 50 %'))
})

test('it begins in plain words: sooner, later, or not told', async () => {
  const told = async (epochsOf: Record<string, number>) =>
    studyHeadline(await compare(tinyStudy({ schedules: ['linear', 'one-cycle'] }), { runner: arriving(epochsOf) }))
  expect(await told({ linear: 4, 'one-cycle': 2 })).toMatch(/^one-cycle arrives sooner than linear/)
  expect(await told({ linear: 2, 'one-cycle': 4 })).toMatch(/^one-cycle arrives later than linear/)
  expect(await told({ linear: 2, 'one-cycle': 2 })).toMatch(/^6 seeds do not tell one-cycle from linear/)
})

test('of several targets the highest one that the subject and a rival reach is told, with all others', () => {
  const text = studyHeadline(mixed)
  for (const part of ['93 %', 'one-cycle takes 2.86 epochs', 'constant', '1.29x', 'step', 'cosine'])
    expect(text).toContain(part)
})
