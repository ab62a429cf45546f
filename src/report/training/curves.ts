/** The curves of a run, one above the other over the same axis of updates: loss, accuracy, rate, momentum. */
import { smooth, weightOfLag } from '../../measure/range-test/smoothing.js'
import { count } from '../../words.js'
import type { Line } from '../svg/curve.js'
import type { Stroke } from '../svg/marks.js'
import { drawPlot, leftOf } from '../svg/plot.js'
import { accuracyScale, linearScale, logScale, type Scale } from '../svg/scale.js'
import { tone } from '../svg/tones.js'
import type { RunFacts } from './facts.js'

export const CURVES: Readonly<Record<'raw' | 'training' | 'validation', Stroke>> = {
  raw: { color: tone('raw'), width: 0.8 },
  training: { color: tone('curve-1'), width: 2.2 },
  validation: { color: tone('subject'), width: 2, dash: '7 3' },
}

interface Panel {
  readonly name: string
  readonly title: string
  readonly y: Scale
  readonly lines: readonly Line[]
  readonly height: number
}

/** Points of a line beyond which it is thinned out: more than a screen has pixels. */
const MOST_POINTS = 800

export function curvesFigure(run: RunFacts, width: number): string {
  const panels = [lossPanel(run), accuracyPanel(run), ratePanel(run), momentumPanel(run)].filter(
    (panel) => panel !== null,
  )
  const x = linearScale(0, Math.max(1, run.loss.length), { whole: true })
  const left = Math.max(...panels.map(({ y }) => leftOf(y)))
  return panels
    .map(({ name, title, y, lines, height }, i) => {
      const xLabel = i === panels.length - 1 ? 'updates' : ''
      return drawPlot({ title, width, height, left, x, y, xLabel, yLabel: name, lines })
    })
    .join('')
}

/** The momentum where it is one number throughout. */
export function steadyMomentum({ momentum }: RunFacts): number | null {
  const [first] = momentum
  return first !== undefined && momentum.every((value) => value === first) ? first : null
}

function lossPanel({ loss, stepsPerEpoch, epochRecords }: RunFacts): Panel | null {
  const finite = loss.filter((value) => Number.isFinite(value))
  if (finite.length === 0) return null
  // the mean of about a twentieth of the run, and of an epoch at most
  const lag = Math.min(stepsPerEpoch, Math.max(1, loss.length / 20)) / 2
  const smoothed = smooth(finite, weightOfLag(lag))
  const validation = epochRecords.flatMap(({ step, validationLoss: value }): [number, number][] =>
    value === null || !Number.isFinite(value) ? [] : [[step, value]],
  )
  const shown = [...smoothed, ...validation.map(([, value]) => value)]
  const low = lowest(shown)
  const high = highest(shown)
  const positive = low > 0
  const held = validation.at(-1)
  const [start, end] = [smoothed[0], smoothed.at(-1)].map((value) => (value as number).toPrecision(3))
  return {
    name: positive ? 'loss, log' : 'loss',
    title:
      `loss against updates: from ${start} to ${end} after ${count(loss.length)}` +
      (held === undefined ? '' : `, ${held[1].toPrecision(3)} on the held-out rows`),
    y: positive ? logScale(low / 1.15, high * 1.15) : linearScale(low, high),
    height: 300,
    lines: [
      { ...CURVES.raw, points: thinned(loss) },
      { ...CURVES.training, points: thinned(smoothed) },
      { ...CURVES.validation, dots: validation.length <= 40, points: validation },
    ],
  }
}

function accuracyPanel({ epochRecords }: RunFacts): Panel | null {
  const points = epochRecords.flatMap(({ step, validationAccuracy: value }): [number, number][] =>
    value === null ? [] : [[step, value]],
  )
  if (points.length < 2) return null
  const shares = points.map(([, value]) => value)
  const best = highest(shares)
  return {
    name: 'accuracy on the held-out rows, log of the error',
    title: `accuracy on the held-out rows against updates: ${(100 * (shares.at(-1) as number)).toFixed(2)} % at the end`,
    y: accuracyScale(Math.min(lowest(shares), best - 0.01), Math.min(1 - (1 - best) * 0.9, 0.99999), 5),
    height: 200,
    lines: [{ ...CURVES.validation, dots: points.length <= 40, points }],
  }
}

function ratePanel({ learningRate }: RunFacts): Panel | null {
  if (learningRate.length === 0) return null
  const high = highest(learningRate)
  return {
    name: 'learning rate',
    title: `learning rate against updates, ${high.toPrecision(3)} at its highest`,
    y: linearScale(0, high),
    height: 180,
    lines: [{ color: tone('curve-2'), points: thinned(learningRate) }],
  }
}

function momentumPanel(run: RunFacts): Panel | null {
  const { momentum } = run
  if (momentum.length === 0 || steadyMomentum(run) !== null) return null
  const low = lowest(momentum)
  const high = highest(momentum)
  return {
    name: 'momentum',
    title: `momentum against updates, from ${low.toPrecision(3)} to ${high.toPrecision(3)}`,
    y: linearScale(low, high, { wanted: 3 }),
    height: 160,
    lines: [{ color: tone('curve-3'), points: thinned(momentum) }],
  }
}

/** Step and value; of a long run the lowest and highest of each stretch, so that no spike is lost. */
function thinned(values: readonly number[]): [number, number | null][] {
  const stretch = Math.ceil((2 * values.length) / MOST_POINTS)
  const point = (i: number): [number, number | null] => {
    const value = values[i] as number
    return [i + 1, Number.isFinite(value) ? value : null]
  }
  if (stretch <= 2) return values.map((_, i) => point(i))
  const points: [number, number | null][] = []
  for (let from = 0; from < values.length; from += stretch) {
    let low = from
    let high = from
    for (let i = from; i < Math.min(from + stretch, values.length); i++) {
      if ((values[i] as number) < (values[low] as number)) low = i
      if ((values[i] as number) > (values[high] as number)) high = i
    }
    points.push(...[...new Set([low, high])].sort((a, b) => a - b).map(point))
  }
  return points
}

function lowest(values: readonly number[]): number {
  return values.reduce((a, b) => Math.min(a, b), Infinity)
}

function highest(values: readonly number[]): number {
  return values.reduce((a, b) => Math.max(a, b), -Infinity)
}
