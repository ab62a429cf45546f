/** The race in numbers: where every lane is, and when it arrived. */
import { Identity } from '../../identity/identity.tsx'
import { arrival, places } from '../../lanes/arrival.ts'
import { laneNames, laneTone } from '../../lanes/names.ts'
import { beat, runningLane } from '../../lanes/running.ts'
import { Scroller } from '../../parts/scroller.tsx'
import { ownKnown, predictsNumber } from '../../problem/own-known.ts'
import { ownWords } from '../../problem/own-words.ts'
import { stepsPerEpoch } from '../../problem/rows.ts'
import { lab } from '../../state/store.ts'

export function Table() {
  const { lanes, problem, target } = lab.value
  beat.value
  const epoch = Math.max(1, stepsPerEpoch(problem))
  const names = laneNames(lanes)
  const runs = lanes.map(runningLane)
  const arrivals = runs.map((run) => (run ? arrival(run.record.looks, target, run.record.step) : null))
  const order = places(arrivals)
  const numbers = predictsNumber(problem)
  return (
    <>
      <Scroller label="Where every lane is">
        <table class="numbers">
          <caption>
            Where every lane is{numbers ? '' : ', and at which update it first crossed the finish line'}
          </caption>
          <thead>
            <tr>
              <th scope="col">lane</th>
              <th scope="col">update</th>
              <th scope="col">loss</th>
              <th scope="col">{numbers ? 'loss, held out' : 'right answers'}</th>
              {!numbers && <th scope="col">arrived at</th>}
            </tr>
          </thead>
          <tbody>
            {lanes.map((lane, i) => {
              const run = runs[i]
              const record = run?.record
              const look = arrivals[i]
              const { accuracy = null, loss: heldOut = null } = record?.lastLook ?? {}
              const loss = record?.smoothedAt(record.step)
              const ended = record?.end != null && record.step >= record.end.steps
              return (
                <tr key={lane.id}>
                  <th scope="row">
                    <span class="swatch" style={{ background: `var(--oc-${laneTone(lane.id)})` }} /> {names[i]}
                  </th>
                  <td>
                    {record?.step ?? 0}
                    {ended && record.end?.stopped === 'diverged' && ', diverged'}
                  </td>
                  <td>{loss == null ? '-' : loss.toPrecision(3)}</td>
                  {numbers && <td>{heldOut === null ? '-' : heldOut.toPrecision(3)}</td>}
                  {!numbers && <td>{accuracy === null ? '-' : `${(100 * accuracy).toFixed(1)} %`}</td>}
                  {!numbers && (
                    <td>{look ? arrived(look.step, epoch, order[i] === 1) : ended ? 'never' : 'not yet'}</td>
                  )}
                </tr>
              )
            })}
          </tbody>
        </table>
      </Scroller>
      {lanes.map((lane, i) => {
        const end = runs[i]?.record.end
        const data = problem.data === 'own' && ownKnown.value ? ownWords(ownKnown.value) : null
        if (end?.sha256 == null) return null
        return (
          <div key={lane.id} class="finished">
            <span class="swatch" style={{ background: `var(--oc-${laneTone(lane.id)})` }} />
            <Identity
              {...{ sha256: end.sha256, lane, name: names[i] as string, problem, data, threads: runs[i]?.threads }}
            />
          </div>
        )
      })}
      {[...new Set(runs.map((run) => run?.failed))].map(
        (text) =>
          text != null && (
            <p key={text} class="wrong" role="alert">
              {names.filter((_, i) => runs[i]?.failed === text).join(', ')}: {text}
            </p>
          ),
      )}
    </>
  )
}

function arrived(step: number, epoch: number, first: boolean): string {
  return `${step} (epoch ${step / epoch})${first ? ', first' : ''}`
}
