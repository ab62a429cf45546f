/** The figures of a study's report. Each is drawn for one width. */
import { errorOf, lowerIsBetter } from '../../measure/metric.js'
import { median } from '../../measure/statistics/median.js'
import { rivalsOf } from '../../measure/study/analysis/headline.js'
import type { Study } from '../../measure/study/analysis/result.js'
import type { Method } from '../../measure/study/methods/methods.js'
import { ratesOf, sampledSteps, schedulesOf } from '../../measure/study/methods/planned.js'
import { scored } from '../../measure/study/tuning.js'
import { type Score, scoreName } from '../../words.js'
import type { Line } from '../svg/curve.js'
import type { Stroke } from '../svg/marks.js'
import { shadeAt, targetRule } from '../svg/palette.js'
import { type Band, drawPlot } from '../svg/plot.js'
import { accuracyScale, linearScale, logScale, type Scale } from '../svg/scale.js'
import { tone } from '../svg/tones.js'

type Strokes = ReadonlyMap<string, Stroke>

const strokeOf = (strokes: Strokes, name: string): Stroke => strokes.get(name) as Stroke

/** Median accuracy, or R2, at the end of the run against the budget, with the intervals of the medians as bands. */
export function accuracyFigure({ plan, budgets }: Study, strokes: Strokes, width: number): string {
  const { metric } = plan
  const rowsOf = (schedule: Method) => budgets.filter((row) => row.schedule === schedule)
  const errors = budgets.flatMap(({ validation }) =>
    validation.median === null ? [] : [errorOf(metric, validation.median)],
  )
  const goals = plan.targets.map((target) => errorOf(metric, target))
  const least = 0.9 * Math.min(...errors, ...goals)
  // methods that fail would press all others to the other end: they leave the plot
  const most = Math.min(Math.max(...errors, least), 12 * Math.min(...errors, ...(errors.length === 0 ? goals : [])))
  return drawPlot({
    title: `${scoreName(plan.metric)} on the held-out rows against the budget`,
    width,
    height: width > 500 ? 400 : 320,
    x: logScale(plan.budgets[0] as number, plan.budgets[plan.budgets.length - 1] as number, plan.budgets),
    y: scoreScale(metric, most, least, 9),
    xLabel: 'budget in epochs',
    yLabel: `${scoreName(metric)} on the held-out rows, ${SCALES[metric ?? 'accuracy']}`,
    rules: plan.targets.map((target) => targetRule(target, plan.metric)),
    // with a band for each 1cycle without a part nothing would be seen
    bands: [...rivalsOf(plan), plan.subject].map(
      (schedule): Band => ({
        color: strokeOf(strokes, schedule).color,
        points: rowsOf(schedule).map(({ budget, validation: { median, low, high } }) => [
          budget,
          low ?? median,
          high ?? median,
        ]),
      }),
    ),
    lines: subjectLast(plan).map(
      (schedule): Line => ({
        ...strokeOf(strokes, schedule),
        dots: true,
        points: rowsOf(schedule).map(({ budget, validation }) => [budget, validation.median]),
      }),
    ),
  })
}

/** The speed-up of the subject over one rival against the target; triangles are lower bounds. */
export function speedUpFigure({ plan, curve }: Study, rival: Method, stroke: Stroke): string {
  const rows = curve.flatMap(({ target, schedules }) => {
    const speedUp = schedules.find(({ schedule }) => schedule === rival)?.speedUp
    return speedUp === null || speedUp === undefined ? [] : [{ target, ...speedUp }]
  })
  const all = curve.flatMap(({ schedules }) =>
    schedules.flatMap(({ speedUp }) => [speedUp?.ratio, speedUp?.atLeast, speedUp?.low, speedUp?.high]),
  )
  const known = all.filter((value): value is number => typeof value === 'number' && value > 0)
  const shown = [0.5, 2, ...known]
  const targets = curve.map(({ target }) => target)
  return drawPlot({
    title: `speed-up of ${plan.subject} over ${rival} against the target`,
    width: 250,
    height: 220,
    x: harderToTheRight(plan.metric, targets),
    y: logScale(Math.min(...shown), Math.max(...shown), undefined, (value) => `${value}x`),
    xLabel: lowerIsBetter(plan.metric) ? 'target, harder to the right' : 'target',
    yLabel: `over ${rival}`,
    rules: [{ y: 1, color: tone('axis') }],
    bands: [{ color: stroke.color, points: rows.map(({ target, low, high }) => [target, low, high]) }],
    lines: [
      { color: stroke.color, dots: true, points: rows.map(({ target, ratio }) => [target, ratio]) },
      {
        color: stroke.color,
        width: 1,
        dash: '2 3',
        dots: true,
        atLeast: true,
        points: rows.map(({ target, atLeast }) => [target, atLeast]),
      },
    ],
  })
}

/** Learning rate or momentum of every method over the run of the longest budget, at its tuned rate. */
export function scheduleFigure(
  { plan, tuning, own }: Study,
  what: 'learningRate' | 'momentum',
  strokes: Strokes,
  width: number,
): string {
  const longest = plan.budgets[plan.budgets.length - 1] as number
  const steps = sampledSteps(plan)
  const curves = subjectLast(plan).map((schedule) => {
    const values = own?.[schedule]?.[what] ?? steps.map(schedulesOf(plan, schedule, tuning, new Map())[what])
    return {
      schedule,
      points: steps.map((step, i): [number, number] => [step / plan.stepsPerEpoch, values[i] as number]),
    }
  })
  const values = curves.flatMap(({ points }) => points.map(([, value]) => value))
  const rates = what === 'learningRate'
  return drawPlot({
    title: `${rates ? 'learning rate' : 'momentum'} over ${longest} epochs`,
    width,
    height: rates ? 260 : 180,
    x: linearScale(0, longest, { whole: true }),
    y: linearScale(rates ? 0 : Math.min(...values), Math.max(...values), { wanted: rates ? 5 : 3 }),
    xLabel: 'epochs',
    yLabel: rates ? 'learning rate' : 'momentum',
    lines: curves.map(({ schedule, points }) => ({ ...strokeOf(strokes, schedule), points })),
  })
}

/** Median loss on the held-out rows inside the runs of the longest budget. */
export function lossFigure({ plan, runs }: Study, strokes: Strokes, width: number): string {
  const longest = plan.budgets[plan.budgets.length - 1] as number
  const curves = subjectLast(plan).map((schedule) => {
    const own = runs.filter(({ method, budget, final }) => method === schedule && budget === longest && final !== null)
    const looks = own[0]?.looks ?? []
    const points = looks.map(({ step }, i): [number, number] => [
      step / plan.stepsPerEpoch,
      median(own.map((run) => run.looks[i]?.loss ?? Infinity)),
    ])
    return { schedule, points }
  })
  const losses = curves.flatMap(({ points }) => points.map(([, loss]) => loss)).filter((loss) => loss > 0)
  const low = Math.min(...losses)
  // what is far above the rest says no more than that it failed
  const high = Math.min(Math.max(...losses), 20 * low)
  return drawPlot({
    title: `loss on the held-out rows over ${longest} epochs`,
    width,
    height: width > 500 ? 300 : 260,
    x: linearScale(0, longest, { whole: true }),
    y: logScale(low * 0.95, high * 1.05),
    xLabel: 'epochs',
    yLabel: 'loss on the held-out rows, log',
    lines: curves.map(({ schedule, points }) => ({
      ...strokeOf(strokes, schedule),
      dots: points.length <= 40,
      points,
    })),
  })
}

/** What each rate came to while it was chosen: one line a budget, the fainter the shorter. */
export function tuningFigure({ plan, tuning }: Study, schedule: Method): string {
  const { budgets } = plan
  const rates = ratesOf(plan, schedule)
  const own = tuning.filter(({ method }) => method === schedule)
  const { metric } = plan
  const all = tuning.flatMap(({ scores }) => scores.flatMap((score) => scored(score, metric) ?? []))
  const best = Math.min(...all.map((value) => errorOf(metric, value)), lowerIsBetter(metric) ? Infinity : 1)
  return drawPlot({
    title: `${scoreName(plan.metric)} against the rate of ${schedule}`,
    width: 250,
    height: 220,
    x: logScale(rates.low, rates.high),
    y: scoreScale(metric, 20 * best, 0.9 * best, 5),
    xLabel: 'rate, log',
    yLabel: schedule,
    lines: own.map(({ budget, scores, weightDecay }) => ({
      ...budgetStroke(budgets, budget),
      dots: true,
      points: scores
        .filter((score) => score.weightDecay === weightDecay)
        .map((score): [number, number | null] => [score.rate, scored(score, metric)]),
    })),
  })
}

/** From faint to strong with the budget. */
export function budgetStroke(budgets: readonly number[], budget: number): Stroke {
  return shadeAt(budgets.indexOf(budget), budgets.length)
}

const SCALES = {
  accuracy: 'log of the error',
  r2: 'log of 1 - R2',
  loss: 'log; lower is better',
  rmse: 'log; lower is better',
} as const

/**
 * From the most of the error to the least. R2 by the log of what it lacks of 1, as accuracies are by that of their error,
 * but not in percent; where lower is better the log of the value itself, the lowest at the bottom.
 */
function scoreScale(metric: Score | undefined, most: number, least: number, ticks: number): Scale {
  if (!lowerIsBetter(metric)) {
    return accuracyScale(Math.max(1 - most, 0), 1 - least, ticks, metric === 'r2' ? String : undefined)
  }
  return Number.isFinite(most) && least > 0 ? logScale(least, most) : logScale(0.1, 10)
}

function harderToTheRight(metric: Score | undefined, targets: readonly number[]): Scale {
  const [low, high] = [Math.min(...targets), Math.max(...targets)]
  if (!lowerIsBetter(metric)) return scoreScale(metric, 1 - low, 1 - high, 4)
  const scale = logScale(low, high)
  return { ...scale, at: (value) => 1 - scale.at(value) }
}

/** So that the subject's line lies on top. */
function subjectLast({ schedules, subject }: Study['plan']): Method[] {
  return [...schedules.filter((schedule) => schedule !== subject), subject]
}
