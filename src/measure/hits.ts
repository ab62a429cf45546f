/**
 * When a curve of accuracy arrives at a target: at the first look that shows it, or at the first from which on every look
 * does. A curve is only known where it was looked at, so a hit lies between the look before it and its own.
 */
export interface CurvePoint {
  /** updates done, or whatever the curve is counted in */
  readonly step: number
  /** share of right answers, R2, or any other number of which more is better */
  readonly accuracy: number
}

/** The step of the first look that is at the target or above; Infinity where none is. */
export function firstHit(curve: readonly CurvePoint[], target: number): number {
  return curve.find(({ accuracy }) => accuracy >= target)?.step ?? Infinity
}

/** The first step from which on every look is at the target or above; Infinity where the last one is not. */
export function sustainedHit(curve: readonly CurvePoint[], target: number): number {
  let hit = Infinity
  for (let i = curve.length - 1; i >= 0; i--) {
    const { step, accuracy } = curve[i] as CurvePoint
    if (!(accuracy >= target)) break
    hit = step
  }
  return hit
}

/** The last of the drops (ascending) that lies at most `within` before the hit; undefined where there is none. */
export function dropBefore(hit: number, drops: readonly number[], within: number): number | undefined {
  return drops.filter((drop) => drop <= hit && hit - drop <= within).pop()
}

/**
 * How soon after a drop of its rate a run's hit is the drop's doing: 2 % of the run, but no less than two looks.
 * @param length updates of the run
 * @param every  updates between two looks
 */
export function dropWindow(length: number, every: number): number {
  return Math.max(2 * every, 0.02 * length)
}
