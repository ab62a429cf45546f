import { expect, test } from 'vitest'
import { fromAddress, toAddress } from '../../../web/src/state/address.ts'
import { firstLab, type Lab } from '../../../web/src/state/lab.ts'

test('the first experiment has an empty address; what differs comes back as it was', () => {
  expect(toAddress(firstLab)).toBe('')
  const other: Lab = { ...firstLab, screen: 'race', target: 0.9, bounds: { low: 0.01, peak: 0.5 } }
  expect(fromAddress(toAddress(other))).toEqual(other)
})

test('what is no address of the page is null', () => {
  const wrong = [
    '',
    '%',
    '{"screen":"elsewhere"}',
    '{"lanes":[{"id":1}]}',
    '{"problem":{}}',
    '{"bounds":{"low":1,"peak":0}}',
    '{"lanes":[{"id":"a","rate":1,"shape":{}}]}',
  ]
  expect(wrong.map((text) => fromAddress(encodeURIComponent(text)))).toEqual(wrong.map(() => null))
  expect(fromAddress('%')).toBeNull()
})
