/** All seeds of every lane in one plot: the median as a line, from the lowest to the highest as a band. */
import type uPlot from 'uplot'
import { bandOf } from '../../lanes/bands.ts'
import type { StudyResult } from '../../lanes/study.ts'
import { drawFinish } from '../../plot/finish.ts'
import { Legend } from '../../plot/legend.tsx'
import { type Curve, LivePlot } from '../../plot/live-plot.tsx'
import { laneTone } from '../../plot/theme.ts'

export function Bands({ result: { study, lanes } }: { readonly result: StudyResult }) {
  const { schedules, seeds, budgets, stepsPerEpoch, targets } = study.plan
  if (study.plan.training.classes === 0) return null
  const bands = schedules.map((method) => bandOf(study, method))
  const tones = lanes.map(laneTone)
  const edges = bands.flatMap(({ low, high }, i): Curve[] => {
    const edge = { tone: tones[i] as string, width: 0.5 }
    return [
      { ...edge, name: `${schedules[i]}, lowest`, values: low },
      { ...edge, name: `${schedules[i]}, highest`, values: high, downTo: 2 * i },
    ]
  })
  const middle = bands.map(
    ({ median }, i): Curve => ({ name: schedules[i] as string, tone: tones[i] as string, width: 2.5, values: median }),
  )
  const lowest = Math.min(...bands.flatMap(({ low }) => low))
  const longest = Math.max(...budgets)
  const target = targets[0]
  const over = (plot: uPlot): void => {
    if (target !== undefined) drawFinish(plot, target, `finish line ${Number((100 * target).toFixed(1))} %`)
  }
  return (
    <>
      <h3>
        {seeds.length} seeds, {longest} epochs: the median, and from the lowest to the highest
      </h3>
      <Legend curves={middle} />
      <LivePlot
        title="Right answers on the held-out rows against updates, as a band over the seeds for every lane; the table below tells how they end"
        height={300}
        x={bands[0]?.steps ?? []}
        xAxis={{ label: 'updates', range: [0, longest * stepsPerEpoch] }}
        yAxis={{
          label: 'right answers',
          range: [Math.max(0, Math.floor(10 * lowest) / 10), 1.02],
          text: (value) => `${Math.round(100 * value)} %`,
        }}
        curves={[...edges, ...middle]}
        over={over}
      />
    </>
  )
}
