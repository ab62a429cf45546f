/** Studies with a known truth: how well intervals of a speed-up hold it. */
import { exp, log } from '../../../src/math/exponential.js'
import { type RandomStream, stream } from '../../../src/math/random.js'
import { arrivalAt, isotonic } from '../../../src/measure/statistics/monotone.js'
import { normalQuantile } from '../../../src/measure/statistics/normal.js'
import { type Bounds, pairedRatio } from '../../../src/measure/statistics/ratio.js'

const BUDGETS = [1, 2, 3, 5, 8, 12]

/** Accuracy against the budget of the baseline and of the subject, and a target. */
export interface Shape {
  readonly baseline: (budget: number) => number
  readonly subject: (budget: number) => number
  readonly target: number
}

const sigmoid = (top: number, middle: number) => (budget: number) => 0.1 + top / (1 + exp(2.5 * (middle - log(budget))))

export const shapes: Readonly<Record<string, Shape>> = {
  'saturating exponential': {
    baseline: (budget) => 0.96 - 0.4 * exp(-budget / 3),
    subject: (budget) => 0.97 - 0.4 * exp(-budget / 2),
    target: 0.91,
  },
  'power law': {
    baseline: (budget) => 0.98 - 0.25 * exp(-0.8 * log(budget)),
    subject: (budget) => 0.985 - 0.22 * exp(-0.9 * log(budget)),
    target: 0.91,
  },
  sigmoid: { baseline: sigmoid(0.84, 0.7), subject: sigmoid(0.86, 0.4), target: 0.85 },
}

export interface Simulated {
  /** shares of the intervals that hold the true ratio: with continuous arrivals, and with those of the grid */
  readonly held: number
  readonly gridHeld: number
  /** mean log widths, of the studies where both are bounded */
  readonly width: number
  readonly gridWidth: number
}

/**
 * @param noise deviation of the log of the error of a run, half of whose own the seed shares with all of its runs
 * @param studies how many are drawn
 */
export function simulate(
  { baseline, subject, target }: Shape,
  seeds: number,
  noise: number,
  studies: number,
): Simulated {
  const truth = timeTo(baseline, target) / timeTo(subject, target)
  const widths: number[] = []
  const gridWidths: number[] = []
  let held = 0
  let gridHeld = 0
  for (let study = 0; study < studies; study++) {
    const random = stream(study, 'simulated', seeds)
    const pairs = Array.from({ length: seeds }, () => {
      const own = normal(random) / 2
      const ladder = (curve: Shape['baseline']): number[] =>
        BUDGETS.map((budget) => 1 - (1 - curve(budget)) * exp(noise * (own + normal(random))))
      return [ladder(baseline), ladder(subject)] as const
    })
    const intervalOf = (arrive: (ladder: readonly number[]) => number, floor: number): Bounds =>
      pairedRatio({
        baseline: pairs.map(([ladder]) => arrive(ladder)),
        subject: pairs.map(([, ladder]) => arrive(ladder)),
        baselineLimit: 12,
        subjectLimit: 12,
        baselineFloor: floor,
        subjectFloor: floor,
        continuous: floor > 0,
        seed: study,
        resamples: 400,
      }).interval as Bounds
    const continuous = intervalOf((ladder) => arrivalAt(BUDGETS, isotonic(ladder), target), 1)
    const grid = intervalOf((ladder) => BUDGETS[ladder.findIndex((value) => value >= target)] ?? Infinity, 0)
    if (holds(continuous, truth)) held++
    if (holds(grid, truth)) gridHeld++
    const [width, gridWidth] = [widthOf(continuous), widthOf(grid)]
    if (width < Infinity && gridWidth < Infinity) {
      widths.push(width)
      gridWidths.push(gridWidth)
    }
  }
  return { held: held / studies, gridHeld: gridHeld / studies, width: mean(widths), gridWidth: mean(gridWidths) }
}

function holds({ low, high }: Bounds, truth: number): boolean {
  return low <= truth && truth <= high
}

export function widthOf({ low, high }: Bounds): number {
  return low > 0 && high < Infinity ? log(high / low) : Infinity
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function normal(random: RandomStream): number {
  return normalQuantile(random.uniform() || 0.5)
}

function timeTo(curve: Shape['baseline'], target: number): number {
  let [from, to] = [0.01, 100]
  for (let i = 0; i < 80; i++) {
    const middle = Math.sqrt(from * to)
    if (curve(middle) < target) from = middle
    else to = middle
  }
  return to
}
