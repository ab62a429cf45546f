import { csvRows, prepareTable } from 'onecycle/csv'
import { expect, test } from 'vitest'
import { errorInWords, evaluatedWords, ownWords } from '../../../web/src/problem/own-words.ts'

const facts = { name: 'x', rows: 10, heldOut: 2, inputs: 4, classes: 3, notes: [], seed: 1 }
const files = (...names: string[]) => names.map((name) => ({ name, bytes: 1, sha256: null }))

test('a table is named with its target, quoted where a shell would split it', () => {
  const columns = ['a', "Bob's kind"]
  expect(ownWords({ ...facts, files: files('x.csv'), columns, target: 0 })).toBe('x.csv --target a --clip-norm 1e30')
  expect(ownWords({ ...facts, files: files('my x.csv'), columns, target: 1 })).toBe(
    `'my x.csv' --target 'Bob'\\''s kind' --clip-norm 1e30`,
  )
})

test('a table that is evaluated is clipped by nothing, and files without a command have none', () => {
  expect(evaluatedWords({ ...facts, files: files('x.csv'), columns: ['a'], target: 0 })).toBe('x.csv --target a')
  expect(evaluatedWords({ ...facts, files: files('images.idx', 'labels.idx') })).toBeNull()
})

test('files that the command line knows as a folder with a test part are that folder, others none', () => {
  const train = ['train-images-idx3-ubyte.gz', 'train-labels-idx1-ubyte.gz']
  const test = ['t10k-images-idx3-ubyte', 't10k-labels-idx1-ubyte']
  expect(ownWords({ ...facts, files: files(...train, ...test) })).toBe('.')
  expect(ownWords({ ...facts, files: files('data_batch_1.bin', 'test_batch.bin') })).toBe('.')
  expect(ownWords({ ...facts, files: files(...train) })).toBeNull()
  expect(ownWords({ ...facts, files: files(...test) })).toBeNull()
  expect(ownWords({ ...facts, files: files('images.idx', 'labels.idx') })).toBeNull()
})

test('what the library says of a table is a sentence without names of functions and options', () => {
  const said = (run: () => unknown): string => {
    try {
      run()
    } catch (error) {
      return errorInWords((error as Error).message)
    }
    return 'nothing'
  }
  expect(said(() => csvRows('a,b\n1,2\n3\n'))).toMatch(/^line 3 should have 2 cells, .* and has 1: complete the row/)
  expect(said(() => csvRows(''))).toMatch(/^it should have at least one row of data, and has none/)
  const names = `name,x\n${Array.from({ length: 30 }, (_, i) => `n${i},${i % 7}`).join('\n')}`
  const sentence = said(() => prepareTable(names, { target: 'name' }))
  expect(sentence).toMatch(/^name should have classes .*: choose another target\.$/)
  expect(errorInWords('the table is not here any more')).toBe('the table is not here any more.')
})
