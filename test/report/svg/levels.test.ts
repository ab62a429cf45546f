import { expect, test } from 'vitest'
import type { Point } from '../../../src/report/svg/clip.js'
import { drawRules } from '../../../src/report/svg/levels.js'

const frame = { left: 50, top: 20, right: 350, bottom: 220 }
const placeOf = (svg: string) => /<text x="([\d.]+)" y="([\d.]+)"/.exec(svg)?.slice(1).map(Number) as [number, number]
const named = (y: number, curves: Point[][]) =>
  placeOf(drawRules([{ y, color: 'red', label: 'target' }], (value) => value, frame, curves).join(''))

test('a name stands at the left, or where no curve runs through it', () => {
  expect(named(100, [])[0]).toBeLessThan(60)
  const left: Point[] = [
    [50, 150],
    [90, 60],
  ]
  expect(named(100, [left])[0]).toBeGreaterThan(100)
})

test('a name stays inside the frame: under its line where that is at the top', () => {
  expect(named(22, [])[1]).toBeGreaterThan(22)
  expect(named(218, [])[1]).toBeLessThan(218)
})

test('names of lines close together do not lie on one another', () => {
  const rules = [100, 104].map((y) => ({ y, color: 'red', label: `target ${y}` }))
  const texts = drawRules(rules, (value) => value, frame, []).filter((part) => part.startsWith('<text'))
  const [[x0, y0], [x1, y1]] = texts.map(placeOf) as [[number, number], [number, number]]
  expect(Math.abs(y0 - y1) >= 12 || Math.abs(x0 - x1) >= 60).toBe(true)
})
