import { expect, test } from 'vitest'
import { faults, runMatrix } from './matrix.mjs'
import { formatTable } from './table.mjs'

test('the packed package gives the recorded bits in this Node and, where it is installed, in Bun', async () => {
  const matrix = await runMatrix({ only: ['node-running', 'bun'] })
  console.log(formatTable(matrix))
  expect(faults(matrix, false)).toEqual([])
  const running = matrix.rows.find(({ id }) => id === 'node-running')
  expect(Object.keys(running?.cells ?? {})).toEqual([
    'wasm',
    'js',
    'wasm-worker',
    'js-worker',
    'train-in-worker',
    'threads',
  ])
})

test('a hash that differs, an error, and in a strict run a missing engine are faults', () => {
  const cells = {
    right: { ok: true },
    other: { ok: false, differing: ['data: digits'] },
    broken: { ok: false, reason: 'no report within 90 s' },
  }
  const rows = [
    { id: 'a', cells },
    { id: 'b', missing: 'b is not installed', cells: {} },
  ]
  const wrong = ['a, other: 1 golden runs differ: data: digits', 'a, broken: no report within 90 s']
  expect(faults({ rows }, false)).toEqual(wrong)
  expect(faults({ rows }, true)).toEqual([...wrong, 'b: b is not installed'])
})
