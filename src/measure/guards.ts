/**
 * Guards: each looks for one way in which a comparison is unfair and says what is wrong and why it matters. None of them
 * changes a number. Every guard is a pure function; null means that it has nothing against the comparison.
 */

import { count, epochsText, joined, percent, type Score, scoreWords } from '../words.js'
import { dropBefore } from './hits.js'
import { runsForLevel } from './statistics/median.js'

/** What a guard has against a comparison. */
export interface Warning {
  readonly guard: Guard
  /** a sentence for people: what was seen, why it matters, what would mend it */
  readonly message: string
}

/** Ways in which a comparison can be unfair. */
export type Guard =
  | 'own-drop'
  | 'rate-at-edge'
  | 'rate-fails'
  | 'unequal-chances'
  | 'mid-cycle'
  | 'few-seeds'
  | 'few-rows'
  | 'out-of-reach'
  | 'test-chosen'
  | 'constant-rate'
  | 'no-warm-up'
  | 'coarse-rows'

/** A curve that arrives because its own schedule lets it: then its time to the target is a milestone, not a speed. */
export interface OwnDrop {
  readonly name: string
  readonly hits: readonly { readonly target: number; readonly step: number }[]
  /** updates at which its rate drops at once, ascending */
  readonly drops: readonly number[]
  /** updates after a drop within which a hit is the drop's doing */
  readonly within: number
  /** what steps are called; default updates */
  readonly unit?: string
  /** what the targets are of; default accuracy */
  readonly metric?: Score | undefined
}

export function guardOwnDrop({ name, hits, drops, within, unit = 'updates', metric }: OwnDrop): Warning | null {
  const after = hits.flatMap(({ target, step }) => {
    const drop = dropBefore(step, drops, within)
    return drop === undefined
      ? []
      : [`${scoreWords(target, metric)} at ${count(step)}, after the drop at ${count(drop)}`]
  })
  if (after.length === 0) return null
  const message =
    `${name} reaches its targets right after drops of its own rate (${joined(after, '; ')}; in ${unit}), so its time to ` +
    'the target is the time of that drop. The same schedule compressed into a smaller budget may arrive much sooner'
  return { guard: 'own-drop', message }
}

/** A rate chosen at an end of the range that was searched: a better one may lie outside, so the method is not tuned. */
export interface RateAtEdge {
  readonly schedule: string
  readonly low: number
  readonly high: number
  readonly chosen: readonly { readonly budget: number; readonly rate: number }[]
}

export function guardRateAtEdge({ schedule, low, high, chosen }: RateAtEdge): Warning | null {
  const ends = [
    { end: low, name: 'lowest' },
    { end: high, name: 'highest' },
  ]
  const seen = ends.flatMap(({ end, name }) => {
    const budgets = chosen.filter(({ rate }) => rate === end).map(({ budget }) => `${budget}`)
    return budgets.length === 0
      ? []
      : [
          `the ${name} one tried, ${end}, at ${joined(budgets)} ${budgets.length === 1 && budgets[0] === '1' ? 'epoch' : 'epochs'}`,
        ]
  })
  if (seen.length === 0) return null
  const message = `the best rate of ${schedule} is ${joined(seen)}: a better one may lie outside the range, so widen it`
  return { guard: 'rate-at-edge', message }
}

/** A rate that was best on the seeds that chose it and fails on those that count. */
export interface FailingRate {
  readonly schedule: string
  readonly budget: number
  readonly rate: number
  /** what it came to when it was chosen */
  readonly chosenBy: number
  /** of the runs that count, those that diverged or fell far behind that */
  readonly collapsed: number
  readonly runs: number
}

/** @param fails of one method */
export function guardRateFails(fails: readonly FailingRate[], metric?: Score): Warning | null {
  const [first] = fails
  if (first === undefined) return null
  const seen = fails.map(
    ({ budget, rate, chosenBy, collapsed, runs }) =>
      `with ${epochsText(budget)} ${rate} came to ${scoreWords(Number(chosenBy.toPrecision(4)), metric)}, and ${collapsed} of ${runs} runs ` +
      'that count collapse or diverge',
  )
  const message =
    `the rate that was best for ${first.schedule} on the seeds that chose it fails on the others: ${joined(seen, '; ')}. What is said of ` +
    'it there is said of failing runs: choose rates on more seeds'
  return { guard: 'rate-fails', message }
}

/** What a method was allowed, in words by aspect, such as { budgets: '1, 2 and 3 epochs', tuning: '6 rates' }. */
export interface Chances {
  readonly name: string
  readonly chances: Readonly<Record<string, string>>
}

export function guardUnequalChances(methods: readonly Chances[]): Warning | null {
  const aspects = [...new Set(methods.flatMap(({ chances }) => Object.keys(chances)))]
  const unequal = aspects.flatMap((aspect) => {
    const groups = new Map<string, string[]>()
    for (const { name, chances } of methods) {
      const value = chances[aspect] ?? 'nothing'
      groups.set(value, [...(groups.get(value) ?? []), name])
    }
    if (groups.size < 2) return []
    const parts = [...groups].map(([value, names]) => `${value} for ${joined(names)}`)
    return [`${aspect}: ${joined(parts, '; ')}`]
  })
  if (unequal.length === 0) return null
  const message = `the methods did not get the same chance (${joined(unequal, '. ')}), which alone may explain the result`
  return { guard: 'unequal-chances', message }
}

/** A run that ended before its schedule did: the last part of a schedule, low rates, is where accuracy is gained. */
export interface ScheduledRun {
  readonly name: string
  /** updates done */
  readonly steps: number
  /** updates that the schedule was made for */
  readonly scheduledSteps: number
}

export function guardMidCycle(runs: readonly ScheduledRun[]): Warning | null {
  const short = runs.filter(({ steps, scheduledSteps }) => steps < scheduledSteps)
  if (short.length === 0) return null
  const parts = short.map(
    ({ name, steps, scheduledSteps }) => `${name} after ${count(steps)} of ${count(scheduledSteps)}`,
  )
  const message =
    `stopped in mid-cycle: ${joined([...new Set(parts)])} updates. A schedule gains most towards its end, so such a run ` +
    'says nothing about it: make the schedule as long as the run'
  return { guard: 'mid-cycle', message }
}

/** A logged rate that rose and had not come down when the log ends: the cycle was not finished. */
export interface LoggedRates {
  readonly name: string
  readonly first: number
  readonly highest: number
  readonly last: number
}

export function guardUnfinishedCycle(curves: readonly LoggedRates[]): Warning | null {
  const high = curves.filter(({ first, highest, last }) => highest >= 2 * first && last > 0.1 * highest)
  if (high.length === 0) return null
  const parts = high.map(({ name, highest, last }) => `${name} at a rate of ${last} after a peak of ${highest}`)
  const message =
    `ended in mid-cycle: ${joined(parts, '; ')}. A cycle gains most while its rate comes down, so such a run says ` +
    'nothing about it'
  return { guard: 'mid-cycle', message }
}

/** Too few seeds for an interval of the level that is claimed. */
export function guardFewSeeds(seeds: number, level: number): Warning | null {
  const needed = runsForLevel(level)
  if (seeds >= needed) return null
  let missed = 1
  for (let i = 1; i < seeds; i++) missed /= 2
  const can =
    seeds === 1
      ? 'one run says nothing about the spread'
      : `the interval of a median covers ${percent(1 - missed)} at most`
  const message = `${seeds === 1 ? 'one seed' : `${seeds} seeds`}: ${can}; ${percent(level)} takes at least ${needed} seeds`
  return { guard: 'few-seeds', message }
}

/** What is told apart by the held-out rows. */
export interface HeldOut {
  readonly rows: number
  /** shares of right answers between what is compared, with its names */
  readonly differences: readonly { readonly between: string; readonly share: number }[]
}

/** From so many rows on, a row is two tenths of a percent: less than anyone claims. */
export const MANY_ROWS = 500

/** A held-out part so small that what is compared lies a row apart: one answer makes the difference. */
export function guardFewRows({ rows, differences }: HeldOut): Warning | null {
  const row = 1 / rows
  const told = differences.filter(({ share }) => share > 0 && share <= row * (1 + 1e-9))
  if (rows >= MANY_ROWS || told.length === 0) return null
  const short = (share: number): string => percent(Number(share.toPrecision(2)))
  const { between, share } = told.reduce((a, b) => (b.share < a.share ? b : a))
  const message =
    `the held-out part has ${rows === 1 ? 'one row' : `${count(rows)} rows`}, so one row is ${short(row)}: no finer than the ` +
    `difference between ${between}, ${short(share)}. Hold out a larger part, or take more data`
  return { guard: 'few-rows', message }
}

/** A target that no method ends at: it can tell nothing of them. */
export interface Reach {
  readonly target: number
  /** whether some method arrives in more than half of its runs */
  readonly reached: boolean
  readonly best: { readonly name: string; readonly value: number | null }
  /** what both are of; default accuracy */
  readonly metric?: Score | undefined
}

export function guardOutOfReach({ target, reached, best, metric }: Reach): Warning | null {
  if (reached) return null
  const message =
    `no method reaches the target ${scoreWords(target, metric)} in more than half of its runs (best: ` +
    `${best.value === null ? 'none, as most runs diverged' : `${best.name}, ${scoreWords(Number(best.value.toPrecision(4)), metric)}`}), so it compares nothing: lower it or allow longer budgets`
  return { guard: 'out-of-reach', message }
}

/**
 * Choosing by the test set: a rate, a length or a stopping point that was picked by it has been fitted to it.
 * @param what what was chosen, in words; empty if nothing was
 */
export function guardTestChosen(what: readonly string[]): Warning | null {
  if (what.length === 0) return null
  const message =
    `the test set was used to choose ${joined(what)}, so what it says about the chosen run is too good. Hold out part of ` +
    'the training set for that'
  return { guard: 'test-chosen', message }
}
