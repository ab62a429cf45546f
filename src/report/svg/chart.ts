/**
 * Line charts as SVG text: panels one above the other over a common axis of steps, with a legend.
 * Nothing but strings, so a chart can be made anywhere; readable without style sheets.
 */
import { axisOf, tickText } from './axis.js'

export interface Panel {
  readonly label: string
  /** whether the axis begins at 0, or at the lowest value */
  readonly fromZero: boolean
  /** one list of values for each name of the chart, index = step */
  readonly series: readonly (readonly number[])[]
  /** share of the height */
  readonly share: number
}

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
const LEGEND_ROW = 20
/** Points along the axis beyond which a line is sampled: more than a screen has pixels. */
const MOST_POINTS = 2000

const COLORS = ['#4269d0', '#e8590c', '#2b8a3e', '#9c36b5', '#c92a2a', '#0b7285', '#846358', '#e64980', '#495057']
/** The second nine lines are dashed, the third dotted. */
const DASHES = ['', ' stroke-dasharray="7 4"', ' stroke-dasharray="2 3"']

export function drawChart({ xLabel, xMax, names, panels }: Chart): string {
  const legend = legendOf(names)
  const x = axisOf(0, Math.max(1, xMax), 8, true)
  const xAt = (step: number) => LEFT + (step / Math.max(1, xMax)) * (WIDTH - LEFT - RIGHT)
  // the last step is a tick, and ticks whose labels would touch its label are none
  const steps = [...x.ticks.filter((tick) => xAt(xMax) - xAt(tick) > 50), xMax]
  let top = legend.height + 30
  const body: string[] = []
  for (const panel of panels) {
    const height = panel.share * PLOTS
    body.push(...drawPanel(panel, steps, xAt, top, height))
    top += height + GAP
  }
  const bottom = top - GAP
  for (const tick of steps) body.push(text(xAt(tick), bottom + 18, tickText(tick, x), 'middle'))
  body.push(text((LEFT + WIDTH - RIGHT) / 2, bottom + 36, xLabel, 'middle'))
  const height = bottom + BOTTOM
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${round(height)}" width="${WIDTH}" height="${round(height)}"`,
    '  font-family="system-ui, sans-serif" font-size="12" fill="#343a40">',
    `<title>${names.join(', ')}: ${panels.map(({ label }) => label).join(' and ')}</title>`,
    '<rect width="100%" height="100%" fill="#fff"/>',
    ...legend.lines,
    ...body,
    '</svg>',
    '',
  ].join('\n')
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
  const lines = [text(LEFT, top - 9, panel.label, 'start', ' font-weight="600"')]
  for (const tick of y.ticks) {
    lines.push(line(LEFT, yAt(tick), WIDTH - RIGHT, yAt(tick), '#e9ecef'))
    lines.push(text(LEFT - 8, yAt(tick) + 4, tickText(tick, y), 'end'))
  }
  const axis = top + height
  for (const step of steps) lines.push(line(xAt(step), axis, xAt(step), axis + 4, '#868e96'))
  lines.push(line(LEFT, axis, WIDTH - RIGHT, axis, '#868e96'))
  panel.series.forEach((values, index) => {
    lines.push(`<polyline points="${pointsOf(values, xAt, yAt)}" ${stroke(index)} stroke-linejoin="round"/>`)
  })
  return lines
}

/** One step alone is drawn as a level line. */
function pointsOf(values: readonly number[], xAt: (step: number) => number, yAt: (value: number) => number): string {
  const last = values.length - 1
  if (last === 0)
    return `${LEFT},${round(yAt(values[0] as number))} ${WIDTH - RIGHT},${round(yAt(values[0] as number))}`
  const stride = Math.ceil(values.length / MOST_POINTS)
  const points: string[] = []
  for (let step = 0; step < last; step += stride)
    points.push(`${round(xAt(step))},${round(yAt(values[step] as number))}`)
  points.push(`${round(xAt(last))},${round(yAt(values[last] as number))}`)
  return points.join(' ')
}

function legendOf(names: readonly string[]): { lines: string[]; height: number } {
  const lines: string[] = []
  let x = LEFT
  let y = 18
  names.forEach((name, index) => {
    const width = 36 + 7 * name.length + 14
    if (x > LEFT && x + width > WIDTH - RIGHT) {
      x = LEFT
      y += LEGEND_ROW
    }
    lines.push(`<polyline points="${x},${y - 4} ${x + 26},${y - 4}" ${stroke(index)}/>`, text(x + 33, y, name, 'start'))
    x += width
  })
  return { lines, height: y + 6 }
}

function stroke(index: number): string {
  const color = COLORS[index % COLORS.length] as string
  return `fill="none" stroke="${color}" stroke-width="2"${DASHES[Math.floor(index / COLORS.length) % DASHES.length]}`
}

function line(x1: number, y1: number, x2: number, y2: number, color: string): string {
  return `<line x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}" stroke="${color}"/>`
}

function text(x: number, y: number, content: string, anchor: 'start' | 'middle' | 'end', more = ''): string {
  return `<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}"${more}>${content}</text>`
}

/** Hundredths of a pixel are enough. */
function round(value: number): number {
  return Math.round(100 * value) / 100
}
