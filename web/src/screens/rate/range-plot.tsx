/** Loss against rate while it rises: every seed raw and smoothed, the rules by name, and both bounds to be dragged. */
import type { RangeTest, Sweep } from 'onecycle'
import type uPlot from 'uplot'
import { type Handle, Handles, useHandles } from '../../plot/handles.tsx'
import { Legend } from '../../plot/legend.tsx'
import { type Curve, LivePlot } from '../../plot/live-plot.tsx'
import { colour } from '../../plot/theme.ts'
import { lab } from '../../state/store.ts'
import { RATES, shownBounds, sweptRates } from './bounds.ts'
import { moveBound, type RangeRun, type SweepSoFar, shownRun } from './range-run.ts'
import { axisRate, rules, shortRate } from './words.ts'

const HEIGHT = 340

/** Losses higher than so many times where they began have no room. */
const HIGHEST = 1.6

export function RangePlot() {
  const { rangeSeeds, rangeSweep } = lab.value
  const run = shownRun.value
  const tie = useHandles()
  const seeds = run?.seeds ?? rangeSeeds
  const sweeps = Array.from({ length: seeds }, (_, i) => rising(run?.sweeps[i], rangeSweep))
  const x = sweeps.reduce((longest, { rates }) => (rates.length > longest.length ? rates : longest), [] as number[])
  const top = HIGHEST * (sweeps[0]?.losses[0] ?? 1)
  const curve = (name: string, tone: string, width: number, values: readonly number[]): Curve => {
    return { name, tone, width, values: x.map((_, i) => shown(values, i, top)) }
  }
  const curves = [
    ...sweeps.map(({ losses }, i) => curve(`seed ${i + 1}, raw`, 'raw', 0.7, losses)),
    ...sweeps.map(({ smoothed }, i) => curve(`seed ${i + 1}`, 'subject', 2, smoothed)),
  ]
  const over = (plot: uPlot): void => {
    tie.over()
    if (run?.result) nameRules(plot, run.result, sweeps[0] as SweepSoFar)
  }
  return (
    <div class="range-plot">
      <div class="with-handles">
        <LivePlot
          title={titleOf(run)}
          height={HEIGHT}
          x={x}
          xAxis={{
            label: rangeSweep === 'exponential' ? 'learning rate, log' : 'learning rate',
            logarithmic: rangeSweep === 'exponential',
            range: sweptRates(rangeSweep),
            text: axisRate,
          }}
          yAxis={{ label: 'loss' }}
          curves={curves}
          over={over}
          onReady={tie.onReady}
        />
        <Handles tie={tie} handles={boundHandles(rangeSweep)} />
      </div>
      <Legend
        curves={[
          { name: 'each seed, smoothed', tone: 'subject' },
          { name: 'its single batches', tone: 'raw' },
        ]}
      />
    </div>
  )
}

function boundHandles(sweep: Sweep): Handle[] {
  const bounds = shownBounds(lab.value)
  const [low, high] = sweptRates(sweep)
  // fifty notches to a factor of ten, or to the whole of a straight axis
  const nudged = (rate: number, notches: number): number =>
    sweep === 'exponential' ? rate * 10 ** (notches / 50) : rate + ((high - low) * notches) / 50
  return (['low', 'peak'] as const).map((which) => ({
    key: which,
    label: which === 'low' ? 'Low rate' : 'Peak rate',
    name: `${which} ${shortRate(bounds[which])}`,
    nameBefore: which === 'low',
    text: `${shortRate(bounds[which])}`,
    tone: which === 'low' ? 'curve-2' : 'curve-1',
    low: RATES.low,
    high: RATES.high,
    now: bounds[which],
    x: bounds[which],
    onMove: (rate, _, final) => moveBound(which, rate, final),
    onNudge: (right, up, final) => moveBound(which, nudged(bounds[which], right + up), final),
  }))
}

/** The part in which the rate rises: a triangular sweep comes back. */
function rising(sweep: SweepSoFar | undefined, kind: Sweep): { -readonly [K in keyof SweepSoFar]: number[] } {
  if (sweep === undefined) return { rates: [], losses: [], smoothed: [] }
  const { rates, losses, smoothed } = sweep
  const down = kind === 'triangular' ? rates.findIndex((rate, i) => i > 0 && rate <= (rates[i - 1] as number)) : -1
  const end = down === -1 ? rates.length : down
  return { rates: rates.slice(0, end), losses: losses.slice(0, end), smoothed: smoothed.slice(0, end) }
}

/** A loss that has no room ends its curve at the top, instead of going on along it. */
function shown(values: readonly number[], i: number, top: number): number | null {
  const value = values[i]
  if (value === undefined || !Number.isFinite(value)) return null
  return value > top && (values[i - 1] as number) > top ? null : Math.min(value, top)
}

const LABEL = { size: 12, apart: 16, wide: 84 }

/** The turn and each rule's rate as a dot on the curve of the first seed, with its name above; names that meet stand in steps. */
function nameRules(plot: uPlot, { suggestions, suggested }: RangeTest, { rates, smoothed }: SweepSoFar): void {
  const { ctx } = plot
  const ratio = devicePixelRatio
  const turn = { name: 'turn', rate: suggested?.high, tone: 'ink' }
  const marks = [
    turn,
    ...rules.map(({ name, text = name }) => ({ name: text, rate: suggestions[name], tone: 'faint' })),
  ]
    .flatMap(({ name, rate, tone }) => {
      if (rate == null) return []
      const at = rates.findIndex((one) => one >= rate)
      const loss = smoothed[at === -1 ? rates.length - 1 : at]
      return loss === undefined
        ? []
        : [{ name, tone, x: plot.valToPos(rate, 'x', true), y: plot.valToPos(loss, 'y', true) }]
    })
    .sort((a, b) => a.x - b.x)
  ctx.save()
  ctx.font = `${LABEL.size * ratio}px system-ui, sans-serif`
  ctx.textAlign = 'center'
  ctx.lineWidth = ratio
  const top = Math.min(...marks.map(({ y }) => y))
  let level = 0
  for (const [i, { name, tone, x, y }] of marks.entries()) {
    ctx.fillStyle = ctx.strokeStyle = colour(tone)
    const before = marks[i - 1]
    level = before !== undefined && x - before.x < LABEL.wide * ratio ? level + 1 : 0
    const above = top - (18 + level * LABEL.apart) * ratio
    ctx.beginPath()
    ctx.moveTo(x, y)
    ctx.lineTo(x, above + 3 * ratio)
    ctx.stroke()
    ctx.beginPath()
    ctx.arc(x, y, 3.5 * ratio, 0, 2 * Math.PI)
    ctx.fill()
    halo(ctx, name, x, above, 3 * ratio)
    ctx.fillText(name, x, above)
  }
  ctx.restore()
}

/** Keeps a name readable over curves. */
function halo(ctx: CanvasRenderingContext2D, name: string, x: number, y: number, width: number): void {
  ctx.save()
  ctx.strokeStyle = colour('paper')
  ctx.lineWidth = width
  ctx.lineJoin = 'round'
  ctx.strokeText(name, x, y)
  ctx.restore()
}

function titleOf(run: RangeRun | null): string {
  if (run === null) return 'Loss against learning rate: no sweep yet'
  const { result, sweeps } = run
  if (!result) return `Loss against learning rate, ${sweeps.length} of ${run.seeds} sweeps so far`
  const { suggested } = result
  return suggested === null
    ? 'Loss against learning rate: no reliable answer'
    : `Loss against learning rate: it turns at ${shortRate(suggested.high)}; the suggested peak is ${shortRate(suggested.peak)}`
}
