/** What the race came to, once all lanes are at their ends; empty before, so that it is heard when it is there. */
import { laneNames } from '../../lanes/names.ts'
import { lowestLoss, outcome } from '../../lanes/outcome.ts'
import { beat, runningLane } from '../../lanes/running.ts'
import { predictsNumber } from '../../problem/own-known.ts'
import { stepsPerEpoch } from '../../problem/rows.ts'
import { lab } from '../../state/store.ts'

export function Outcome() {
  const { lanes, problem, target } = lab.value
  beat.value
  const names = laneNames(lanes)
  const ended = lanes.flatMap((lane, i) => {
    const { end = null, looks = [], lastLook = null, step = 0 } = runningLane(lane)?.record ?? {}
    if (end === null || step < end.steps) return []
    return [{ name: names[i] as string, looks, last: end.stopped === 'completed' ? lastLook : null }]
  })
  return (
    <p class="outcome" role="status">
      {ended.length === lanes.length &&
        (predictsNumber(problem) ? lowestLoss(ended) : outcome(ended, target, stepsPerEpoch(problem)))}
    </p>
  )
}
