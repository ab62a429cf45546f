import { expect, test } from 'vitest'
import { fromAddress, toAddress } from '../../../web/src/state/address.ts'
import { firstLab, type Lab } from '../../../web/src/state/lab.ts'

test('the first experiment has an empty address; what differs comes back as it was', () => {
  expect(toAddress(firstLab)).toBe('')
  const other: Lab = { ...firstLab, screen: 'race', target: 0.9, bounds: { low: 0.01, peak: 0.5 } }
  expect(fromAddress(toAddress(other))).toEqual(other)
})

test('an address has the file that it was made with, and one of before without it opens', () => {
  const problem = { ...firstLab.problem, data: 'own' as const }
  const own = { files: [{ name: 'fish.csv', sha256: 'f'.repeat(64) }], target: 'species' }
  expect(fromAddress(toAddress({ ...firstLab, problem: { ...problem, own } }))?.problem.own).toEqual(own)
  expect(fromAddress(toAddress({ ...firstLab, problem }))?.problem).toEqual(problem)
})

test('what is no address of the page is null', () => {
  const wrong = [
    '',
    '%',
    '{"screen":"elsewhere"}',
    '{"lanes":[{"id":1}]}',
    '{"problem":{}}',
    '{"problem":{"layers":[],"own":{"files":[{}]}}}',
    '{"bounds":{"low":1,"peak":0}}',
    '{"lanes":[{"id":"a","rate":1,"shape":{}}]}',
  ]
  expect(wrong.map((text) => fromAddress(encodeURIComponent(text)))).toEqual(wrong.map(() => null))
  expect(fromAddress('%')).toBeNull()
})
