import { expect, test } from 'vitest'
import { curvesFigure, steadyMomentum } from '../../../src/report/training/curves.js'
import { history } from './facts.js'

const pathsIn = (svg: string) =>
  [...svg.matchAll(/<path d="(M[^"]*L[^"]*)" fill="none"/g)].map(([, path]) => path as string)
const xOf = (path: string) =>
  path
    .split(/[ML]/)
    .slice(1)
    .map((pair) => Number(pair.split(' ')[0]))

test('loss, accuracy, rate and momentum share one axis: equal updates lie above one another', () => {
  const drawings = curvesFigure(history, 720).split('</svg>').slice(0, -1)
  expect(drawings).toHaveLength(4)
  const ends = drawings.map((svg) => Math.max(...pathsIn(svg).flatMap(xOf)))
  for (const end of ends) expect(end).toBeCloseTo(706, 0)
  const firsts = drawings.slice(2).map((svg) => Math.min(...pathsIn(svg).flatMap(xOf)))
  expect(firsts[0]).toBe(firsts[1])
})

test('a momentum that never changes is a number, not a curve', () => {
  const momentum = history.momentum.map(() => 0.9)
  expect(steadyMomentum({ ...history, momentum })).toBe(0.9)
  expect(steadyMomentum(history)).toBeNull()
  expect(curvesFigure({ ...history, momentum }, 720)).not.toContain('>momentum<')
})

test('a long run is thinned to what a screen shows, and its highest spike stays', () => {
  const loss = Array.from({ length: 100_000 }, (_, i) => (i === 77_777 ? 1.9 : 1 + (i % 7) / 100))
  const svg = curvesFigure({ ...history, loss, learningRate: loss, momentum: [] }, 720)
  expect(svg.length).toBeLessThan(100_000)
  const rate = svg.split('</svg>')[2] as string
  const highest = Math.min(
    ...pathsIn(rate).flatMap((path) =>
      path
        .split(/[ML]/)
        .slice(1)
        .map((pair) => Number(pair.split(' ')[1])),
    ),
  )
  expect(highest).toBe(26)
})

test('a loss that is not positive is drawn on a linear axis', () => {
  const loss = history.loss.map((value) => value - 1)
  const svg = curvesFigure({ ...history, loss, epochRecords: [] }, 720)
  expect(svg).toContain('>loss</text>')
  expect(svg).not.toContain('NaN')
})
