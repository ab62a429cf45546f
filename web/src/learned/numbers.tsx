/** A number to predict: what each lane's network answers to held-out rows against what is true, drawn again while it learns. */
import type { Dataset } from 'onecycle'
import { useMemo, useRef, useState } from 'preact/hooks'
import { laneNames, laneTone } from '../lanes/names.ts'
import { askLane } from '../lanes/running.ts'
import { colour, useTheme } from '../plot/theme.ts'
import type { Lane } from '../state/lab.ts'
import { lab } from '../state/store.ts'
import { useOnReport } from './on-report.ts'
import { ownFrame } from './own-frame.ts'
import { explained, inUnit, span } from './scatter.ts'

const PAUSE = 300
const SIDE = 260
/** Points that are drawn: more would be one spot. */
const MARKS = 500

export function Numbers({ rows }: { readonly rows: Dataset }) {
  const { lanes } = lab.value
  const names = laneNames(lanes)
  const target = rows.preparation?.target
  const unit = target?.kind === 'numbers' ? target : { mean: 0, deviation: 1 }
  const ends = useMemo(() => span(rows.targets ?? []), [rows])
  return (
    <>
      <p>
        A point is a held-out row: to the right the higher its true {target?.name ?? 'number'}, upwards the higher the
        network's answer, both from {inUnit(ends[0], unit)} to {inUnit(ends[1], unit)}. On the line, the answer is
        right. R2 is the share of the variation that is explained: 1 for right answers, 0 for always answering the mean.
      </p>
      <div class="boundaries">
        {lanes.map((lane, i) => (
          <Scatter
            key={lane.id}
            lane={lane}
            name={names[i] as string}
            tone={laneTone(lane.id)}
            rows={rows}
            ends={ends}
          />
        ))}
      </div>
    </>
  )
}

interface ScatterProps {
  readonly lane: Lane
  readonly name: string
  readonly tone: string
  readonly rows: Dataset
  readonly ends: readonly [number, number]
}

function Scatter({ lane, name, tone, rows, ends }: ScatterProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const theme = useTheme()
  const [score, setScore] = useState<number | null>(null)
  const truths = rows.targets ?? new Float32Array(0)
  const side = SIDE * Math.min(2, Math.ceil(devicePixelRatio))
  const draw = async (): Promise<void> => {
    const answers = await askLane(lane.id, rows.features)
    await ownFrame()
    const context = canvas.current?.getContext('2d')
    if (context == null) return
    const place = (value: number): number =>
      side * Math.min(0.99, Math.max(0.01, (value - ends[0]) / (ends[1] - ends[0])))
    context.clearRect(0, 0, side, side)
    context.strokeStyle = colour('axis')
    context.beginPath()
    context.moveTo(0, side)
    context.lineTo(side, 0)
    context.stroke()
    context.fillStyle = colour(tone)
    context.globalAlpha = 0.6
    const size = 0.018 * side
    for (let row = 0; row < Math.min(MARKS, truths.length); row++) {
      const x = place(truths[row] as number)
      const y = side - place(answers[row] as number)
      context.fillRect(x - size / 2, y - size / 2, size, size)
    }
    context.globalAlpha = 1
    setScore(explained(truths, answers))
  }
  useOnReport(canvas, draw, PAUSE, `${theme} ${JSON.stringify(lane)} ${rows.name} ${rows.count}`)
  const told = score === null ? 'no answers yet' : `R2 ${score.toFixed(3)}`
  return (
    <figure class="boundary">
      <canvas ref={canvas} width={side} height={side} role="img" aria-label={`Answers of ${name}: ${told}`} />
      <figcaption>
        <span class="swatch" style={{ background: `var(--oc-${tone})` }} /> {name}
        <small>{told}</small>
      </figcaption>
    </figure>
  )
}
