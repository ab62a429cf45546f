/** One lane: its method, its rate, and what happens when the rate is changed in mid-run. */

import { type Method, methods } from 'onecycle'
import { position } from '../../lanes/conductor.ts'
import { canFork, forkedMethod } from '../../lanes/fork.ts'
import { laneTone } from '../../lanes/names.ts'
import { NumberField } from '../../parts/number-field.tsx'
import { totalSteps } from '../../problem/rows.ts'
import { runOf } from '../../schedule/run.ts'
import { LANES, type Lane } from '../../state/lab.ts'
import { change, lab } from '../../state/store.ts'

interface LaneCardProps {
  readonly lane: Lane
  readonly index: number
  readonly name: string
}

const cycles = new Set<Method>(methods.filter((name) => name.startsWith('one-cycle')))
const ablations = methods.filter((name) => name.startsWith('one-cycle-') || name === 'linear-with-ramp')
const schedules = methods.filter((name) => !ablations.includes(name))

export function LaneCard({ lane, index, name }: LaneCardProps) {
  const { lanes, problem } = lab.value
  const total = totalSteps(problem)
  const own = typeof lane.method === 'string' ? null : lane.method
  const underWay = position.value > 0 && position.value < total
  const forks = total === 0 || canFork(lane.method, runOf(lane, total, problem.epochs))
  const isFork = lane.before !== undefined
  const put = (next: Lane, merge = false): void =>
    change({ lanes: lanes.map((one) => (one.id === lane.id ? next : one)) }, { merge })
  const rated = (rate: number, final: boolean): void => {
    if (rate === lane.rate) return
    // what has run runs anew with each other rate, so not while it is being dragged
    if (!final && (position.value > 0 || isFork)) return
    if (!underWay && !isFork) {
      put({ ...lane, rate }, !final)
      return
    }
    const step = underWay ? position.value : 0
    const method = forkedMethod(lane.method, runOf(lane, total, problem.epochs), step, rate / lane.rate)
    const { shape: _, ...rest } = lane
    if (method !== null) put({ ...rest, method, rate, before: { method: lane.method, rate: lane.rate } })
  }
  return (
    <fieldset class="lane" style={{ borderColor: `var(--oc-${laneTone(lane.id)})` }}>
      <legend>
        <span class="swatch" style={{ background: `var(--oc-${laneTone(lane.id)})` }} /> {name}
      </legend>
      <div class="method">
        <label class="only-heard" for={`method-${lane.id}`}>
          Method of lane {index + 1}
        </label>
        <select
          id={`method-${lane.id}`}
          value={own === null ? (lane.method as string) : ''}
          onChange={(event) => {
            const method = event.currentTarget.value as Method
            if (method === '') return
            const kept = lane.dialect !== undefined && cycles.has(method) ? { dialect: lane.dialect } : {}
            put({ id: lane.id, method, rate: lane.rate, ...kept })
          }}
        >
          {own !== null && <option value="">{own.name}</option>}
          <optgroup label="Schedules">
            {schedules.map((method) => (
              <option key={method}>{method}</option>
            ))}
          </optgroup>
          <optgroup label="1cycle without a part">
            {ablations.map((method) => (
              <option key={method}>{method}</option>
            ))}
          </optgroup>
        </select>
        <button
          type="button"
          disabled={lanes.length <= LANES.fewest}
          aria-label={`Remove lane ${index + 1}, ${name}`}
          onClick={() => change({ lanes: lanes.filter(({ id }) => id !== lane.id) })}
        >
          Remove
        </button>
      </div>
      <NumberField
        label={`Rate of lane ${index + 1}`}
        value={lane.rate}
        low={0.0001}
        high={10}
        step={0.001}
        logarithmic
        disabled={underWay && !forks}
        {...(forks
          ? {}
          : { help: 'To be set before the start: this schedule cannot be described with a change in mid-race.' })}
        onChange={rated}
      />
    </fieldset>
  )
}
