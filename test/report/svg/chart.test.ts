import { expect, test } from 'vitest'
import { drawChart } from '../../../src/report/svg/chart.js'

test('drawChart puts the first and last value at the ends of the axis, the highest on top', () => {
  const panel = { label: 'value', fromZero: true, series: [[0, 5, 10]], share: 1 }
  const svg = drawChart({ xLabel: 'step', xMax: 2, names: ['rise'], panels: [panel] })
  const [, line] = [...svg.matchAll(/<polyline points="([^"]*)"/g)].map((match) => match[1])
  const [start, middle, end] = (line as string).split(' ').map((point) => point.split(',').map(Number))
  expect([start?.[0], middle?.[0], end?.[0]]).toEqual([70, 425, 780])
  expect((start?.[1] as number) - (end?.[1] as number)).toBe(400)
  expect(middle?.[1]).toBe(((start?.[1] as number) + (end?.[1] as number)) / 2)
})

test('a chart is a file of its own, names are escaped, and every one of 32 lines has another stroke', () => {
  const names = Array.from({ length: 32 }, (_, i) => `<${i}>`)
  const panel = { label: 'value', fromZero: true, series: names.map((_, i) => [i, i + 1]), share: 1 }
  const svg = drawChart({ xLabel: 'step', xMax: 1, names, panels: [panel] })
  expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" width="800" height="[\d.]+" viewBox="0 0 800 /)
  expect(svg).toContain('&lt;31&gt;')
  expect(svg).not.toContain('<31>')
  const strokes = [...svg.matchAll(/<polyline points="[^"]*" (fill="none"[^/]*?) stroke-linejoin/g)].map(
    (match) => match[1],
  )
  expect(new Set(strokes).size).toBe(32)
})
