import { expect, test } from 'vitest'
import { bandAxis, drawnAt } from '../../../../web/src/screens/verdict/band-axis.ts'

const band = (low: number[], high: number[]) => ({ steps: [1, 2], low, high, median: low })

test('shares go from the tenth below the lowest to just above 1', () => {
  const axis = bandAxis(undefined, [band([0.55, 0.7], [0.6, 0.9])], 0.95)
  expect(axis).toMatchObject({ label: 'right answers', range: [0.5, 1.02] })
  expect(axis.text?.(0.5)).toBe('50 %')
})

test('an error is on a log scale from the least to 12 times that, with the target inside, whatever diverged', () => {
  const axis = bandAxis('rmse', [band([4, 2], [6, 3]), band([5, 4], [900, Infinity])], 1.5)
  expect(axis).toMatchObject({ label: 'RMSE', logarithmic: true })
  const [low, high] = axis.range
  expect(axis.ticks).toEqual([1.5, 2, 3, 4, 5, 7, 10, 15])
  expect(low).toBeLessThan(1.5)
  expect(low).toBeGreaterThan(1)
  expect(high).toBeGreaterThan(12 * 1.5)
  expect(high).toBeLessThan(14 * 1.5)
  expect(drawnAt(3, axis.range)).toBe(3)
  expect(drawnAt(Infinity, axis.range)).toBeGreaterThan(high)
  expect(drawnAt(Infinity, axis.range)).toBeLessThan(Infinity)
})

test('errors that differ by less than a factor of 4 are on an even scale', () => {
  const axis = bandAxis('rmse', [band([4, 2.5], [6, 3])], 2)
  expect(axis.logarithmic).toBe(undefined)
  expect(axis.range[0]).toBeLessThan(2)
  expect(axis.range[1]).toBeGreaterThan(6)
})

test('where every run diverged there is an axis all the same', () => {
  const { range } = bandAxis('rmse', [band([Infinity], [Infinity])], Infinity)
  expect(range[0]).toBeGreaterThan(0)
  expect(range[1]).toBeGreaterThan(range[0])
})
