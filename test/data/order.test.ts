import { expect, test } from 'vitest'
import { blockOrder, epochOrder } from '../../src/data/order.js'
import { refusal } from '../helpers.js'

const orderOf = (count: number, seed: number, epoch: number) => [
  ...epochOrder(count, seed, epoch, new Uint32Array(count)),
]

test('epochOrder visits every row exactly once, counts 1 to 67', () => {
  for (let count = 1; count <= 67; count++) {
    expect(orderOf(count, 3, 5).sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, i) => i))
  }
})

test('epochOrder fills and returns the array it was given, whatever that held', () => {
  const into = new Uint32Array(20).fill(99)
  expect(epochOrder(20, 1, 2, into)).toBe(into)
  expect([...into]).toEqual(orderOf(20, 1, 2))
})

test('epochOrder gives another order for another epoch and for another seed', () => {
  const orders = [orderOf(50, 1, 0), orderOf(50, 1, 1), orderOf(50, 2, 0), orderOf(50, 2, 1)]
  expect(new Set(orders.map(String)).size).toBe(4)
})

test('epochOrder draws the six orders of three rows equally often, 6000 epochs, chi-square below 20.5 (p = 0.001)', () => {
  const seen = new Map<string, number>()
  for (let epoch = 0; epoch < 6000; epoch++) {
    const order = String(orderOf(3, 7, epoch))
    seen.set(order, (seen.get(order) ?? 0) + 1)
  }
  expect(seen.size).toBe(6)
  expect([...seen.values()].reduce((sum, n) => sum + (n - 1000) ** 2 / 1000, 0)).toBeLessThan(20.5)
})

test('epochOrder is the recorded order for seed 1, epoch 0', () => {
  expect(orderOf(10, 1, 0)).toEqual([5, 7, 3, 9, 1, 8, 2, 6, 4, 0])
})

test('epochOrder refuses counts, seeds, epochs and arrays that do not fit, and says what it expected', () => {
  const into = new Uint32Array(3)
  expect(() => epochOrder(0, 1, 0, into)).toThrow(refusal(RangeError, 'epochOrder', 'count', 1, 0))
  expect(() => epochOrder(3, -1, 0, into)).toThrow(refusal(RangeError, 'epochOrder', 'seed', 0, -1))
  expect(() => epochOrder(3, 1, 0.5, into)).toThrow(refusal(RangeError, 'epochOrder', 'epoch', 0, 0.5))
  expect(() => epochOrder(4, 1, 0, into)).toThrow(refusal(RangeError, 'epochOrder', 'into', 4, 3))
  // @ts-expect-error the wrong kind of array
  expect(() => epochOrder(3, 1, 0, [0, 0, 0])).toThrow(refusal(TypeError, 'epochOrder', 'into', 'an array of length 3'))
})

test('blockOrder keeps every row in its block of 1 to 12 of 11 rows, the last one short, and shuffles each in its own way', () => {
  const rows = Array.from({ length: 11 }, (_, row) => row)
  for (let block = 1; block <= 12; block++) {
    const order = [...blockOrder(block, 1, 3, new Uint32Array(11))]
    expect(order.map((row) => Math.floor(row / block))).toEqual(rows.map((row) => Math.floor(row / block)))
    expect([...order].sort((a, b) => a - b)).toEqual(rows)
    expect(String(order) === String(rows)).toBe(block === 1)
  }
  const offsets = [...blockOrder(50, 1, 0, new Uint32Array(150))].map((row) => row % 50)
  const blocks = [0, 50, 100].map((from) => String(offsets.slice(from, from + 50)))
  expect(new Set(blocks).size).toBe(3)
})

test('blockOrder of a single block is epochOrder', () => {
  expect([...blockOrder(30, 4, 2, new Uint32Array(30))]).toEqual(orderOf(30, 4, 2))
})
