/** The landscape on a canvas: lines of equal height, the places that have a name, the dots and where they have been. */
import { colour } from '../plot/theme.ts'
import { contours, levels, shown } from './contours.ts'
import { type Point, saddle, valleys } from './surface.ts'

export interface Trail {
  readonly tone: string
  readonly points: readonly Point[]
}

/** Height of the map: on a narrow screen more of its width. */
export function heightFor(width: number): number {
  return Math.round(width * (width < 480 ? 0.75 : 0.5))
}

const LATELY = 40

let lines: ReturnType<typeof contours> | undefined

/** Pixels of a place, and back. */
export function toPixels({ x, y }: Point, width: number, height: number): Point {
  return {
    x: ((x - shown.x[0]) / (shown.x[1] - shown.x[0])) * width,
    y: ((shown.y[1] - y) / (shown.y[1] - shown.y[0])) * height,
  }
}

export function toPlace({ x, y }: Point, width: number, height: number): Point {
  return {
    x: shown.x[0] + (x / width) * (shown.x[1] - shown.x[0]),
    y: shown.y[1] - (y / height) * (shown.y[1] - shown.y[0]),
  }
}

export function paintGround(context: CanvasRenderingContext2D, width: number, height: number): void {
  lines ??= contours()
  context.fillStyle = colour('paper')
  context.fillRect(0, 0, width, height)
  context.lineCap = 'round'
  for (const [i, pieces] of lines.entries()) {
    context.strokeStyle = colour('axis')
    context.globalAlpha = 0.75 - (0.55 * i) / levels.length
    context.lineWidth = 1
    context.beginPath()
    for (const [from, to] of pieces) {
      const start = toPixels(from, width, height)
      const end = toPixels(to, width, height)
      context.moveTo(start.x, start.y)
      context.lineTo(end.x, end.y)
    }
    context.stroke()
  }
  context.globalAlpha = 1
  const small = width < 480
  const name = (text: string, place: Point, dy: number): void => {
    const { x, y } = toPixels(place, width, height)
    context.font = `${small ? 11 : 13}px system-ui, sans-serif`
    context.textAlign = 'center'
    context.lineWidth = 4
    context.lineJoin = 'round'
    context.strokeStyle = colour('paper')
    context.strokeText(text, x, y + dy)
    context.fillStyle = colour('faint')
    context.fillText(text, x, y + dy)
  }
  name('ravine', { x: -2.2, y: 0 }, small ? -22 : -34)
  name('saddle', saddle, small ? -14 : -18)
  name(small ? 'valley' : 'upper valley', valleys[0] as Point, small ? -24 : -40)
  name(small ? 'deeper' : 'lower valley, deeper', valleys[1] as Point, small ? 32 : 50)
}

export function paintTrail(context: CanvasRenderingContext2D, trail: Trail, width: number, height: number): void {
  const { points, tone } = trail
  const places = points.map((point) => toPixels(point, width, height))
  context.strokeStyle = colour(tone)
  context.lineJoin = 'round'
  const path = (from: number, alpha: number, thick: number): void => {
    context.globalAlpha = alpha
    context.lineWidth = thick
    context.beginPath()
    for (const { x, y } of places.slice(from)) context.lineTo(x, y)
    context.stroke()
  }
  path(0, 0.35, 1.25)
  path(Math.max(0, places.length - LATELY), 0.9, 2)
  context.globalAlpha = 1
  const { x, y } = places.at(-1) as Point
  context.beginPath()
  context.arc(x, y, 6, 0, 2 * Math.PI)
  context.fillStyle = colour(tone)
  context.fill()
  context.strokeStyle = colour('paper')
  context.lineWidth = 2
  context.stroke()
}
