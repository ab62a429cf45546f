/** A sheet to draw on with mouse, finger or pen. */
import { useEffect, useRef } from 'preact/hooks'
import { colour, useTheme } from '../../plot/theme.ts'
import type { Point, Stroke } from './handwriting.ts'

interface PadProps {
  readonly label: string
  readonly strokes: readonly Stroke[]
  /** @param done whether the pen was lifted */
  readonly onStrokes: (strokes: readonly Stroke[], done: boolean) => void
}

const SIDE = 280
const PEN = 16

export function Pad({ label, strokes, onStrokes }: PadProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const drawing = useRef(false)
  const theme = useTheme()

  useEffect(() => {
    const context = canvas.current?.getContext('2d')
    if (context == null) return
    context.clearRect(0, 0, SIDE, SIDE)
    context.strokeStyle = colour('ink')
    if (strokes.length === 0) {
      context.font = '24px system-ui, sans-serif'
      context.textAlign = 'center'
      context.fillStyle = colour('faint')
      context.fillText('draw here', SIDE / 2, SIDE / 2)
    }
    context.lineWidth = PEN
    context.lineCap = 'round'
    context.lineJoin = 'round'
    for (const stroke of strokes) {
      context.beginPath()
      for (const [i, { x, y }] of stroke.entries()) {
        if (i === 0) context.moveTo(x, y)
        context.lineTo(x, y)
      }
      context.stroke()
    }
  }, [strokes, theme])

  const at = ({ offsetX, offsetY }: PointerEvent): Point => {
    const scale = SIDE / (canvas.current as HTMLCanvasElement).clientWidth
    return { x: offsetX * scale, y: offsetY * scale }
  }
  const lifted = (): void => {
    if (drawing.current) onStrokes(strokes, true)
    drawing.current = false
  }
  return (
    <canvas
      ref={canvas}
      class="pad"
      width={SIDE}
      height={SIDE}
      role="img"
      aria-label={label}
      onPointerDown={(event) => {
        event.preventDefault()
        event.currentTarget.setPointerCapture(event.pointerId)
        drawing.current = true
        onStrokes([...strokes, [at(event)]], false)
      }}
      onPointerMove={(event) => {
        if (!drawing.current) return
        onStrokes([...strokes.slice(0, -1), [...(strokes.at(-1) ?? []), at(event)]], false)
      }}
      onPointerUp={lifted}
      onPointerCancel={lifted}
    />
  )
}
