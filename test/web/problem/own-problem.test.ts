import { expect, test } from 'vitest'
import { networkInWords, ownProblem } from '../../../web/src/problem/own-problem.ts'

const facts = { name: 'x', files: [], heldOut: 10, inputs: 4, classes: 3, notes: [], seed: 1 }

test('a small table makes 400 updates or more in at most 200 epochs, and ends in an output for each class', () => {
  for (const rows of [20, 150, 1000, 9999, 40_000]) {
    const { batchSize, epochs, layers } = ownProblem({ ...facts, rows }, 1)
    expect(epochs).toBeLessThanOrEqual(200)
    expect(batchSize).toBeLessThanOrEqual(rows)
    if (epochs < 200) expect(epochs * Math.ceil(rows / batchSize)).toBeGreaterThanOrEqual(400)
    expect(layers.at(-1)).toEqual({ kind: 'dense', outputs: 3 })
  }
})

test('60,000 images are passed over three times', () => {
  expect(ownProblem({ ...facts, rows: 60_000, shape: [28, 28, 1] }, 1).epochs).toBe(3)
})

test('a number to predict takes one output', () => {
  expect(ownProblem({ ...facts, rows: 100, classes: 0 }, 1).layers.at(-1)).toEqual({ kind: 'dense', outputs: 1 })
})

test('the network of own data is told by its sizes, and what it was chosen for unless it was edited', () => {
  const table = { ...facts, rows: 100 }
  const problem = ownProblem(table, 1)
  expect(networkInWords(problem, table)).toBe('64-32, chosen for 4 inputs, 3 classes')
  expect(networkInWords({ ...problem, layers: problem.layers.slice(1) }, table)).toBe('32, edited')
  expect(networkInWords(problem, null)).toBe('64-32, edited')
})
