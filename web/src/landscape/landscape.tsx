/** Two weights instead of thousands: the schedules of the lanes move dots through a ravine, past a saddle, into one of two valleys. */

import { useMemo } from 'preact/hooks'
import { laneTone } from '../lanes/names.ts'
import { NumberField } from '../parts/number-field.tsx'
import { Legend } from '../plot/legend.tsx'
import { laneName } from '../state/lab.ts'
import { change, lab } from '../state/store.ts'
import { shown } from './contours.ts'
import { Ends, type LaneWalk } from './ends.tsx'
import './landscape.css'
import { Picture } from './picture.tsx'
import { usePlaying } from './play.ts'
import type { Point } from './surface.ts'
import { ratesOf, STEPS, walk } from './walk.ts'
import { Why } from './why.tsx'

const starts: readonly { readonly name: string; readonly at: Point }[] = [
  { name: 'in the ravine', at: { x: -3, y: 0.3 } },
  { name: 'at the saddle', at: { x: 0.3, y: 0 } },
  { name: 'in the upper valley', at: { x: 1.9, y: 0.9 } },
]

export function Landscape() {
  const { lanes, problem, landscape } = lab.value
  const { x, y, rate, noise } = landscape
  const of = JSON.stringify([lanes, landscape, problem.seed])
  const walks = useMemo(() => {
    const highest = Math.max(...lanes.map((lane) => lane.rate))
    return lanes.map((lane): LaneWalk => {
      const rates = ratesOf(lane, (rate * lane.rate) / highest)
      const options = { start: { x, y }, noise, seed: problem.seed }
      return { name: laneName(lane), tone: laneTone(lane.id), walk: rates && walk(rates, options) }
    })
  }, [of])
  const { step, playing, play, pause, goTo } = usePlaying(STEPS, of)
  const set = (parts: Partial<typeof landscape>, final = true): void =>
    change({ landscape: { ...lab.value.landscape, ...parts } }, { merge: !final })
  const start = ({ x, y }: Point): void => set({ x: Number(x.toFixed(2)), y: Number(y.toFixed(2)) })

  return (
    <section class="landscape" aria-labelledby="landscape-title">
      <h2 id="landscape-title">Why a schedule works: two weights</h2>
      <p>
        A dot is a network of two weights, the lines are equal losses. All dots start at one place and feel the same
        noise; each moves by gradient descent with momentum, by the schedule of its lane, compressed to {STEPS} updates.
      </p>
      <Legend curves={walks.flatMap(({ name, tone, walk }) => (walk === null ? [] : [{ name, tone }]))} />
      <Picture
        title={`Map of the landscape with the dots after update ${step}; the table below says where each ends`}
        trails={walks.flatMap(({ tone, walk }) =>
          walk === null ? [] : [{ tone, points: walk.points.slice(0, step + 1) }],
        )}
        onStart={start}
      />
      <div class="landscape-player">
        <button type="button" class="primary" onClick={playing ? pause : play}>
          {playing ? 'Pause the dots' : 'Move the dots'}
        </button>
        <button type="button" onClick={() => goTo(step + 1)} disabled={step >= STEPS}>
          One update
        </button>
        <button type="button" onClick={() => goTo(0)} disabled={step === 0}>
          To the start
        </button>
        <label>
          Update <output>{step}</output>
          <input
            type="range"
            aria-label="Update shown"
            min={0}
            max={STEPS}
            value={step}
            onInput={(event) => goTo(Number(event.currentTarget.value))}
          />
        </label>
      </div>
      <div class="landscape-below">
        <Ends walks={walks} />
        <div>
          <NumberField
            label="Highest rate of a dot"
            value={rate}
            low={0.005}
            high={0.4}
            step={0.001}
            logarithmic
            help="Of the lane with the highest rate; the others keep their ratio to it."
            onChange={(rate, final) => set({ rate }, final)}
          />
          <NumberField
            label="Noise of the slope"
            value={noise}
            low={0}
            high={2}
            step={0.05}
            help="As of small batches; 0 for none."
            onChange={(noise, final) => set({ noise }, final)}
          />
        </div>
        <fieldset class="landscape-start">
          <legend>Start</legend>
          {starts.map(({ name, at }) => (
            <button type="button" key={name} onClick={() => start(at)}>
              {name}
            </button>
          ))}
          <NumberField
            label="Along the ravine"
            value={x}
            low={shown.x[0]}
            high={shown.x[1]}
            step={0.05}
            onChange={(x, final) => set({ x }, final)}
          />
          <NumberField
            label="Across"
            value={y}
            low={shown.y[0]}
            high={shown.y[1]}
            step={0.05}
            help="Or click on the map."
            onChange={(y, final) => set({ y }, final)}
          />
        </fieldset>
      </div>
      <Why />
    </section>
  )
}
