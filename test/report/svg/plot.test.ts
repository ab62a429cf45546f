import { expect, test } from 'vitest'
import { drawPlot, type Plot } from '../../../src/report/svg/plot.js'
import { linearScale } from '../../../src/report/svg/scale.js'

const plot: Plot = {
  title: 'a <title>',
  width: 400,
  height: 300,
  x: linearScale(0, 10),
  y: linearScale(0, 1),
  xLabel: 'steps',
  yLabel: 'loss',
  lines: [
    {
      color: '#123456',
      points: [
        [0, 0],
        [5, 1],
        [10, 0.5],
      ],
    },
  ],
}

const pathOf = (svg: string): string => /<path d="(M[^"]*L[^"]*)" fill="none" stroke="#123456"/.exec(svg)?.[1] ?? ''

test('a line runs from the left edge at the bottom to the top: screens count downwards', () => {
  const points = pathOf(drawPlot(plot))
    .split(/[ML]/)
    .slice(1)
    .map((pair) => pair.split(' ').map(Number))
  const [start, middle, end] = points as [number[], number[], number[]]
  expect(start[1]).toBe(300 - 42)
  expect(middle[1]).toBe(26)
  expect(end[0]).toBe(400 - 14)
  expect(middle[0]).toBeCloseTo(((start[0] as number) + (end[0] as number)) / 2, 0)
})

test('a null parts the line, values beyond the scale stay on the edge', () => {
  const svg = drawPlot({
    ...plot,
    lines: [
      {
        color: '#123456',
        points: [
          [0, 2],
          [1, 3],
          [2, null],
          [3, -1],
          [4, -1],
        ],
      },
    ],
  })
  const path = pathOf(svg)
  expect(path.match(/M/g)).toHaveLength(2)
  expect(path).toMatch(/^M[\d.]+ 26L[\d.]+ 26M[\d.]+ 258L[\d.]+ 258$/)
})

test('a band without a bound reaches to the edge of the plot', () => {
  const svg = drawPlot({
    ...plot,
    bands: [
      {
        color: '#abcdef',
        points: [
          [0, null, null],
          [10, 0.5, null],
        ],
      },
    ],
  })
  const points = /<polygon points="([^"]*)"/
    .exec(svg)?.[1]
    ?.split(' ')
    .map((pair) => Number(pair.split(',')[1]))
  expect(points).toEqual([26, 26, 142, 258])
})

test('dots are circles, lower bounds are triangles', () => {
  const points = [[1, 0.5]] as const
  expect(drawPlot({ ...plot, lines: [{ color: 'red', dots: true, points }] })).toContain('<circle')
  expect(drawPlot({ ...plot, lines: [{ color: 'red', dots: true, atLeast: true, points }] })).not.toContain('<circle')
})

test('the title is there for those who cannot see the drawing, and text is escaped', () => {
  expect(drawPlot(plot)).toContain('role="img" aria-label="a &lt;title&gt;"')
})
