import { describe, expect, test } from 'vitest'
import { applyPreparation, prepareTable } from '../../../src/data/tabular/csv.js'

const rows = Array.from({ length: 60 }, (_, k) => ({
  size: (k * 37) % 23,
  place: ['north', 'south', null][k % 3],
  price: k === 5 ? null : k * k + 0.5,
}))
const { preparation } = prepareTable(rows, { target: 'price', seed: 3 })
const csv = (
  some: readonly Readonly<Record<string, unknown>>[],
  delimiter = ',',
  columns = ['size', 'place', 'price'],
) =>
  [columns, ...some.map((row) => columns.map((name) => row[name] ?? ''))]
    .map((cells) => cells.join(delimiter))
    .join('\n')
const isSame = (source: Parameters<typeof applyPreparation>[1]) =>
  applyPreparation(preparation, source).notes.some((note) => note.includes('THE ROWS THAT TRAINING HAD, all 59'))

test('a preparation has the number of its rows with a target, and 64 bits over them', () => {
  expect(preparation.source).toEqual({ rows: 59, sum: expect.stringMatching(/^[0-9a-f]{16}$/) })
  expect(prepareTable(rows, { target: 'price', seed: 4 }).preparation.source).toEqual(preparation.source)
})

describe('the rows of training, held-out ones with them, are known', () => {
  test.each([
    ['as they were', rows],
    ['as CSV', csv(rows)],
    ['with another delimiter', csv(rows, ';')],
    ['in another order', [...rows].reverse()],
    [
      'with columns in another order, and more of them',
      csv(
        rows.map((row, k) => ({ ...row, k })),
        ',',
        ['k', 'price', 'place', 'size'],
      ),
    ],
  ])('%s', (_, source) => expect(isSame(source)).toBe(true))
})

describe('other rows are not', () => {
  const changed = (change: Partial<Record<keyof (typeof rows)[0], unknown>>) =>
    rows.map((row, k) => (k === 7 ? { ...row, ...change } : row))
  test.each<[string, readonly Readonly<Record<string, unknown>>[]]>([
    ['one less', rows.slice(1)],
    ['one twice', [...rows, rows[0]!]],
    ['another number', changed({ size: 22.5 })],
    ['another text', changed({ place: 'north', size: rows[7]!.size + 1 })],
    ['another target', changed({ price: 1 })],
    ['two targets swapped', rows.map((row, k) => ({ ...row, price: rows[k === 7 ? 8 : k === 8 ? 7 : k]!.price }))],
  ])('%s', (_, source) => expect(isSame(source)).toBe(false))
})

test('a preparation without a fingerprint, as earlier ones are, is taken', () => {
  const { source, ...earlier } = preparation
  expect(applyPreparation(earlier, rows).notes.join()).not.toContain('TRAINING HAD')
})
