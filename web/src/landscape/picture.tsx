/** The landscape and the dots on it; a click puts the start there. */
import { useEffect, useRef, useState } from 'preact/hooks'
import { useTheme } from '../plot/theme.ts'
import { heightFor, paintGround, paintTrail, type Trail, toPlace } from './paint.ts'
import type { Point } from './surface.ts'

interface PictureProps {
  readonly title: string
  readonly trails: readonly Trail[]
  readonly onStart: (place: Point) => void
}

export function Picture({ title, trails, onStart }: PictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const ground = useRef<HTMLCanvasElement | null>(null)
  const [width, setWidth] = useState(0)
  const theme = useTheme()
  const height = heightFor(width)

  useEffect(() => {
    const place = canvas.current?.parentElement as HTMLElement
    const resized = new ResizeObserver(() => setWidth(place.clientWidth))
    resized.observe(place)
    return () => resized.disconnect()
  }, [])

  useEffect(() => {
    if (width === 0) return
    const made = document.createElement('canvas')
    paintGround(sized(made, width, height), width, height)
    ground.current = made
  }, [width, height, theme])

  useEffect(() => {
    if (width === 0 || canvas.current === null || ground.current === null) return
    const context = sized(canvas.current, width, height)
    context.drawImage(ground.current, 0, 0, width, height)
    for (const trail of trails) paintTrail(context, trail, width, height)
  })

  return (
    <div class="landscape-picture">
      <canvas
        ref={canvas}
        role="img"
        aria-label={title}
        style={{ width: `${width}px`, height: `${height}px` }}
        onClick={(event) => onStart(toPlace({ x: event.offsetX, y: event.offsetY }, width, height))}
      />
    </div>
  )
}

/** Sharp on a screen of any density. */
function sized(canvas: HTMLCanvasElement, width: number, height: number): CanvasRenderingContext2D {
  const density = devicePixelRatio
  const [w, h] = [Math.round(width * density), Math.round(height * density)]
  if (canvas.width !== w || canvas.height !== h) {
    canvas.width = w
    canvas.height = h
  }
  const context = canvas.getContext('2d') as CanvasRenderingContext2D
  context.setTransform(density, 0, 0, density, 0, 0)
  return context
}
