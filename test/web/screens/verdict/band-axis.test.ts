import { expect, test } from 'vitest'
import { bandAxis, drawnAt } from '../../../../web/src/screens/verdict/band-axis.ts'

const band = (low: number[], high: number[]) => ({ steps: [1, 2], low, high, median: low })

test('shares go from the tenth below the lowest to just above 1', () => {
  const axis = bandAxis(undefined, [band([0.55, 0.7], [0.6, 0.9])], 0.95)
  expect(axis).toMatchObject({ label: 'right answers', range: [0.5, 1.02] })
  expect(axis.text?.(0.5)).toBe('50 %')
})

test('an error goes from just below the least to the highest, with the target inside', () => {
  const { label, range, text } = bandAxis('rmse', [band([4, 2.5], [6, 3])], 2)
  expect([label, text?.(2.5)]).toEqual(['RMSE', '2.5'])
  expect(range[0]).toBeLessThan(2)
  expect(range[0]).toBeGreaterThan(1.8)
  expect(range[1]).toBeGreaterThan(6)
  expect(range[1]).toBeLessThan(6.6)
})

test('errors from 4 times the least on leave the plot, as what diverged does', () => {
  const { range } = bandAxis('rmse', [band([4, 2], [6, 3]), band([5, 4], [900, Infinity])], 1.5)
  expect(range[1]).toBeLessThan(4.5 * 1.5)
  expect(drawnAt(3, range)).toBe(3)
  expect(drawnAt(Infinity, range)).toBeGreaterThan(range[1])
  expect(drawnAt(Infinity, range)).toBeLessThan(Infinity)
})
