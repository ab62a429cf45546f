import { methodOptimizer } from 'onecycle'
import { expect, test } from 'vitest'
import {
  addPoint,
  addPointAnywhere,
  checkedPoints,
  firstPoints,
  MOST_POINTS,
  movePoint,
  type Point,
  removePoint,
} from '../../../web/src/schedule/drawn.ts'
import { runOf } from '../../../web/src/schedule/run.ts'
import { methodOf } from '../../../web/src/schedule/shape.ts'

const N = 100
const RATE = 0.3

const zigzag: readonly Point[] = [
  [0, 1],
  [0.1, 0],
  [0.12, 0.5],
  [0.5, 0.25],
  [0.98, 0.75],
  [1, 0.2],
]

function schedules(points: readonly Point[], mirror = 'fixed') {
  return methodOptimizer(methodOf({ kind: 'drawn', values: { mirror }, points }, N).method, runOf({ rate: RATE }, N))
}

test('a drawn schedule passes through its points, and in straight lines between them', () => {
  for (const points of [firstPoints, zigzag]) {
    const { learningRate } = schedules(points)
    for (const [share, height] of points) {
      const step = Math.min(Math.round(share * N), N - 1)
      expect(learningRate(step), `${share}`).toBeCloseTo(height * RATE, 12)
    }
  }
  // half of the way from 0.12 to 0.5, in the 37 updates between which the line is drawn
  const { learningRate } = schedules(zigzag)
  const between = [13, 20, 30, 40, 48].map((step) => (learningRate(step + 1) - learningRate(step)) / RATE)
  for (const slope of between) expect(slope).toBeCloseTo((0.25 - 0.5) / 37, 12)
})

test('the momentum is fixed, or mirrors the rate from 0.95 to 0.85', () => {
  expect(schedules(zigzag).momentum(50)).toBe(0.9)
  const { momentum } = schedules(zigzag, 'mirrors')
  expect([0, 10, 50].map(momentum)).toEqual([0.85, 0.95, 0.925])
})

test('a point that is moved stays between its neighbours, and the ends at their ends', () => {
  expect(movePoint(firstPoints, 1, [0.99, 2])[1]).toEqual([0.88, 1])
  expect(movePoint(firstPoints, 2, [0, -1])[2]).toEqual([0.32, 0])
  expect(movePoint(firstPoints, 0, [0.5, 0.5])[0]).toEqual([0, 0.5])
  expect(movePoint(firstPoints, 3, [0.5, 0.5])[3]).toEqual([1, 0.5])
})

test('points are added where there is room, and removed but for the ends', () => {
  expect(addPoint(firstPoints, [0.503, 0.204])[2]).toEqual([0.5, 0.2])
  expect(addPoint(firstPoints, [0.31, 0.2])).toBe(firstPoints)
  expect(addPointAnywhere(firstPoints)[2]).toEqual([0.6, 0.52])
  let many = firstPoints
  for (let i = 0; i < 2 * MOST_POINTS; i++) many = addPointAnywhere(many)
  expect(many).toHaveLength(MOST_POINTS)
  expect(checkedPoints(many)).toBe(many)
  expect(removePoint(firstPoints, 0)).toBe(firstPoints)
  expect(removePoint(firstPoints, 1)).toHaveLength(firstPoints.length - 1)
})

test('what is no drawing is refused', () => {
  const wrong = [
    undefined,
    [],
    [[0, 1]],
    [
      [0, 1],
      [0.5, 1],
    ],
    [
      [0, 1],
      [0.5, 0],
      [0.5, 1],
      [1, 1],
    ],
    [
      [0, 1],
      [1, 2],
    ],
    [
      [0, 'x'],
      [1, 1],
    ],
  ]
  expect(wrong.map(checkedPoints)).toEqual(wrong.map(() => null))
})
