/** The plots of the race, on one axis of updates: accuracy with the finish line, loss, rate, momentum. */
import { useMemo } from 'preact/hooks'
import type uPlot from 'uplot'
import { position } from '../../lanes/conductor.ts'
import { beat, runningLane } from '../../lanes/running.ts'
import { Legend } from '../../plot/legend.tsx'
import { type Curve, LivePlot } from '../../plot/live-plot.tsx'
import { totalSteps } from '../../problem/rows.ts'
import { curvesOrNull, shownSteps } from '../../schedule/run.ts'
import { lab } from '../../state/store.ts'
import { AccuracyPlot } from './accuracy-plot.tsx'
import { drawnLanes, ghostLine } from './drawn-lanes.ts'
import { drawPosition } from './marks.ts'

export function Plots() {
  const { lanes, problem } = lab.value
  beat.value
  const total = totalSteps(problem)
  const drawn = drawnLanes(lanes)
  const x = useMemo(() => shownSteps(total), [total])
  const planned = useMemo(
    () => drawn.map(({ lane }) => (total === 0 ? null : curvesOrNull(lane, total))),
    [lanes, total],
  )
  const at = position.value
  const over = (plot: uPlot): void => drawPosition(plot, at)
  const xAxis = { label: 'updates', range: [0, Math.max(1, total)] as const }
  const losses = drawn.map(({ lane, name, tone, ghost }): Curve => {
    const record = runningLane(lane)?.record
    return {
      name,
      tone,
      ...(ghost ? ghostLine : {}),
      values: Array.from(x, (step) => record?.smoothedAt(step) ?? null),
    }
  })
  const scheduled = (what: 'rate' | 'momentum'): Curve[] =>
    drawn.flatMap(({ lane, name, tone, ghost }, i): Curve[] => {
      const values = planned[i]?.[what] ?? []
      const done = runningLane(lane)?.record.step ?? 0
      const whole = { name: `${name}, planned`, tone, width: 1.5, faint: true, values }
      if (ghost) return [{ ...whole, ...ghostLine }]
      return [
        whole,
        { name, tone, width: 2.5, values: values.map((value, j) => ((x[j] as number) <= done ? value : null)) },
      ]
    })
  const plot = { x, xAxis, over }
  return (
    <section class="plots" aria-label="Plots of the race">
      <h2 class="only-heard">Curves</h2>
      <Legend
        curves={drawn.map(({ name, tone, ghost }) => ({ name, tone, ...(ghost ? { dash: ghostLine.dash } : {}) }))}
      />
      <AccuracyPlot drawn={drawn} />
      <h3>Loss of the batches, smoothed</h3>
      <LivePlot
        {...plot}
        title="Smoothed training loss of every lane against updates"
        height={190}
        yAxis={{ label: 'loss', logarithmic: true }}
        curves={losses}
      />
      <h3>Rate and momentum: the plan, and as far as it has come</h3>
      <LivePlot
        {...plot}
        title="Learning rate of every lane against updates"
        height={150}
        yAxis={{ label: 'rate' }}
        curves={scheduled('rate')}
      />
      <LivePlot
        {...plot}
        title="Momentum of every lane against updates"
        height={130}
        yAxis={{ label: 'momentum', range: [0.8, 1] }}
        curves={scheduled('momentum')}
      />
    </section>
  )
}
