import { expect, test } from 'vitest'
import { shadeAt, strokesFor } from '../../../src/report/svg/palette.js'

const names = Array.from({ length: 20 }, (_, i) => `curve ${i}`)

test.each([false, true])('no two curves of twenty look the same, full lines: %s', (full) => {
  const strokes = strokesFor(names, 'curve 3', full)
  expect(new Set([...strokes.values()].map(({ color, dash = '' }) => `${color} ${dash}`)).size).toBe(20)
})

test('full lines take a dash only where the colours come again', () => {
  const strokes = [...strokesFor(names.slice(0, 9), 'curve 0', true).values()]
  expect(strokes.map(({ dash = '' }) => dash).join('')).toBe('')
})

test('shades are as many as there are, up to six, and the last is the strongest', () => {
  expect(new Set([0, 1, 2, 3, 4, 5].map((i) => shadeAt(i, 6).color)).size).toBe(6)
  expect(shadeAt(0, 1)).toEqual(shadeAt(4, 5))
})
