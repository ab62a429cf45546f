/** The bounds of the rate as the handles and fields show them, and how they are moved. */
import type { Sweep } from 'onecycle'
import type { Lab, RateBounds } from '../../state/lab.ts'

/** Where rates are swept, and may be set. */
export const RATES = { low: 1e-5, high: 10 } as const

/** The ends of the axis. */
export function sweptRates(sweep: Sweep): readonly [low: number, high: number] {
  return sweep === 'exponential' ? [RATES.low, RATES.high] : [0, 1]
}

/** Until there are any: those of the lanes, of which a 1cycle begins at a 25th of its peak unless that was set. */
export function shownBounds({ bounds, lanes }: Pick<Lab, 'bounds' | 'lanes'>): RateBounds {
  if (bounds !== null) return bounds
  const peak = Math.max(...lanes.map(({ rate }) => rate))
  return { low: peak / 25, peak }
}

/** The least ratio of peak and low. */
const APART = 1.01

/** A bound that is moved stays on its side of the other. */
export function movedBound({ low, peak }: RateBounds, which: keyof RateBounds, rate: number): RateBounds {
  const within = Math.min(Math.max(rate, RATES.low), RATES.high)
  if (which === 'low') return { low: short(Math.min(within, peak / APART)), peak }
  return { low, peak: short(Math.max(within, low * APART)) }
}

/** As people write rates. */
function short(rate: number): number {
  return Number(rate.toPrecision(3))
}
