import { expect, test } from 'vitest'
import { prepareTable } from '../../../src/data/tabular/csv.js'
import { inMemory } from '../../../src/data/tabular/in-memory.js'
import { errorOf, refusal } from '../../helpers.js'

const CHUNKED = 'prepareTableInChunks'

test.each<[string, () => unknown]>([
  ['an array of numbers', () => new Float32Array(2 ** 52)],
  ['an array', () => Array.from({ length: 2 ** 32 })],
  ['a text', () => 'x'.repeat(2 ** 29).repeat(2)],
])('%s that the host has no room for is told as a table that does not fit, with the way on', (_, make) => {
  const error = errorOf(() => inMemory('prepareTable', CHUNKED, make))
  expect(error).toEqual(refusal(RangeError, 'prepareTable', 'text', 'what fits in memory', `in chunks: ${CHUNKED}`))
})

test('a table of more than 2^26 lines is refused before its rows are read, as what it is made of would end the process', () => {
  const lines = new Uint8Array(2 ** 26 + 1).fill(10)
  const error = errorOf(() => prepareTable(lines, { target: 'b' }))
  expect(error).toEqual(refusal(RangeError, 'prepareTable', 'text', 'what fits in memory', `in chunks: ${CHUNKED}`))
})

test('what is wrong with the table itself stays as it was worded', () => {
  expect(errorOf(() => prepareTable('a,b\n1,2\n3\n', { target: 'b' })).message).toMatch(/^prepareTable: "line 3"/)
})
