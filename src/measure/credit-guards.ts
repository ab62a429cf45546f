/** Guards against credit in the wrong place: what looks like the schedule's doing may be that of its mean rate, of warm-up, or of the rows. */
import { count, joined, pointsText, type Score, scoreWords } from '../words.js'
import type { Warning } from './guards.js'
import type { SpeedUp } from './statistics/estimate.js'

/** A constant rate beside the subject, at the hardest target that the subject reaches. */
export interface ConstantRate {
  readonly subject: string
  readonly target: number
  /** what the target is of; default accuracy */
  readonly metric?: Score | undefined
  /** the tuned constant rate; null where it does not arrive */
  readonly rate: number | null
  /** of the subject as it was tuned for the same target, over its whole run; null where it is not known */
  readonly meanRate: number | null
  /** of the subject over the constant rate */
  readonly speedUp: Pick<SpeedUp, 'ratio' | 'low' | 'high' | 'text' | 'interval'>
}

/** Where the seeds do not tell the subject from a constant rate, its schedule may be worth no more than its mean. */
export function guardConstantRate({ subject, target, metric, rate, meanRate, speedUp }: ConstantRate): Warning | null {
  const { ratio, low, high, text, interval } = speedUp
  const known = ratio !== null || high !== null
  if (rate === null || !known || (low !== null && low > 1)) return null
  const mean = meanRate === null ? '' : `, where the mean rate of ${subject} is ${Number(meanRate.toPrecision(2))}`
  const message =
    `a constant rate of ${rate} may do as well as ${subject}: the seeds do not tell them apart, as to end at ` +
    `${scoreWords(target, metric)} the speed-up is ${text} (interval ${interval})${mean}`
  return { guard: 'constant-rate', message }
}

/** Who begins low and rises; null where that is not known. */
export interface WarmUp {
  readonly subject: { readonly name: string; readonly rises: boolean | null }
  readonly rivals: readonly { readonly name: string; readonly rises: boolean | null }[]
}

/** A subject with a ramp and rivals without one: then the gain may be that of any warm-up. */
export function guardWarmUp({ subject, rivals }: WarmUp): Warning | null {
  if (subject.rises !== true || rivals.some(({ rises }) => rises !== false)) return null
  const message =
    `${subject.name} begins with a ramp, and ${joined(rivals.map(({ name }) => name))} ${rivals.length === 1 ? 'does' : 'do'} not, ` +
    'so what it gains may be what any warm-up gains: compare linear-with-ramp, too'
  return { guard: 'no-warm-up', message }
}

/** What the seeds tell apart on the held-out rows, which are the same for all of them. */
export interface RowsAndDifference {
  readonly rows: number
  /** the names of two methods, and with what budget */
  readonly between: string
  /** of right answers */
  readonly share: number
  /** between the shares of the two */
  readonly difference: number
}

/** Seeds agree on a difference that is less than the standard error of a share of so many rows: other rows may not. */
export function guardCoarseRows({ rows, between, share, difference }: RowsAndDifference): Warning | null {
  const apart = Math.abs(difference)
  const error = standardError(share, rows)
  if (apart === 0 || apart >= error) return null
  const message =
    `the seeds tell ${between} apart by ${pointsText(apart)}, but on the same ${count(rows)} held-out rows, of which a share has a ` +
    `standard error of ${pointsText(error)}: other rows may say otherwise. Hold out more rows`
  return { guard: 'coarse-rows', message }
}

/** Of a share of right answers among so many rows. */
export function standardError(share: number, rows: number): number {
  return Math.sqrt((share * (1 - share)) / rows)
}
