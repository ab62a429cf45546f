/** Rate and momentum of every lane over the updates of a run; the edited one is strong, and its points can be dragged. */
import { useMemo, useState } from 'preact/hooks'
import type uPlot from 'uplot'
import { laneNames, laneTone } from '../../lanes/names.ts'
import { short } from '../../parts/words.ts'
import { Handles, useHandles } from '../../plot/handles.tsx'
import { Legend } from '../../plot/legend.tsx'
import { type Curve, LivePlot } from '../../plot/live-plot.tsx'
import { addPoint } from '../../schedule/drawn.ts'
import { type Curves, curvesOrNull, shownSteps } from '../../schedule/run.ts'
import { pointsOf, shapeOf } from '../../schedule/shape.ts'
import { lab } from '../../state/store.ts'
import { edited, putShape, runLength } from './edited.ts'
import { pointHandles } from './points.ts'

/** Of the highest rate, where its axis is logarithmic. */
const LOWEST = 1e-5

export function SchedulePlots() {
  const { lanes } = lab.value
  const total = runLength()
  const [logarithmic, setLogarithmic] = useState(false)
  const tie = useHandles()
  const lane = edited.value
  const all = useMemo(
    () => lanes.map((one) => curvesOrNull(one, total)),
    [JSON.stringify(lanes.map(({ method, rate, dialect }) => [method, rate, dialect])), total],
  )
  const x = shownSteps(total)
  const names = laneNames(lanes)
  const highest = Math.max(...all.flatMap((curves) => curves?.rate ?? []), Number.MIN_VALUE)
  const curves = (of: 'rate' | 'momentum'): Curve[] =>
    lanes.map(({ id }, i) => ({
      name: names[i] as string,
      tone: laneTone(id),
      width: id === lane.id ? 3.5 : 1.3,
      values: (all[i]?.[of] ?? []).map((value) =>
        of === 'rate' && logarithmic ? Math.max(value, LOWEST * highest) : value,
      ),
    }))
  const shape = shapeOf(lane)
  const isDrawn = shape?.kind === 'drawn' && !logarithmic
  const rateRange: [number, number] = logarithmic ? [LOWEST * highest, highest * 1.3] : [0, highest * 1.06]
  const clicked = (event: MouseEvent): void => {
    const plot = tie.plot.value
    if (!isDrawn || shape === null || plot === null || event.target !== plot.over) return
    const height = plot.posToVal(event.offsetY, 'y') / lane.rate
    const points = addPoint(pointsOf(shape), [plot.posToVal(event.offsetX, 'x') / Math.max(1, total - 1), height])
    if (points !== pointsOf(shape)) putShape({ ...shape, points })
  }
  return (
    <div class="schedule-plots">
      <Legend curves={lanes.map(({ id }, i) => ({ name: names[i] as string, tone: laneTone(id) }))} />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the button "Add a point" does it without a mouse */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the same */}
      <div class={isDrawn ? 'with-handles draws' : 'with-handles'} onClick={clicked}>
        <LivePlot
          title={`Learning rate of ${lanes.length} lanes over ${total} updates`}
          height={300}
          x={x}
          xAxis={{ label: 'update' }}
          yAxis={{ label: 'learning rate', logarithmic, range: rateRange, text: short }}
          curves={strongLast(curves('rate'))}
          over={(_: uPlot) => tie.over()}
          onReady={tie.onReady}
        />
        {isDrawn && <Handles tie={tie} handles={pointHandles(shape, lane.rate, total)} />}
      </div>
      <LivePlot
        title={`Momentum of ${lanes.length} lanes over ${total} updates`}
        height={170}
        x={x}
        xAxis={{ label: 'update' }}
        yAxis={{ label: 'momentum', range: momentumRange(all), text: short }}
        curves={strongLast(curves('momentum'))}
      />
      <label class="check">
        <input
          type="checkbox"
          checked={logarithmic}
          onChange={(event) => setLogarithmic(event.currentTarget.checked)}
        />
        Rates on a log axis
      </label>
      {lanes.map(
        ({ id }, i) =>
          all[i] === null && (
            <p key={id} class="note">
              {names[i]} does not fit into a run of {total} updates: give it more epochs, or change its lengths.
            </p>
          ),
      )}
    </div>
  )
}

/** With room for the usual ones, so that the axis stays where it is while a rate is dragged. */
function momentumRange(all: readonly (Curves | null)[]): [number, number] {
  const momenta = all.flatMap((curves) => curves?.momentum ?? [])
  return [Math.min(0.84, ...momenta), Math.max(0.96, ...momenta)]
}

/** What is drawn last lies above. */
function strongLast(curves: readonly Curve[]): Curve[] {
  return [...curves].sort((a, b) => (a.width ?? 0) - (b.width ?? 0))
}
