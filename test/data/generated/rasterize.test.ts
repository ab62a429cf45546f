import { expect, test } from 'vitest'
import { drawStroke, inkAt } from '../../../src/data/generated/rasterize.js'

const SIZE = 8
const depthsOf = (points: number[], radius: number, softness: number, depths = new Float64Array(SIZE * SIZE)) => {
  drawStroke(depths, SIZE, points, radius, radius, softness)
  return depths
}
const draw = (points: number[], radius = 1, softness = 1, strength = 1) =>
  depthsOf(points, radius, softness).map((depth) => inkAt(depth, softness, strength))
const pixel = (ink: Float64Array, column: number, row: number) => ink[row * SIZE + column]

test('a straight stroke has full ink inside, half at its radius and none beyond radius + softness / 2', () => {
  // along the centres of row 3; rows 2 and 4 are 1 away, rows 1 and 5 are 2 away
  const ink = draw([2.5, 3.5, 5.5, 3.5])
  expect([1, 2, 3, 4, 5].map((row) => pixel(ink, 4, row))).toEqual([0, 0.5, 1, 0.5, 0])
  // its ends are round: column 1 is 1 away, the corner (1, 2) sqrt(2)
  expect(pixel(ink, 1, 3)).toBe(0.5)
  expect(pixel(ink, 1, 2)).toBeCloseTo(1.5 - Math.SQRT2, 14)
  expect(pixel(ink, 0, 3)).toBe(0)
})

test('softness is the width of the grey rim and strength the ink inside', () => {
  const ink = draw([0, 4.5, 8, 4.5], 1.5, 2, 0.5)
  // distances 0 1 2 3: (2.5 - d) / 2, at most 1, times 0.5
  expect([4, 5, 6, 7].map((row) => pixel(ink, 4, row))).toEqual([0.5, 0.375, 0.125, 0])
})

test('a stroke of length 0 is a dot', () => {
  const ink = draw([3.5, 3.5, 3.5, 3.5])
  expect([pixel(ink, 3, 3), pixel(ink, 4, 3), pixel(ink, 3, 2), pixel(ink, 5, 3)]).toEqual([1, 0.5, 0.5, 0])
  expect(ink.every(Number.isFinite)).toBe(true)
})

test('a stroke grows from its first radius to its last', () => {
  const depths = new Float64Array(SIZE * SIZE)
  drawStroke(depths, SIZE, [0.5, 3.5, 7.5, 3.5], 0.5, 2.5, 1)
  const width = (column: number) =>
    Array.from({ length: SIZE }, (_, row) => inkAt(pixel(depths, column, row) as number, 1, 1))
  const total = (column: number) => width(column).reduce((sum, value) => sum + value)
  expect(total(0)).toBe(1)
  expect(total(7)).toBeGreaterThan(3)
})

test('a pixel keeps the larger depth of two strokes, so their order does not matter', () => {
  const across = [1, 4, 7, 4]
  const down = [4, 1, 4, 7]
  const depths = depthsOf(down, 0.6, 1, depthsOf(across, 1, 1))
  const swapped = depthsOf(across, 1, 1, depthsOf(down, 0.6, 1))
  expect(swapped).toEqual(depths)
  const [one, other] = [depthsOf(across, 1, 1), depthsOf(down, 0.6, 1)]
  expect(depths).toEqual(one.map((depth, i) => Math.max(depth, other[i] as number)))
})

test('more depth is never less ink, and at the softness it is all of it: 1000 depths of three kinds of strokes', () => {
  for (const [softness, strength] of [
    [0.8, 1],
    [1.3, 0.55],
    [1.6, 0.44],
  ] as const) {
    const inks = Array.from({ length: 1001 }, (_, i) => inkAt((i * softness) / 1000, softness, strength))
    for (const [i, ink] of inks.entries()) expect(ink).toBeGreaterThanOrEqual(inks[i - 1] ?? 0)
    expect([inks[0], inks[1000], inkAt(2 * softness, softness, strength)]).toEqual([0, strength, strength])
  }
})

test('a curve passes halfway between neighbouring control points, and through a point given twice', () => {
  const thin = (points: number[]) => draw(points, 0.25, 0.5)
  // one bend: at u = 1/2 the curve is at (a + 2 b + c) / 4 = (4.5, 2.5)
  const bend = thin([0.5, 0.5, 4.5, 4.5, 8.5, 0.5])
  expect(pixel(bend, 4, 2)).toBe(1)
  expect(pixel(bend, 4, 4)).toBe(0)
  // two bends: halfway between (0.5, 6.5) and (6.5, 6.5)
  const joined = thin([0.5, 0.5, 0.5, 6.5, 6.5, 6.5, 6.5, 0.5])
  expect(pixel(joined, 3, 6)).toBe(1)
  expect(pixel(joined, 0, 6)).toBe(0)
  const corner = thin([0.5, 0.5, 4.5, 4.5, 4.5, 4.5, 7.5, 0.5])
  expect(pixel(corner, 4, 4)).toBe(1)
  // both ends are reached
  expect([pixel(joined, 0, 0), pixel(joined, 6, 0)]).toEqual([1, 1])
})

test('a stroke outside the image leaves it as it was, one across the edge is cut', () => {
  expect(draw([-9, -9, -5, -3]).every((value) => value === 0)).toBe(true)
  expect(draw([20, 3, 30, 3]).every((value) => value === 0)).toBe(true)
  const cut = draw([-20.5, 3.5, 2.5, 3.5])
  expect([0, 1, 2, 3].map((column) => pixel(cut, column, 3))).toEqual([1, 1, 1, 0.5])
})
