import { expect, test } from 'vitest'
import { readTable } from '../../../web/src/problem/files/table.ts'
import { heldOutPlaces } from '../../../web/src/problem/own-places.ts'

/** The first column tells the rows apart, and is scaled by a mean and a deviation alone. */
const numbers = Array.from({ length: 57 }, (_, i) => i * i + 1)
const lines = numbers.map((number, i) => `${number},${(i * 37) % 11},${i % 2 === 0 ? 'even' : 'odd'}`)
const file = { name: 'x.csv', bytes: new TextEncoder().encode(['a,b,kind', ...lines].join('\n')) }

test('rows that are held out are found in the file, whatever the seed', () => {
  for (const seed of [1, 2, 9]) {
    const { training, validation } = readTable(file, 2, seed)
    const facts = { name: 'x', files: [], inputs: 2, classes: 2, notes: [], seed }
    const places = heldOutPlaces({ ...facts, rows: training.count, heldOut: validation.count, inFile: 57 }, seed)
    const given = Array.from(places ?? [], (place) => numbers[place - 1] as number)
    const scaled = given.map((_, row) => validation.features[row * validation.inputs] as number)
    const ratio = (i: number) =>
      ((scaled[i] as number) - (scaled[0] as number)) / ((given[i] as number) - (given[0] as number))
    expect(given).toHaveLength(validation.count)
    for (let i = 2; i < given.length; i++) expect(ratio(i)).toBeCloseTo(ratio(1), 6)
    expect(Array.from(validation.labels)).toEqual(Array.from(places ?? [], (place) => (place - 1) % 2))
  }
})

test('where rows of the file were left out nothing is told', () => {
  const facts = { name: 'x', files: [], inputs: 2, classes: 2, notes: [], seed: 1, rows: 40, heldOut: 10 }
  expect(heldOutPlaces({ ...facts, inFile: 51 }, 1)).toBeNull()
  expect(heldOutPlaces(facts, 1)).toBeNull()
})
