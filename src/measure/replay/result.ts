/** What a replay returns: plain JSON. */
import type { LoggedCurve } from '../../data/tabular/log-csv.js'
import type { Warning } from '../guards.js'
import type { Estimate, SpeedUp } from '../statistics/estimate.js'

/** A curve as `readLog` returns it, and what it is a run of. */
export interface LoggedRun extends LoggedCurve {
  /** several curves with one method are its runs; default the curve's own name */
  readonly method?: string
}

/** What a curve is, whatever the targets. */
export interface ReplayedCurve {
  readonly name: string
  /** left out where it is the only run of a method of its name */
  readonly method?: string
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
  /**
   * of the subject over this curve, by first and by sustained hits; null for the subject, from a hit at step 0, and where
   * a method has several runs, which `methods` compares
   */
  readonly speedUp: SpeedUp | null
  readonly sustainedSpeedUp: SpeedUp | null
}

/** When the runs of a method reached a target, and how much sooner those of the subject did. */
export interface ReplayedMethod {
  readonly name: string
  /** of first looks at the target, and of those from which on all are at it */
  readonly first: Estimate
  readonly sustained: Estimate
  /** runs whose first hit follows a drop */
  readonly followsDrop: number
  /** of the subject over this method, as above; no run is paired with one of another method */
  readonly speedUp: SpeedUp | null
  readonly sustainedSpeedUp: SpeedUp | null
}

/** What the curves of a replay have to do with a target. */
export interface ReplayedTarget {
  readonly target: number
  readonly curves: readonly ReplayedHit[]
  /** where some method has several runs */
  readonly methods?: readonly ReplayedMethod[]
}

/** What `replayCurves` found; plain JSON. */
export interface Replay {
  readonly replay: 'onecycle'
  readonly version: 1
  readonly unit: LoggedCurve['unit']
  /** a method: the name of its one curve, or what its curves are runs of */
  readonly subject: string
  readonly targets: readonly ReplayedTarget[]
  readonly warnings: readonly Warning[]
  readonly curves: readonly ReplayedCurve[]
}
