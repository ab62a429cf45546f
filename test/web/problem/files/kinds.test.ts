import { describe, expect, test } from 'vitest'
import { kindOf, stemOf } from '../../../../web/src/problem/files/kinds.ts'

const file = (name: string, ...bytes: number[]) => ({ name, bytes: Uint8Array.from(bytes) })

describe('kindOf', () => {
  test('names tell what files are, packed or not', () => {
    expect(kindOf([file('a.csv')])).toBe('table')
    expect(kindOf([file('train-images-idx3-ubyte.gz'), file('train-labels-idx1-ubyte')])).toBe('idx')
    expect(kindOf([file('data_batch_1.bin'), file('test_batch.bin.gz')])).toBe('cifar10')
    expect(kindOf([file('images', 0, 0, 8, 3)])).toBe('idx')
  })

  test('files of another kind, of several kinds, two tables and none are refused', () => {
    expect(() => kindOf([file('sheet.xlsx', 80, 75)])).toThrow('sheet.xlsx')
    expect(() => kindOf([file('a.csv'), file('b.bin')])).toThrow('several kinds')
    expect(() => kindOf([file('a.csv'), file('b.csv')])).toThrow('several tables')
    expect(() => kindOf([])).toThrow('no file')
  })

  test('the stem of a name has no endings', () => {
    expect(stemOf('penguins.csv')).toBe('penguins')
    expect(stemOf('train-images-idx3-ubyte.gz')).toBe('train-images-idx3-ubyte')
  })
})
