import { expect, test } from 'vitest'
import { residualsFigure, scatterFigure } from '../../../src/report/training/numbers.js'

const actual = Array.from({ length: 100 }, (_, i) => i)
const answers = { name: 'y', actual, predicted: actual.map((value) => value + ((value * 7) % 5) - 2) }
const centres = (svg: string) =>
  [...svg.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)"/g)].map(
    ([, x, y]) => [Number(x), Number(y)] as [number, number],
  )

test('the scatter has a dot for each row inside its frame, and exact ones on the diagonal', () => {
  const dots = centres(scatterFigure(answers, 720))
  expect(dots).toHaveLength(100)
  const exact = centres(scatterFigure({ name: 'y', actual, predicted: actual }, 720))
  const [first, last] = [exact[0], exact.at(-1)] as [[number, number], [number, number]]
  const slope = (last[1] - first[1]) / (last[0] - first[0])
  for (const [x, y] of exact) expect(y).toBeCloseTo(first[1] + slope * (x - first[0]), 0)
})

test('of many rows about 1500 are drawn', () => {
  const many = Float32Array.from({ length: 20_000 }, (_, i) => i)
  expect(centres(scatterFigure({ name: 'y', actual: many, predicted: many }, 350)).length).toBeLessThanOrEqual(1500)
})

test('the bars of the histogram hold every row: their areas add up to the rows', () => {
  const svg = residualsFigure(answers, 720)
  const heights = [...svg.matchAll(/<polygon points="([^"]*)"/g)].map(([, points]) => {
    const ys = (points as string).split(' ').map((pair) => Number(pair.split(',')[1]))
    return Math.max(...ys) - Math.min(...ys)
  })
  // five values, each of twenty rows
  const tall = heights.filter((height) => height > 1)
  expect(tall).toHaveLength(5)
  for (const height of tall) expect(height).toBeCloseTo(tall[0] as number, 0)
  expect(svg).toContain('>exact</text>')
})

test('answers that are all exact, or all alike, are drawn without NaN', () => {
  for (const value of [0, 3]) {
    const same = { name: 'y', actual: [value, value], predicted: [value, value] }
    for (const svg of [scatterFigure(same, 350), residualsFigure(same, 350)]) expect(svg).not.toMatch(/NaN|Infinity/)
  }
})
