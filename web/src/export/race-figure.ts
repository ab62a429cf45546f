/** The curves of a race as an SVG file, drawn as the reports draw: held-out accuracy and loss over the updates. */
import {
  drawPlot,
  type Line,
  linearScale,
  logScale,
  type Plot,
  type Scale,
  standalone,
  toneVariables,
} from 'onecycle/report'
import type { ExportedLook, LaneCurves, RaceCurves } from './race-curves.ts'

const WIDTH = 800
const HEIGHT = 300
const ROW = 20
const LEFT = 64

type Quantity = 'accuracy' | 'loss'

/** @throws RangeError where no lane was looked at yet */
export function raceFigure({ lanes, totalSteps, target }: RaceCurves): string {
  const looked = lanes.filter(({ looks }) => looks.length > 0)
  if (looked.length === 0) throw new RangeError('raceFigure: "lanes" expected one that has run for an epoch, got none')
  const classes = looked.every(({ looks }) => looks.every(({ accuracy }) => accuracy !== null))
  const panels = (classes ? (['accuracy', 'loss'] as const) : (['loss'] as const)).map((quantity) =>
    drawPlot(panel(quantity, looked, totalSteps, target)),
  )
  const legend = legendOf(looked)
  const height = legend.height + HEIGHT * panels.length
  const placed = panels.map((svg, i) => {
    const place = `x="0" y="${legend.height + i * HEIGHT}" width="${WIDTH}" height="${HEIGHT}"`
    return svg.replace('<svg ', `<svg ${place} `)
  })
  const title = escaped(`Race of ${looked.map(({ name }) => name).join(', ')}`)
  const head = `<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${title}" font-family="system-ui, sans-serif" font-size="12">`
  return standalone([head, ...legend.marks, ...placed, '</svg>'].join(''), WIDTH, height)
}

function panel(quantity: Quantity, lanes: readonly LaneCurves[], totalSteps: number, target: number): Plot {
  const share = quantity === 'accuracy'
  const label = share ? 'right on the held-out rows' : 'loss of the held-out rows'
  return {
    title: label,
    width: WIDTH,
    height: HEIGHT,
    x: linearScale(0, totalSteps, { whole: true }),
    y: scaleOf(quantity, lanes, target),
    xLabel: 'update',
    yLabel: label,
    left: LEFT,
    lines: lanes.map(({ tone, looks }): Line => ({ color: colour(tone), points: pointsOf(looks, quantity) })),
    rules: share ? [{ y: target, color: colour('axis'), dash: '4 4', label: `target ${percent(target)}` }] : [],
  }
}

function pointsOf(looks: readonly ExportedLook[], quantity: Quantity): Line['points'] {
  return looks.map((look) => [look.step, look[quantity]])
}

function scaleOf(quantity: Quantity, lanes: readonly LaneCurves[], target: number): Scale {
  const values = lanes.flatMap(({ looks }) => looks.map((look) => look[quantity] as number)).filter(Number.isFinite)
  const low = Math.min(...values)
  const high = Math.max(...values)
  if (quantity === 'accuracy') {
    const { at, ticks } = linearScale(Math.min(low, target), 1)
    return { at, ticks: ticks.map(({ value }) => ({ value, text: percent(value) })) }
  }
  return low > 0 && high > low ? logScale(low, high) : linearScale(0, Math.max(high, 1e-9))
}

function legendOf(lanes: readonly LaneCurves[]): { readonly marks: readonly string[]; readonly height: number } {
  const marks = lanes.map(({ name, tone, end }, i) => {
    const y = ROW * (i + 1)
    const sha256 = end?.sha256 ? `, weights ${end.sha256.slice(0, 12)}` : ''
    return [
      `<path d="M${LEFT} ${y - 4}h26" stroke="${colour(tone)}" stroke-width="2"/>`,
      `<text x="${LEFT + 34}" y="${y}" fill="${colour('ink')}">${escaped(name + sha256)}</text>`,
    ].join('')
  })
  return { marks, height: ROW * lanes.length + 12 }
}

/** A tone by day: a file has no reader's setting to follow. */
function colour(tone: string): string {
  return new RegExp(`--oc-${tone}:\\s*([^;]+)`).exec(toneVariables('light'))?.[1] ?? '#000'
}

function percent(share: number): string {
  return `${Number((100 * share).toFixed(2))} %`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
