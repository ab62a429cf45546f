import { expect, test } from 'vitest'
import { compare } from '../../../../src/entry/index.js'
import type { TrialRecord, TrialSpent } from '../../../../src/measure/study/trial.js'
import { studySeconds } from '../../../../src/measure/study/trials/spent.js'
import { tinyStudy } from '../trials.js'

function record(spent?: TrialSpent): TrialRecord {
  return { result: {} as never, seconds: [], ...(spent === undefined ? {} : { spent }) }
}

test('what trials took is added up over those that tell it', () => {
  const told = [
    record({ seconds: 4, training: 3, processor: 3.5, sharedEpochs: 0 }),
    record({ seconds: 1, training: 0.5, processor: 1, sharedEpochs: 6 }),
    record({ seconds: 2, training: 1.5, processor: 1.5, sharedEpochs: 0 }),
  ]
  const seconds = { trials: 3, total: 7, training: 5, processor: 6, median: 2, sharedEpochs: 6 }
  expect(studySeconds([...told, record()])).toEqual({ seconds })
  const elsewhere = record({ seconds: 3, training: 3, sharedEpochs: 0 })
  expect(studySeconds([...told, elsewhere]).seconds).toMatchObject({ total: 10, processor: null })
  expect(studySeconds([record()])).toEqual({})
})

test('a study tells what its trials took, of which training is a part', async () => {
  const { seconds } = await compare(tinyStudy({ hidden: [4], seeds: 1, budgets: [1, 2] }))
  expect(seconds?.trials).toBeGreaterThan(10)
  expect(seconds?.training).toBeGreaterThan(0)
  expect(seconds?.training).toBeLessThan(seconds?.total as number)
})
