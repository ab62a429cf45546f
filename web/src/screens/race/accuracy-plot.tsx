/** What the lanes come to on the held-out rows, with the finish line; loss, where there is no share of right answers. */
import type uPlot from 'uplot'
import { arrival } from '../../lanes/arrival.ts'
import { position } from '../../lanes/conductor.ts'
import { runningLane } from '../../lanes/running.ts'
import { drawFinish, finishLine } from '../../plot/finish.ts'
import { Legend } from '../../plot/legend.tsx'
import { type Curve, LivePlot } from '../../plot/live-plot.tsx'
import { predictsNumber } from '../../problem/own-known.ts'
import { stepsPerEpoch } from '../../problem/rows.ts'
import { lab } from '../../state/store.ts'
import { type DrawnLane, ghostLine } from './drawn-lanes.ts'
import { drawArrival, drawPosition } from './marks.ts'

export function AccuracyPlot({ drawn }: { readonly drawn: readonly DrawnLane[] }) {
  const { problem, target } = lab.value
  const epoch = stepsPerEpoch(problem)
  const x = Array.from({ length: problem.epochs + 1 }, (_, i) => i * epoch)
  const numbers = predictsNumber(problem)
  const at = position.value
  const curves = drawn.map(({ lane, name, tone, ghost }): Curve => {
    const values: (number | null)[] = x.map(() => null)
    const record = runningLane(lane)?.record
    for (const look of record?.looks ?? []) {
      if (look.step <= (record?.step ?? 0)) values[look.step / epoch] = numbers ? look.loss : look.accuracy
    }
    return { name, tone, width: 2.5, ...(ghost ? ghostLine : {}), values }
  })
  const seen = curves.flatMap(({ values }) => Array.from(values).filter((value) => value !== null))
  const low = Math.max(0, Math.floor(10 * Math.min(0.5, target - 0.1, ...seen)) / 10)
  const over = (plot: uPlot): void => {
    drawPosition(plot, at)
    if (numbers) return
    drawFinish(plot, target)
    for (const { lane, tone, ghost } of drawn) {
      const running = runningLane(lane)
      const look = running && arrival(running.record.looks, target, running.record.step)
      if (look && !ghost) drawArrival(plot, look.step, look.accuracy as number, tone)
    }
  }
  const what = numbers ? 'Loss' : 'Right answers'
  return (
    <>
      <h3>{what} on the held-out rows</h3>
      {!numbers && <Legend curves={[finishLine(`${Number((100 * target).toFixed(1))} %`)]} />}
      <LivePlot
        title={`${what} on the held-out rows of every lane against updates; the table below tells the same`}
        height={280}
        x={x}
        xAxis={{ label: 'updates', range: [0, Math.max(1, problem.epochs * epoch)] }}
        yAxis={
          numbers
            ? { label: 'loss', logarithmic: true }
            : { label: 'right answers', range: [low, 1.02], text: (value) => `${Math.round(100 * value)} %` }
        }
        curves={curves}
        over={over}
      />
    </>
  )
}
