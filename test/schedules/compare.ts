import type { Schedule } from '../../src/schedules/index.js'

/** The values of the first `count` steps. */
export function values(schedule: Schedule, count: number): number[] {
  return Array.from({ length: count }, (_, step) => schedule(step))
}

/**
 * The worst error over the first `count` steps, in units of the tolerance 1e-12 |expected| + 1e-15 top. The second term
 * is the rounding of the textbook formula itself where it subtracts nearly equal numbers. NaN counts as infinite.
 */
export function worstError(schedule: Schedule, expected: (step: number) => number, count: number, top: number): number {
  let worst = 0
  for (let step = 0; step < count; step++) {
    const want = expected(step)
    const error = Math.abs(schedule(step) - want) / (1e-12 * Math.abs(want) + 1e-15 * top)
    worst = Math.max(worst, Number.isNaN(error) ? Infinity : error)
  }
  return worst
}

/** What `act` throws, as [kind, message]. */
export function thrown(act: () => unknown): [string, string] | null {
  try {
    act()
    return null
  } catch (error) {
    return [(error as Error).constructor.name, (error as Error).message]
  }
}
