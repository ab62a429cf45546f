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

test('a null parts the line, and what lies beyond the scale is cut off at the frame', () => {
  const line = (points: [number, number | null][]) =>
    pathOf(drawPlot({ ...plot, lines: [{ color: '#123456', points }] }))
  const parted = line([
    [0, 0.5],
    [1, 0.5],
    [2, null],
    [3, 0.5],
    [4, 0.5],
  ])
  expect(parted.match(/M/g)).toHaveLength(2)
  expect(
    line([
      [0, 2],
      [10, 3],
    ]),
  ).toBe('')
  // leaves through the top at half of its way, where its height is that of the frame
  const cut = line([
    [0, 0],
    [10, 2],
  ])
  const [x, y] = (cut.split('L')[1] as string).split(' ').map(Number) as [number, number]
  expect(Math.abs(y - 26)).toBeLessThanOrEqual(2)
  expect(x).toBeLessThan(220)
})

test('dots and bands beyond the scale are not drawn on its edge', () => {
  const far: [number, number][] = [
    [2, 5],
    [8, 5],
  ]
  expect(drawPlot({ ...plot, lines: [{ color: 'red', dots: true, points: far }] })).not.toContain('<circle')
  const bands = [{ color: 'red', points: far.map(([x, y]): [number, number, number] => [x, y, y + 1]) }]
  expect(drawPlot({ ...plot, bands })).not.toContain('<polygon')
})

test('a rule is named; one outside of the frame is not drawn but told in words, with the side', () => {
  const rule = (y: number) => ({ y, color: 'red', dash: '4 4', label: `target ${y}` })
  const svg = drawPlot({ ...plot, rules: [rule(0.5), rule(2), rule(-1)] })
  expect(svg.match(/stroke-dasharray/g)).toHaveLength(1)
  expect(svg).toContain('>target 0.5</text>')
  expect(svg).toContain('>above the axis: target 2</text>')
  expect(svg).toContain('>below the axis: target -1</text>')
})

test('marks are named above the frame, which makes room for them', () => {
  const marks = [2, 2.1, 9].map((x) => ({ x, name: `mark ${x}`, color: 'red' }))
  const svg = drawPlot({ ...plot, marks })
  for (const { name } of marks) expect(svg).toContain(`>${name}</text>`)
  const top = (text: string) => Math.min(...[...text.matchAll(/<path d="M[\d.]+ ([\d.]+)H/g)].map(([, y]) => Number(y)))
  const rules = [{ y: 1, color: 'blue' }]
  expect(top(drawPlot({ ...plot, marks, rules }))).toBeGreaterThan(top(drawPlot({ ...plot, rules })))
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
