/** A schedule that is drawn by hand: points, and straight lines between them. */
import type { ScheduleDescription } from 'onecycle'
import { ofRate, ofRun, shortNumber } from './quantity.ts'

/** A share of the run, and the height there as a share of the rate. */
export type Point = readonly [share: number, height: number]

/** The least way from point to point, as a share of the run. */
export const APART = 0.02

export const MOST_POINTS = 20

/** Up, down, and on: a 1cycle of straight lines to begin with. */
export const firstPoints: readonly Point[] = [
  [0, 0.04],
  [0.3, 1],
  [0.9, 0.04],
  [1, 0],
]

/** Lines one after the other, each from one point to the next. */
export function drawnRate(points: readonly Point[]): ScheduleDescription {
  return linesBetween(points, ofRate)
}

/** The momentum that mirrors it: high where the rate is 0, low where it is highest. */
export function mirroredMomentum(points: readonly Point[], high: number, low: number): ScheduleDescription {
  const highest = Math.max(...points.map(([, height]) => height), Number.MIN_VALUE)
  return linesBetween(points, (height) => shortNumber(high - ((high - low) * height) / highest))
}

function linesBetween(points: readonly Point[], value: (height: number) => number | string): ScheduleDescription {
  const lines = points.slice(1).map(([end, to], i) => {
    const [start, from] = points[i] as Point
    return { schedule: 'linear', initial: value(from), final: value(to), totalSteps: ofRun(end - start) }
  })
  const boundaries = points.slice(1, -1).map(([share]) => ({ steps: ofRun(share) }))
  return { schedule: 'join', schedules: lines, boundaries }
}

/** A point that is moved stays between its neighbours; the first and the last stay at their ends of the run. */
export function movePoint(points: readonly Point[], index: number, [share, height]: Point): Point[] {
  const low = index === 0 ? 0 : index === points.length - 1 ? 1 : points[index - 1]![0] + APART
  const high = index === 0 ? 0 : index === points.length - 1 ? 1 : points[index + 1]![0] - APART
  const moved: Point = [hundredths(Math.min(Math.max(share, low), high)), hundredths(Math.min(Math.max(height, 0), 1))]
  return points.map((point, i) => (i === index ? moved : point))
}

/** With one more point; the same points where there is no room for it. */
export function addPoint(points: readonly Point[], [share, height]: Point): readonly Point[] {
  const at = hundredths(share)
  const before = points.filter(([place]) => place <= at).length - 1
  const room =
    points.length < MOST_POINTS && before >= 0 && points.every(([place]) => Math.abs(place - at) >= APART - 1e-9)
  if (!room) return points
  const point: Point = [at, hundredths(Math.min(Math.max(height, 0), 1))]
  return [...points.slice(0, before + 1), point, ...points.slice(before + 1)]
}

/** With one more in the middle of the widest gap. */
export function addPointAnywhere(points: readonly Point[]): readonly Point[] {
  const gaps = points.slice(1).map(([share], i) => share - points[i]![0])
  const widest = gaps.indexOf(Math.max(...gaps))
  const [[start, from], [end, to]] = [points[widest]!, points[widest + 1]!]
  return addPoint(points, [(start + end) / 2, (from + to) / 2])
}

/** Without a point; the ends stay. */
export function removePoint(points: readonly Point[], index: number): readonly Point[] {
  return index === 0 || index === points.length - 1 ? points : points.filter((_, i) => i !== index)
}

/** Points from an address: null for what is no drawing. */
export function checkedPoints(points: unknown): readonly Point[] | null {
  if (!Array.isArray(points) || points.length < 2 || points.length > MOST_POINTS) return null
  const fits = points.every((point, i) => {
    if (!Array.isArray(point)) return false
    const [share, height] = point as [unknown, unknown]
    const after = i === 0 ? share === 0 : Number(share) >= (points[i - 1] as Point)[0] + APART - 1e-9
    return after && Number(share) <= 1 && typeof height === 'number' && height >= 0 && height <= 1
  })
  return fits && (points.at(-1) as Point)[0] === 1 ? (points as Point[]) : null
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100
}
