import { expect, test } from 'vitest'
import { hashOfRecord } from '../../../src/cli/fleet/hash.js'

const look = { step: 10, loss: 0.5, accuracy: 0.9, trainingLoss: Number.NaN }
const record = { result: { steps: 10, looks: [look] }, seconds: [0.1] }

test('times do not count, numbers do, and the way through JSON changes nothing', () => {
  const hash = hashOfRecord(record)
  expect(hashOfRecord({ ...record, seconds: [7] })).toBe(hash)
  expect(hashOfRecord(JSON.parse(JSON.stringify(record)))).toBe(hash)
  expect(hashOfRecord({ ...record, result: { ...record.result, steps: 11 } })).not.toBe(hash)
})

test.each([
  ['nothing', undefined],
  ['no looks', { result: {}, seconds: [] }],
  ['times of other looks', { ...record, seconds: [] }],
  ['a time that is none', { ...record, seconds: ['soon'] }],
  ['a time below 0', { ...record, seconds: [-1] }],
])('what is no record is malformed: %s', (_, value) => {
  expect(hashOfRecord(value)).toBe('malformed')
})
