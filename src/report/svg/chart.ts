/**
 * Line charts as SVG files: panels one above the other over a common axis of steps, with a legend.
 * Nothing but strings, so a chart can be made anywhere; readable without style sheets.
 */
import { checkNumber, readResult, wrongType } from '../../check.js'
import { axisOf, tickText } from './axis.js'
import { legendOf } from './legend.js'
import { AXIS, drawing, GRID, label, pixels, rule, standalone, strokeAttributes } from './marks.js'
import { strokeAt } from './palette.js'

/** One quantity of a chart. */
export interface Panel {
  readonly label: string
  /** whether the axis begins at 0, or at the lowest value */
  readonly fromZero: boolean
  /** one list of values for each name of the chart, index = step */
  readonly series: readonly (readonly number[])[]
  /** share of the height */
  readonly share: number
}

/** Panels one above the other, with the same lines in each. */
export interface Chart {
  readonly xLabel: string
  /** the last step */
  readonly xMax: number
  readonly names: readonly string[]
  readonly panels: readonly Panel[]
}

const WIDTH = 800
const LEFT = 70
const RIGHT = 20
const PLOTS = 400
const GAP = 34
const BOTTOM = 44
/** Points along the axis beyond which a line is sampled: more than a screen has pixels. */
const MOST_POINTS = 2000

/** The chart as an SVG file of its own. */
export function drawChart(chart: Chart): string {
  return readResult('drawChart', 'chart', chart, 'panels', 'its declaration', chartOf)
}

function chartOf({ xLabel, xMax, names, panels }: Chart): string {
  checkNumber('drawChart', 'xMax', xMax, 0)
  const legend = legendOf(
    names.map((name, index) => [name, strokeAt(index)]),
    LEFT,
    WIDTH - RIGHT,
  )
  const x = axisOf(0, Math.max(1, xMax), 8, true)
  const xAt = (step: number) => LEFT + (step / Math.max(1, xMax)) * (WIDTH - LEFT - RIGHT)
  // the last step is a tick, and those whose labels would touch its label are left out
  const steps = [...x.ticks.filter((tick) => xAt(xMax) - xAt(tick) > 50), xMax]
  let top = legend.height + 30
  const body: string[] = []
  for (const [i, panel] of panels.entries()) {
    checkNumber('drawChart', `panels[${i}].share`, panel.share, 0, 100)
    if (!panel.series.every((values) => values.every((value) => typeof value === 'number'))) {
      throw wrongType('drawChart', `panels[${i}].series`, 'lists of numbers', panel.series)
    }
    const height = panel.share * PLOTS
    body.push(...drawPanel(panel, steps, xAt, top, height))
    top += height + GAP
  }
  const bottom = top - GAP
  for (const tick of steps) body.push(label(xAt(tick), bottom + 18, tickText(tick, x), 'middle'))
  body.push(label((LEFT + WIDTH - RIGHT) / 2, bottom + 36, xLabel, 'middle'))
  const height = bottom + BOTTOM
  const title = `${names.join(', ')}: ${panels.map((panel) => panel.label).join(' and ')}`
  return standalone(drawing(title, WIDTH, height, [...legend.lines, ...body]), WIDTH, height)
}

function drawPanel(
  panel: Panel,
  steps: readonly number[],
  xAt: (step: number) => number,
  top: number,
  height: number,
): string[] {
  let low = panel.fromZero ? 0 : Infinity
  let high = -Infinity
  for (const values of panel.series) {
    for (const value of values) {
      if (value < low) low = value
      if (value > high) high = value
    }
  }
  const y = axisOf(low, high, Math.max(3, Math.round(height / 45)), false)
  const yAt = (value: number) => top + height - ((value - y.low) / (y.high - y.low)) * height
  const lines = [label(LEFT, top - 9, panel.label, 'start', { bold: true })]
  for (const tick of y.ticks) {
    lines.push(rule(LEFT, yAt(tick), WIDTH - RIGHT, yAt(tick), GRID))
    lines.push(label(LEFT - 8, yAt(tick) + 4, tickText(tick, y), 'end'))
  }
  const axis = top + height
  for (const step of steps) lines.push(rule(xAt(step), axis, xAt(step), axis + 4, AXIS))
  lines.push(rule(LEFT, axis, WIDTH - RIGHT, axis, AXIS))
  panel.series.forEach((values, index) => {
    lines.push(
      `<polyline points="${pointsOf(values, xAt, yAt)}" ${strokeAttributes(strokeAt(index))} stroke-linejoin="round"/>`,
    )
  })
  return lines
}

/** One step alone is drawn as a level line. */
function pointsOf(values: readonly number[], xAt: (step: number) => number, yAt: (value: number) => number): string {
  const last = values.length - 1
  if (last === 0)
    return `${LEFT},${pixels(yAt(values[0] as number))} ${WIDTH - RIGHT},${pixels(yAt(values[0] as number))}`
  const stride = Math.ceil(values.length / MOST_POINTS)
  const points: string[] = []
  for (let step = 0; step < last; step += stride)
    points.push(`${pixels(xAt(step))},${pixels(yAt(values[step] as number))}`)
  points.push(`${pixels(xAt(last))},${pixels(yAt(values[last] as number))}`)
  return points.join(' ')
}
