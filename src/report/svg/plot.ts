/** A plot as SVG text: lines, bands and level rules over two scales. */
import { AXIS, drawing, GRID, label, pixels, rule, type Stroke, strokeAttributes } from './marks.js'
import type { Scale } from './scale.js'

export interface Line extends Stroke {
  /** x and y; a gap in the line where y is null */
  readonly points: readonly (readonly [number, number | null])[]
  /** whether each point has a dot */
  readonly dots?: boolean
  /** dots as open triangles: the value is at least this */
  readonly atLeast?: boolean
}

export interface Band {
  readonly color: string
  /** x, low, high; null reaches to the edge of the plot */
  readonly points: readonly (readonly [number, number | null, number | null])[]
}

export interface Rule extends Stroke {
  readonly y: number
  readonly label?: string
}

export interface Plot {
  /** what it shows, for those who cannot see it */
  readonly title: string
  readonly width: number
  readonly height: number
  readonly x: Scale
  readonly y: Scale
  readonly xLabel: string
  readonly yLabel: string
  readonly lines: readonly Line[]
  readonly bands?: readonly Band[]
  readonly rules?: readonly Rule[]
}

const TOP = 26
const RIGHT = 14
const BOTTOM = 42
/** Width of a digit, roughly. */
const DIGIT = 6.6

export function drawPlot({
  title,
  width,
  height,
  x,
  y,
  xLabel,
  yLabel,
  lines,
  bands = [],
  rules: levels = [],
}: Plot): string {
  const left = 14 + DIGIT * Math.max(2, ...y.ticks.map(({ text }) => text.length))
  const inner = { width: width - left - RIGHT, height: height - TOP - BOTTOM }
  const xAt = (value: number): number => left + x.at(value) * inner.width
  const yAt = (value: number): number => clamp(TOP + (1 - y.at(value)) * inner.height, TOP, TOP + inner.height)
  const bottom = TOP + inner.height
  const body = [
    ...y.ticks.flatMap(({ value, text }) => [
      rule(left, yAt(value), width - RIGHT, yAt(value), GRID),
      label(left - 7, yAt(value) + 4, text, 'end'),
    ]),
    ...xTicks(x, xAt, bottom, width),
    ...bands.map(({ color, points }) => {
      const upper = points.map(([px, , high]) => `${pixels(xAt(px))},${pixels(high === null ? TOP : yAt(high))}`)
      const lower = points.map(([px, low]) => `${pixels(xAt(px))},${pixels(low === null ? bottom : yAt(low))}`)
      return `<polygon points="${[...upper, ...lower.reverse()].join(' ')}" fill="${color}" fill-opacity="0.14"/>`
    }),
    ...levels.flatMap((level) => [
      `<path d="M${pixels(left)} ${pixels(yAt(level.y))}H${width - RIGHT}" ${strokeAttributes({ width: 1, ...level })}/>`,
      ...(level.label === undefined
        ? []
        : [label(left + 4, yAt(level.y) - 4, level.label, 'start', { color: '#5c636a' })]),
    ]),
    ...lines.flatMap((line) => drawLine(line, xAt, yAt)),
    rule(left, bottom, width - RIGHT, bottom, AXIS),
    label(4, 14, yLabel, 'start'),
    label(left + inner.width / 2, height - 6, xLabel, 'middle'),
  ]
  return drawing(title, width, height, body)
}

/** Ticks whose labels would touch the one before are left without. */
function xTicks(x: Scale, xAt: (value: number) => number, bottom: number, width: number): string[] {
  let clear = -Infinity
  return x.ticks.flatMap(({ value, text }) => {
    const place = xAt(value)
    const half = (DIGIT * text.length) / 2
    const mark = rule(place, bottom, place, bottom + 4, AXIS)
    // the last one is moved where it would be cut off
    const middle = Math.min(place, width - half - 1)
    if (middle - half < clear) return [mark]
    clear = middle + half + 6
    return [mark, label(middle, bottom + 17, text, 'middle')]
  })
}

function drawLine(line: Line, xAt: (value: number) => number, yAt: (value: number) => number): string[] {
  const parts: string[] = []
  let path = ''
  let pen = 'M'
  for (const [x, y] of line.points) {
    if (y === null) {
      pen = 'M'
      continue
    }
    path += `${pen}${pixels(xAt(x))} ${pixels(yAt(y))}`
    pen = 'L'
    if (line.dots) parts.push(dot(xAt(x), yAt(y), line))
  }
  return path === '' ? parts : [`<path d="${path}" ${strokeAttributes(line)} stroke-linejoin="round"/>`, ...parts]
}

function dot(x: number, y: number, { color, atLeast }: Line): string {
  if (!atLeast) return `<circle cx="${pixels(x)}" cy="${pixels(y)}" r="2.6" fill="${color}"/>`
  return `<path d="M${pixels(x - 4)} ${pixels(y + 3)}L${pixels(x)} ${pixels(y - 4)}L${pixels(x + 4)} ${pixels(y + 3)}Z" fill="#fff" stroke="${color}"/>`
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high)
}
