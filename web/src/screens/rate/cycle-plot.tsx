/** The 1cycle that follows the bounds while they are dragged. */
import { oneCycle } from 'onecycle'
import { LivePlot } from '../../plot/live-plot.tsx'
import { totalSteps } from '../../problem/rows.ts'
import { shownSteps } from '../../schedule/run.ts'
import { lab } from '../../state/store.ts'
import { shownBounds } from './bounds.ts'
import { axisRate, shortRate } from './words.ts'

export function CyclePlot() {
  const { low, peak } = shownBounds(lab.value)
  const steps = totalSteps(lab.value.problem)
  const x = shownSteps(Math.max(steps, 1))
  const { learningRate } = oneCycle({ totalSteps: Math.max(steps, 1), peak, initialDivisor: Math.max(1, peak / low) })
  return (
    <figure class="cycle">
      <LivePlot
        title={`1cycle from ${shortRate(low)} up to ${shortRate(peak)} and down, over ${steps} updates`}
        height={190}
        x={x}
        xAxis={{ label: 'update' }}
        yAxis={{ label: 'rate', text: axisRate }}
        curves={[{ name: '1cycle', tone: 'curve-1', values: x.map(learningRate) }]}
      />
      <figcaption>The 1cycle between these bounds, over the {steps} updates of the race.</figcaption>
    </figure>
  )
}
