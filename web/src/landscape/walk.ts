/** How a dot moves on the landscape: gradient descent with momentum by the schedules of a lane, in noise that is the same for every lane. */
import { type MethodDescription, methodOptimizer } from 'onecycle'
import { type Lane, MOMENTUM } from '../state/lab.ts'
import { height, type Point, saddle, slope, valleys } from './surface.ts'

/** Updates of a walk. */
export const STEPS = 300
/** Leaving it, a dot is lost: as a run that diverges. */
const LOST = 1e3

export interface WalkOptions {
  readonly start: Point
  /** standard deviation of what is added to either part of the slope */
  readonly noise: number
  readonly seed: number
}

export interface Walk {
  /** [STEPS + 1] places, the start first; a walk that is lost ends sooner */
  readonly points: readonly Point[]
  readonly end: 'upper' | 'lower' | 'ravine' | 'lost'
  /** the first update after which the dot is in a valley and stays on that side; null if it never is */
  readonly arrived: number | null
  /** mean height over the last tenth of the walk: how well it has settled */
  readonly settled: number
}

export interface Rates {
  rate(step: number): number
  momentum(step: number): number
}

/** @returns null where the lane's method is no plain momentum: its dot would move by another rule */
export function ratesOf(lane: Lane, rate: number): Rates | null {
  const { optimizer = 'sgd' } = typeof lane.method === 'string' ? {} : (lane.method as MethodDescription)
  if (optimizer !== 'sgd') return null
  const { learningRate, momentum } = methodOptimizer(lane.method, {
    totalSteps: STEPS,
    epochs: 1,
    rate,
    weightDecay: 0,
    momentum: MOMENTUM,
    ...(lane.dialect === undefined ? {} : { dialect: lane.dialect }),
  })
  return { rate: learningRate, momentum }
}

/**
 * As the library's `sgd`:  v = momentum v + slope + noise,  place = place - rate v
 */
export function walk({ rate, momentum }: Rates, { start, noise, seed }: WalkOptions): Walk {
  const random = randomOf(seed)
  const points = [start]
  let { x, y } = start
  let vx = 0
  let vy = 0
  for (let step = 0; step < STEPS; step++) {
    const { x: dx, y: dy } = slope({ x, y })
    const mu = momentum(step)
    vx = mu * vx + dx + noise * random()
    vy = mu * vy + dy + noise * random()
    x -= rate(step) * vx
    y -= rate(step) * vy
    if (!(Math.abs(x) < LOST && Math.abs(y) < LOST)) break
    points.push({ x, y })
  }
  const last = points.slice(-STEPS / 10)
  const lost = points.length <= STEPS
  const arrived = lost ? null : arrival(points)
  return {
    points,
    end: lost ? 'lost' : arrived === null ? 'ravine' : (points.at(-1) as Point).y > 0 ? 'upper' : 'lower',
    arrived,
    settled: last.reduce((sum, point) => sum + height(point), 0) / last.length,
  }
}

/** Halfway from the saddle to a valley's bottom counts as in the valley. */
function inValley({ x, y }: Point): boolean {
  return x > saddle.x && Math.abs(y) > Math.abs((valleys[0] as Point).y) / 2
}

function arrival(points: readonly Point[]): number | null {
  const end = points.at(-1) as Point
  if (!inValley(end)) return null
  for (let step = points.length - 1; step > 0; step--) {
    const point = points[step - 1] as Point
    if (point.y * end.y <= 0 || !inValley(point)) return step
  }
  return 0
}

/** Numbers of mean 0 and deviation 1, near to normal: the sum of four uniform ones. */
function randomOf(seed: number): () => number {
  let state = Math.imul(seed + 1, 0x9e3779b1) >>> 0
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return () => Math.sqrt(3) * (uniform() + uniform() + uniform() + uniform() - 2)
}
