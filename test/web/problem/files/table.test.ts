import { prepareTable } from 'onecycle/csv'
import { describe, expect, test } from 'vitest'
import { columnsOf, readTable } from '../../../../web/src/problem/files/table.ts'

const rows = Array.from({ length: 50 }, (_, i) => `${i * 1.5},${i % 7},${i % 2 === 0 ? 'even' : 'odd'},${i * i * 0.37}`)
const file = {
  name: 'numbers.csv',
  bytes: new TextEncoder().encode(['a,b,kind,measure', ...rows].join('\n')),
}

describe('readTable', () => {
  test('the columns are named in their order', () => {
    expect(columnsOf(file)).toEqual({ columns: ['a', 'b', 'kind', 'measure'], inFile: 50 })
  })

  test('it splits as the command line does: a fifth held out by the seed, nothing for validation', () => {
    const { training, validation, notes } = readTable(file, 2, 3)
    const expected = prepareTable(file.bytes, { target: 'kind', name: 'numbers', seed: 3, validation: 0, test: 0.2 })
    expect(training).toEqual(expected.training)
    expect(validation).toEqual(expected.test)
    expect(notes).toEqual(expected.notes)
    expect(validation.count).toBe(10)
    expect(readTable(file, 2, 4).training.features).not.toEqual(training.features)
  })

  test('a target of many numbers is predicted as a number', () => {
    const { training, validation } = readTable(file, 3, 1)
    expect(training.classes).toBe(0)
    expect(training.targets).toHaveLength(40)
    expect(validation.targets).toHaveLength(10)
  })

  test('a bad file is refused in the words of the library', () => {
    expect(() => columnsOf({ name: 'x.csv', bytes: new TextEncoder().encode('a,b\n1\n') })).toThrow('line 2')
  })
})
