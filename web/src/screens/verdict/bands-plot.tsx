/** All seeds of every lane in one plot: the median as a line, from the lowest to the highest as a band. */
import { bandOf } from '../../lanes/bands.ts'
import { laneTone } from '../../lanes/names.ts'
import type { StudyResult } from '../../lanes/study.ts'
import { epochsText } from '../../parts/words.ts'
import { drawFinish, finishLine } from '../../plot/finish.ts'
import { Legend } from '../../plot/legend.tsx'
import { type Curve, LivePlot } from '../../plot/live-plot.tsx'
import { bandAxis, drawnAt } from './band-axis.ts'
import { goal, metricName } from './words.ts'

export function BandsPlot({ result: { study, lanes } }: { readonly result: StudyResult }) {
  const { schedules, seeds, budgets, stepsPerEpoch, targets, metric } = study.plan
  const bands = schedules.map((method) => bandOf(study, method))
  const tones = lanes.map(laneTone)
  // of several, the one that the verdict is about
  const target = study.headline?.target ?? (targets[0] as number)
  const yAxis = bandAxis(metric, bands, target)
  const drawn = (values: readonly number[]): number[] => values.map((value) => drawnAt(value, yAxis.range))
  const edges = bands.flatMap(({ low, high }, i): Curve[] => {
    const edge = { tone: tones[i] as string, width: 0.5 }
    return [
      { ...edge, name: `${schedules[i]}, lowest`, values: drawn(low) },
      { ...edge, name: `${schedules[i]}, highest`, values: drawn(high), downTo: 2 * i },
    ]
  })
  const middle = bands.map(({ median }, i): Curve => {
    return { name: schedules[i] as string, tone: tones[i] as string, width: 2.5, values: drawn(median) }
  })
  const longest = Math.max(...budgets)
  return (
    <>
      <h3>
        {seeds.length} seeds, {epochsText(longest)}: the median, and from the lowest to the highest
      </h3>
      <Legend curves={[...middle, finishLine(goal(target, metric))]} />
      <LivePlot
        title={`The held-out rows' ${metricName(metric)} against updates, as a band over the seeds for every lane; the table below tells how they end`}
        height={300}
        x={bands[0]?.steps ?? []}
        xAxis={{ label: 'updates', range: [0, longest * stepsPerEpoch] }}
        yAxis={yAxis}
        curves={[...edges, ...middle]}
        over={(plot) => drawFinish(plot, target)}
      />
    </>
  )
}
