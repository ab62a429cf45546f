/** Data with two inputs: what each lane's network answers all over the plane, drawn again while it learns. */
import type { Dataset } from 'onecycle'
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { laneNames, laneTone } from '../../lanes/names.ts'
import { askLane, runningLane } from '../../lanes/running.ts'
import { colour, useTheme } from '../../plot/theme.ts'
import type { Lane } from '../../state/lab.ts'
import { lab } from '../../state/store.ts'
import { className } from '../held-out.ts'
import { useOnReport } from '../on-report.ts'
import { ownFrame } from '../own-frame.ts'
import { colouredPlane, pointsOf } from './paint-plane.ts'
import { gridOf, type Square, squareOf } from './plane.ts'

/** Cells along a side, and milliseconds between two pictures of a lane. */
const CELLS = 64
const PAUSE = 150
/** Pixels of a picture's side, before the screen's density. */
const SIDE = 260

const tones = ['curve-1', 'subject', 'curve-2', 'curve-3', 'curve-5', 'curve-6', 'curve-7', 'curve-8'] as const

export function Boundaries({ rows }: { readonly rows: Dataset }) {
  const { lanes } = lab.value
  const names = laneNames(lanes)
  const square = useMemo(() => squareOf(rows.features), [rows])
  return (
    <>
      <p>
        The colour of a place is the class that a network would answer there, the stronger the surer. Marks are held-out
        rows, which no lane trains on:{' '}
        {Array.from({ length: Math.min(rows.classes, tones.length) }, (_, c) => (
          <span key={tones[c]} class="class-mark">
            <span class={c % 2 === 0 ? 'mark round' : 'mark'} style={{ background: `var(--oc-${tones[c]})` }} /> class{' '}
            {className(rows, c)}
          </span>
        ))}
      </p>
      <div class="boundaries">
        {lanes.map((lane, i) => (
          <Boundary key={lane.id} lane={lane} name={names[i] as string} rows={rows} square={square} />
        ))}
      </div>
    </>
  )
}

interface BoundaryProps {
  readonly lane: Lane
  readonly name: string
  readonly rows: Dataset
  readonly square: Square
}

/** What is known of the picture that is shown. */
interface Told {
  readonly step: number
  readonly right: number | null
}

function Boundary({ lane, name, rows, square }: BoundaryProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const theme = useTheme()
  const grid = useMemo(() => gridOf(square, CELLS), [square])
  const side = SIDE * Math.min(2, Math.ceil(devicePixelRatio))
  const [told, setTold] = useState<Told>({ step: 0, right: null })
  const marks = useRef<HTMLCanvasElement | null>(null)
  useEffect(() => {
    marks.current = null
  }, [rows, theme])
  const draw = async (): Promise<void> => {
    const answers = await askLane(lane.id, grid)
    await ownFrame()
    const context = canvas.current?.getContext('2d')
    if (context == null) return
    const classes = tones.map(colour)
    marks.current ??= pointsOf(rows, square, side, colour('paper'), classes)
    context.drawImage(colouredPlane(answers, CELLS, colour('paper'), classes), 0, 0, side, side)
    context.drawImage(marks.current, 0, 0)
    const { step = 0, lastLook } = runningLane(lane)?.record ?? {}
    setTold({ step, right: lastLook?.accuracy ?? null })
  }
  useOnReport(canvas, draw, PAUSE, `${theme} ${JSON.stringify(lane)}`)
  const { step, right } = told
  const score = right === null ? 'not trained yet' : `${(100 * right).toFixed(1)} % right`
  return (
    <figure class="boundary">
      <canvas ref={canvas} width={side} height={side} role="img" aria-label={`What ${name} answers: ${score}`} />
      <figcaption>
        <span class="swatch" style={{ background: `var(--oc-${laneTone(lane.id)})` }} /> {name}
        <small>
          {score}, update {step}
        </small>
      </figcaption>
    </figure>
  )
}
