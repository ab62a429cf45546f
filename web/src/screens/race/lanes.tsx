/** The lanes: two to six, each with a method and a rate. */
import { methods } from 'onecycle'
import { freeId, laneNames } from '../../lanes/names.ts'
import { More } from '../../parts/more.tsx'
import { LANES, type Lane } from '../../state/lab.ts'
import { change, lab } from '../../state/store.ts'
import { LaneCard } from './lane-card.tsx'

export function Lanes() {
  const { lanes } = lab.value
  const names = laneNames(lanes)
  const add = (): void => {
    const taken = lanes.map(({ method }) => method)
    const method = methods.find((one) => !taken.includes(one)) ?? 'constant'
    const { rate } = lanes[lanes.length - 1] as Lane
    change({ lanes: [...lanes, { id: freeId(lanes), method, rate }] })
  }
  return (
    <section aria-labelledby="lanes-title">
      <h2 id="lanes-title">Lanes</h2>
      <small class="help">A rate that is changed in mid-race holds from the next update on: the lane forks.</small>
      {lanes.map((lane, i) => (
        <LaneCard key={lane.id} lane={lane} index={i} name={names[i] as string} />
      ))}
      <button type="button" disabled={lanes.length >= LANES.most} onClick={add}>
        Add a lane
      </button>
      {lanes.length >= LANES.most && <small class="help"> Six lanes at most.</small>}
      <More title="What is a fork?">
        <p>The lane as it was goes on as a thin dotted ghost. With the old schedule r and the change f at step s:</p>
        <p>
          <code>rate(t) = r(t) before s, f r(t) from s on</code>
        </p>
        <p>That is a schedule as any other, so a fork is run again to the same bits. Undo takes it back.</p>
      </More>
    </section>
  )
}
