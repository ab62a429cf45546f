import { describe, expect, test } from 'vitest'
import { judge, probabilities, surest } from '../../../web/src/learned/confusion.ts'

const answers = [
  [0.7, 0.2, 0.1],
  [0.1, 0.8, 0.1],
  [0.5, 0.1, 0.4],
  [0.02, 0.95, 0.03],
].flat()

describe('judge', () => {
  test('rows are counted by what they are and what was answered, and mistakes are told the surest first', () => {
    const { matrix, right, rows, mistakes } = judge([0, 1, 2, 0], answers, 3, 12)
    expect(matrix).toEqual([
      [1, 1, 0],
      [0, 1, 0],
      [1, 0, 0],
    ])
    expect([right, rows]).toEqual([2, 4])
    expect(mistakes).toEqual([
      { row: 3, actual: 0, predicted: 1, sure: 0.95 },
      { row: 2, actual: 2, predicted: 0, sure: 0.5 },
    ])
    expect(judge([0, 1, 2, 0], answers, 3, 1).mistakes).toHaveLength(1)
  })

  test('a single output is the probability of class 1', () => {
    const { matrix, mistakes } = judge([0, 1, 1], [0.25, 0.75, 0.25], 2, 12)
    expect(matrix).toEqual([
      [1, 0],
      [1, 1],
    ])
    expect(mistakes).toEqual([{ row: 2, actual: 1, predicted: 0, sure: 0.75 }])
    expect(probabilities([0.25], 0, 1)).toEqual([0.75, 0.25])
  })

  test('of equal probabilities the first class is the answer', () => {
    expect(surest([0.5, 0.5], 0, 2)).toEqual([0, 0.5])
  })
})
