/** The lanes, one of which is edited. */
import { laneNames, laneTone } from '../../lanes/names.ts'
import { short } from '../../parts/words.ts'
import { LANES } from '../../state/lab.ts'
import { lab } from '../../state/store.ts'
import { addLane, edit, edited, removeLane } from './edited.ts'

export function LaneList() {
  const { lanes } = lab.value
  const names = laneNames(lanes)
  return (
    <section aria-label="Lanes">
      <ul class="lane-list">
        {lanes.map(({ id, rate }, i) => (
          <li key={id}>
            <button type="button" aria-pressed={id === edited.value.id} onClick={() => edit(id)}>
              <span class="swatch" style={{ background: `var(--oc-${laneTone(id)})` }} />
              <span>
                <span class="only-heard">Edit lane {i + 1}: </span>
                {names[i]} <small>rate {short(rate)}</small>
              </span>
            </button>
          </li>
        ))}
      </ul>
      <div class="tools">
        <button type="button" disabled={lanes.length >= LANES.most} onClick={() => addLane(false)}>
          Add a lane
        </button>
        <button type="button" disabled={lanes.length >= LANES.most} onClick={() => addLane(true)}>
          Duplicate
        </button>
        <button type="button" disabled={lanes.length <= LANES.fewest} onClick={removeLane}>
          Remove
        </button>
        {lanes.length >= LANES.most && <small class="help">Six lanes at most.</small>}
      </div>
    </section>
  )
}
