import { expect, test } from 'vitest'
import { drawTextPlot } from '../../../src/report/svg/text-plot.js'

test('a text plot puts points where they belong: the corners, a line, marks beside one another, nothing outside', () => {
  const lines = drawTextPlot({
    points: [
      [0, 0],
      [1, 1],
      [0.5, 0.5],
      [2, 0.5],
      [0.5, Number.NaN],
    ],
    faint: [
      [0, 1],
      [0, 0],
    ],
    marks: [
      ['a', 0.5],
      ['b', 0.5],
      ['c', 2],
    ],
    yLabels: ['top', '0'],
    xLabels: ['1', '100'],
    width: 16,
    height: 3,
  })
  expect(lines).toEqual(['top │·    ┊┊   ●', '    │     ●┊', '  0 │●    ┊┊', '    └─────ab────', '     1       100'])
})
