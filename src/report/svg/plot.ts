/** A plot as SVG text: lines, bands and level rules over two scales, upright marks with their names above. */
import { readResult } from '../../check.js'
import { clipPolygon, type Frame, type Point } from './clip.js'
import { drawLine, type Line } from './curve.js'
import { type Mark, marksHead } from './head-marks.js'
import { drawRules, type Rule } from './levels.js'
import { AXIS, checkSize, DIGIT, drawing, GRID, label, pixels, rule } from './marks.js'
import type { Scale } from './scale.js'

/** An area between two curves. */
export interface Band {
  readonly color: string
  /** x, low, high; null reaches to the edge of the plot */
  readonly points: readonly (readonly [number, number | null, number | null])[]
  /** default 0.14 */
  readonly opacity?: number
}

/** What a plot shows, over two scales. */
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
  readonly marks?: readonly Mark[]
  /** where the frame begins, so that plots above one another share an axis; by default where the labels end */
  readonly left?: number
}

const TOP = 26
const RIGHT = 14
const BOTTOM = 42
/** How far beyond its axes the frame lets lines be seen: half of the thickest. */
const EDGE = 1.5

/** What the labels of a scale take at the left. */
export function leftOf(y: Scale): number {
  return 14 + DIGIT * Math.max(2, ...y.ticks.map(({ text }) => text.length))
}

/**
 * The plot as SVG for a page; `standalone` makes a file of it. Nothing is drawn outside of its frame: what lies beyond a scale
 * is cut off there, and a rule is told in words.
 */
export function drawPlot(plot: Plot): string {
  return readResult('drawPlot', 'plot', plot, 'lines', 'its declaration', plotOf)
}

function plotOf(plot: Plot): string {
  const { title, width, height, x, y, xLabel, yLabel, lines, bands = [], rules = [], marks = [] } = plot
  const { left = leftOf(y) } = plot
  checkSize('drawPlot', width, height)
  const xAt = (value: number): number => left + x.at(value) * (width - RIGHT - left)
  const heads = marksHead(marks, xAt, width)
  const frame: Frame = { left, top: TOP + heads.height, right: width - RIGHT, bottom: height - BOTTOM }
  const yAt = (value: number): number => frame.bottom - y.at(value) * (frame.bottom - frame.top)
  const seen = { left, top: frame.top - EDGE, right: frame.right + EDGE, bottom: frame.bottom + EDGE }
  const at = ([px, py]: Point): Point => [xAt(px), yAt(py)]
  return drawing(title, width, height, [
    ...y.ticks.flatMap(({ value, text }) => [
      rule(left, yAt(value), frame.right, yAt(value), GRID),
      label(left - 7, yAt(value) + 4, text, 'end'),
    ]),
    ...xTicks(x, xAt, frame.bottom, width),
    ...bands.flatMap((band) => drawBand(band, at, frame)),
    ...heads.draw(frame),
    ...lines.flatMap((line) => drawLine(line, at, seen)),
    rule(left, frame.bottom, frame.right, frame.bottom, AXIS),
    ...drawRules(
      rules,
      yAt,
      frame,
      lines.map(({ points }) => points.flatMap(([px, py]) => (py === null ? [] : [at([px, py])]))),
    ),
    label(4, 14, yLabel, 'start'),
    ...(xLabel === '' ? [] : [label((left + frame.right) / 2, height - 6, xLabel, 'middle')]),
  ])
}

function drawBand({ color, points, opacity = 0.14 }: Band, at: (point: Point) => Point, frame: Frame): string[] {
  const edge = (x: number, y: number | null, otherwise: number): Point =>
    y === null ? [at([x, 0])[0], otherwise] : at([x, y])
  const upper = points.map(([x, , high]) => edge(x, high, frame.top))
  const lower = points.map(([x, low]) => edge(x, low, frame.bottom))
  const corners = clipPolygon([...upper, ...lower.reverse()], frame)
  if (corners.length === 0) return []
  const text = corners.map(([x, y]) => `${pixels(x)},${pixels(y)}`).join(' ')
  return [`<polygon points="${text}" fill="${color}" fill-opacity="${opacity}"/>`]
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
