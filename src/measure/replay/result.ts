/** What a replay returns: plain JSON. */
import type { LoggedCurve } from '../../data/tabular/log-csv.js'
import type { Warning } from '../guards.js'
import type { SpeedUp } from '../statistics/estimate.js'

/** What a curve is, whatever the targets. */
export interface ReplayedCurve {
  readonly name: string
  readonly columns: LoggedCurve['columns']
  readonly measuredOn: LoggedCurve['measuredOn']
  readonly looks: number
  /** where it ends: a miss lies above it */
  readonly end: number
  readonly final: { readonly accuracy: number; readonly loss: number | null }
  readonly best: { readonly step: number; readonly accuracy: number }
  /** steps at which its rate dropped at once, as given, as logged or as its jumps tell */
  readonly drops: readonly number[]
  readonly points: LoggedCurve['points']
}

/** When a curve reached a target, and how much sooner than the subject of the replay. */
export interface ReplayedHit {
  readonly name: string
  /** first look at the target; null if there is none */
  readonly first: number | null
  /** first look from which on all are at the target; null if there is none */
  readonly sustained: number | null
  /** the drop that the first hit follows; null if it follows none */
  readonly follows: number | null
  /** of the subject over this curve, by first and by sustained hits; null for the subject, or from a hit at step 0 */
  readonly speedUp: SpeedUp | null
  readonly sustainedSpeedUp: SpeedUp | null
}

/** What `replayCurves` found; plain JSON. */
export interface Replay {
  readonly replay: 'onecycle'
  readonly version: 1
  readonly unit: LoggedCurve['unit']
  readonly subject: string
  readonly targets: readonly { readonly target: number; readonly curves: readonly ReplayedHit[] }[]
  readonly warnings: readonly Warning[]
  readonly curves: readonly ReplayedCurve[]
}
