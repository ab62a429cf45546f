import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clipPolygon, clipSegment, isInside, type Point } from '../../../src/report/svg/clip.js'

const frame = { left: 0, top: 0, right: 10, bottom: 4 }

test('a straight line is cut at every edge, and one that misses the frame has no part of it', () => {
  expect(clipSegment([2, 1], [8, 3], frame)).toEqual([
    [2, 1],
    [8, 3],
  ])
  expect(clipSegment([-5, 2], [15, 2], frame)).toEqual([
    [0, 2],
    [10, 2],
  ])
  expect(clipSegment([5, -4], [5, 12], frame)).toEqual([
    [5, 0],
    [5, 4],
  ])
  expect(clipSegment([-1, 3], [1, 9], frame)).toBeNull()
  expect(clipSegment([0, 5], [10, 5], frame)).toBeNull()
})

test('an end that lies inside is given back itself', () => {
  const inside: Point = [1, 1]
  expect(clipSegment(inside, [1, 9], frame)?.[0]).toBe(inside)
})

test('an area is cut to what lies inside: half of a square, nothing of one beside it', () => {
  const square = (x: number): Point[] => [
    [x, 1],
    [x + 4, 1],
    [x + 4, 3],
    [x, 3],
  ]
  const corners = clipPolygon(square(8), frame)
  expect(new Set(corners.map(([x, y]) => `${x},${y}`))).toEqual(new Set(['8,1', '10,1', '10,3', '8,3']))
  expect(clipPolygon(square(11), frame)).toEqual([])
})

test('no part lies outside', () => {
  const point = fc.tuple(fc.double({ min: -50, max: 50, noNaN: true }), fc.double({ min: -50, max: 50, noNaN: true }))
  const wider = { left: -1e-9, top: -1e-9, right: 10 + 1e-9, bottom: 4 + 1e-9 }
  fc.assert(
    fc.property(fc.array(point, { minLength: 3, maxLength: 8 }), (corners) => {
      const parts = corners.flatMap((corner, i) => clipSegment(corners.at(i - 1) as Point, corner, frame) ?? [])
      return [...parts, ...clipPolygon(corners, frame)].every((part) => isInside(part, wider))
    }),
  )
})
