import { expect, test } from 'vitest'
import { ownWords } from '../../../web/src/problem/own-words.ts'

const facts = { name: 'x', rows: 10, heldOut: 2, inputs: 4, classes: 3, notes: [], seed: 1 }
const files = (...names: string[]) => names.map((name) => ({ name, bytes: 1, sha256: null }))

test('a table is named with its target, quoted where a shell would split it', () => {
  const columns = ['a', "Bob's kind"]
  expect(ownWords({ ...facts, files: files('x.csv'), columns, target: 0 })).toBe('x.csv --target a --clip-norm 1e30')
  expect(ownWords({ ...facts, files: files('my x.csv'), columns, target: 1 })).toBe(
    `'my x.csv' --target 'Bob'\\''s kind' --clip-norm 1e30`,
  )
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
