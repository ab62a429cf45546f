/** What a replay found at a target, as the cells of tables: each method and, where some have several runs, each of those. */
import { methodOf } from '../../measure/replay/methods.js'
import type { Replay, ReplayedHit, ReplayedMethod, ReplayedTarget } from '../../measure/replay/result.js'
import { count } from '../../words.js'
import { intervalText, medianText } from '../study/estimate-text.js'

/** Of a method, or of one of its runs, which has no intervals. */
export interface ReplayRow {
  readonly name: string
  /** whether it is one of several runs of the method above */
  readonly run: boolean
  readonly first: string
  readonly interval: string
  /** how many of how many arrive */
  readonly reached: string
  readonly speedUp: string
  readonly speedUpInterval: string
  readonly sustained: string
  readonly sustainedSpeedUp: string
  readonly drop: string
}

export function replayRows({ curves: all }: Replay, { curves, methods }: ReplayedTarget): ReplayRow[] {
  if (methods === undefined) return curves.map((hit) => runRow(hit, false))
  return methods.flatMap((method) => {
    const own = new Set(all.filter((curve) => methodOf(curve) === method.name).map(({ name }) => name))
    const runs = own.size === 1 ? [] : curves.filter(({ name }) => own.has(name))
    return [methodRow(method), ...runs.map((hit) => runRow(hit, true))]
  })
}

function methodRow({ name, first, speedUp, sustained, sustainedSpeedUp, followsDrop }: ReplayedMethod): ReplayRow {
  return {
    name,
    run: false,
    first: medianText(first, count),
    interval: intervalText(first, count),
    reached: `${first.reached}/${first.runs}`,
    speedUp: speedUp?.text ?? '',
    speedUpInterval: speedUp?.interval ?? '',
    sustained: medianText(sustained, count),
    sustainedSpeedUp: sustainedSpeedUp?.text ?? '',
    drop: followsDrop === 0 ? '' : `${followsDrop}/${first.runs}`,
  }
}

function runRow({ name, first, speedUp, sustained, sustainedSpeedUp, follows }: ReplayedHit, run: boolean): ReplayRow {
  const step = (value: number | null): string => (value === null ? 'never' : count(value))
  return {
    name,
    run,
    first: step(first),
    interval: '',
    reached: '',
    speedUp: speedUp?.text ?? '',
    speedUpInterval: '',
    sustained: step(sustained),
    sustainedSpeedUp: sustainedSpeedUp?.text ?? '',
    drop: follows === null ? '' : count(follows),
  }
}
