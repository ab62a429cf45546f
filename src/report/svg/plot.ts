/** A plot as SVG text: lines, bands and level rules over two scales. */
import { escapeHtml } from '../html.js'
import type { Scale } from './scale.js'

export interface Stroke {
  readonly color: string
  /** dash pattern; none is a full line */
  readonly dash?: string
  /** default 2 */
  readonly width?: number
}

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
const FONT = 12
/** Width of a digit at that size, roughly. */
const DIGIT = 6.6

export function drawPlot({ title, width, height, x, y, xLabel, yLabel, lines, bands = [], rules = [] }: Plot): string {
  const left = 14 + DIGIT * Math.max(2, ...y.ticks.map(({ text }) => text.length))
  const inner = { width: width - left - RIGHT, height: height - TOP - BOTTOM }
  const xAt = (value: number): number => left + x.at(value) * inner.width
  const yAt = (value: number): number => clamp(TOP + (1 - y.at(value)) * inner.height, TOP, TOP + inner.height)
  const bottom = TOP + inner.height
  const body = [
    ...y.ticks.flatMap(({ value, text }) => [
      `<path d="M${left} ${at(yAt(value))}H${width - RIGHT}" stroke="#e9ecef"/>`,
      label(left - 7, yAt(value) + 4, text, 'end'),
    ]),
    ...xTicks(x, xAt, bottom, width),
    ...bands.map(({ color, points }) => {
      const upper = points.map(([px, , high]) => `${at(xAt(px))},${at(high === null ? TOP : yAt(high))}`)
      const lower = points.map(([px, low]) => `${at(xAt(px))},${at(low === null ? bottom : yAt(low))}`)
      return `<polygon points="${[...upper, ...lower.reverse()].join(' ')}" fill="${color}" fill-opacity="0.14"/>`
    }),
    ...rules.flatMap((rule) => [
      `<path d="M${left} ${at(yAt(rule.y))}H${width - RIGHT}" ${stroke({ width: 1, ...rule })}/>`,
      ...(rule.label === undefined ? [] : [label(left + 4, yAt(rule.y) - 4, rule.label, 'start', '#5c636a')]),
    ]),
    ...lines.flatMap((line) => drawLine(line, xAt, yAt)),
    `<path d="M${left} ${at(bottom)}H${width - RIGHT}" stroke="#868e96"/>`,
    label(4, 14, yLabel, 'start'),
    label(left + inner.width / 2, height - 6, xLabel, 'middle'),
  ]
  return [
    `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeHtml(title)}" font-family="system-ui, sans-serif"`,
    ` font-size="${FONT}" fill="#343a40">`,
    ...body,
    '</svg>',
  ].join('')
}

/** A sample of a stroke for a legend. */
export function strokeSample(line: Stroke): string {
  return `<svg viewBox="0 0 28 10" aria-hidden="true"><path d="M1 5H27" ${stroke({ ...line, width: 3 })}/></svg>`
}

/** Ticks whose labels would touch the one before are left without. */
function xTicks(x: Scale, xAt: (value: number) => number, bottom: number, width: number): string[] {
  let clear = -Infinity
  return x.ticks.flatMap(({ value, text }) => {
    const place = xAt(value)
    const half = (DIGIT * text.length) / 2
    const mark = `<path d="M${at(place)} ${at(bottom)}v4" stroke="#868e96"/>`
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
    path += `${pen}${at(xAt(x))} ${at(yAt(y))}`
    pen = 'L'
    if (line.dots) parts.push(dot(xAt(x), yAt(y), line))
  }
  return path === '' ? parts : [`<path d="${path}" ${stroke(line)} stroke-linejoin="round"/>`, ...parts]
}

function dot(x: number, y: number, { color, atLeast }: Line): string {
  if (!atLeast) return `<circle cx="${at(x)}" cy="${at(y)}" r="2.6" fill="${color}"/>`
  return `<path d="M${at(x - 4)} ${at(y + 3)}L${at(x)} ${at(y - 4)}L${at(x + 4)} ${at(y + 3)}Z" fill="#fff" stroke="${color}"/>`
}

function stroke({ color, dash, width = 2 }: Stroke): string {
  const dashes = dash === undefined || dash === '' ? '' : ` stroke-dasharray="${dash}"`
  return `fill="none" stroke="${color}" stroke-width="${width}"${dashes}`
}

function label(x: number, y: number, content: string, anchor: string, color?: string): string {
  const fill = color === undefined ? '' : ` fill="${color}"`
  return `<text x="${at(x)}" y="${at(y)}" text-anchor="${anchor}"${fill}>${escapeHtml(content)}</text>`
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high)
}

/** Tenths of a pixel are enough. */
function at(value: number): number {
  return Math.round(10 * value) / 10
}
