/** The answer of a replay in words, with its interval where there is one. */
import { readResult } from '../../check.js'
import type { Replay, ReplayedTarget } from '../../measure/replay/result.js'
import type { Estimate } from '../../measure/statistics/estimate.js'
import { count, joined, percent } from '../../words.js'

/** About the highest target that the subject reaches; of several runs, that more than half of them do. */
export function replayHeadline(replay: Replay): string {
  return readResult('replayHeadline', 'replay', replay, 'targets', 'replayCurves', headlineOf)
}

function headlineOf(replay: Replay): string {
  const { targets, subject } = replay
  const seen = [...targets].reverse().find(({ curves, methods }) => {
    const own = methods?.find(({ name }) => name === subject)?.first.median
    return (own ?? (methods ? null : curves.find(({ name }) => name === subject)?.first)) !== null
  })
  if (seen === undefined) {
    return `${subject} reaches none of the targets${targets[0]?.methods ? ' in more than half of its runs' : ''}.`
  }
  return seen.methods === undefined ? ofOneRun(replay, seen) : ofRuns(replay, seen, seen.methods)
}

function ofOneRun({ subject, unit, curves }: Replay, { target, curves: hits }: ReplayedTarget): string {
  const own = hits.find(({ name }) => name === subject)
  const others = hits.filter(({ name }) => name !== subject)
  const parts = others.map(({ name, first, speedUp }) => {
    const end = curves.find((curve) => curve.name === name)?.end ?? 0
    const when = first === null ? `never does in ${count(end)}` : `does after ${count(first)}`
    return speedUp === null ? `${name} ${when}` : `${name} ${when}: ${speedUp.text}`
  })
  const at = `${subject} first shows ${percent(target)} after ${count(own?.first ?? 0)} ${unit}`
  return `${at}, ${joined(parts)}. One run each, so there is no interval.`
}

function ofRuns(
  { subject, unit }: Replay,
  { target }: ReplayedTarget,
  methods: NonNullable<ReplayedTarget['methods']>,
): string {
  const after = ({ median, limit, atMost }: Estimate): string =>
    median === null ? `more than ${count(limit)}` : `${atMost ? 'at most ' : ''}${count(median)}`
  const own = methods.find(({ name }) => name === subject)?.first as Estimate
  const parts = methods
    .filter(({ name }) => name !== subject)
    .map(({ name, first, speedUp }) => {
      const faster = speedUp === null ? '' : `: ${speedUp.text} (95 % interval ${speedUp.interval})`
      return `${name} after ${after(first)} (${runsText(first)})${faster}`
    })
  return `${subject} first shows ${percent(target)} after ${after(own)} ${unit} (${runsText(own)}), ${joined(parts, '; ')}. No run is paired with another.`
}

function runsText({ runs }: Estimate): string {
  return runs === 1 ? 'one run' : `median of ${runs} runs`
}
