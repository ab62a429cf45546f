/** When a lane crosses the finish line: at the first look that shows the target. */
import type { LaneLook } from '../work/lane/protocol.ts'

/** @returns the look; null where the target was not seen up to `step` */
export function arrival(looks: readonly LaneLook[], target: number, step = Infinity): LaneLook | null {
  return looks.find((look) => look.step <= step && look.accuracy !== null && look.accuracy >= target) ?? null
}

/** The places of the lanes that have arrived, 1 for the first; equal steps share a place. */
export function places(arrivals: readonly (LaneLook | null)[]): (number | null)[] {
  return arrivals.map((one) => one && 1 + arrivals.filter((other) => other !== null && other.step < one.step).length)
}
