/** The range test that is under way, or the last one: its curves as they come, then its result. */
import { computed, effect, signal } from '@preact/signals'
import type { RangeTest } from 'onecycle'
import { announce } from '../../parts/announcer.tsx'
import { totalSteps } from '../../problem/rows.ts'
import { withInitialRate, withPeak } from '../../schedule/shape.ts'
import type { Lab, Lane, RateBounds } from '../../state/lab.ts'
import { change, lab } from '../../state/store.ts'
import { startRangeTest } from '../../work/range/handle.ts'
import type { RangeSteps } from '../../work/range/protocol.ts'
import { movedBound, shownBounds } from './bounds.ts'
import { reasonInWords, shortRate } from './words.ts'

/** The curve of a seed. */
export interface SweepSoFar {
  readonly rates: readonly number[]
  readonly losses: readonly number[]
  readonly smoothed: readonly number[]
}

export interface RangeRun {
  readonly state: 'running' | 'done' | 'stopped' | 'failed'
  /** of what it is a test: another text, another test */
  readonly subject: string
  readonly seeds: number
  readonly sweeps: readonly SweepSoFar[]
  /** share that is done, of a test that need not be run again with more updates */
  readonly progress: number
  /** milliseconds on the page's clock */
  readonly startedAt: number
  readonly result: RangeTest | null
  readonly failure: string | null
}

const rangeRun = signal<RangeRun | null>(null)

/** The same, unless it is of another network, other data or another sweep than is asked for now. */
export const shownRun = computed(() => (rangeRun.value?.subject === subjectOf(lab.value) ? rangeRun.value : null))

let stop: (() => void) | null = null

/** What a range test depends on. */
export function subjectOf({ problem, rangeSeeds, rangeSweep }: Lab): string {
  const { data, own, layers, batchSize, seed } = problem
  return JSON.stringify([data, own, layers, batchSize, seed, rangeSeeds, rangeSweep])
}

export function runRangeTest(): void {
  stop?.()
  const now = lab.value
  const { problem, rangeSeeds: seeds, rangeSweep: sweep } = now
  const begun = {
    subject: subjectOf(now),
    seeds,
    sweeps: [],
    progress: 0,
    startedAt: performance.now(),
    result: null,
    failure: null,
  }
  rangeRun.value = { ...begun, state: 'running' }
  announce(`The range test has started: ${seeds} ${seeds === 1 ? 'sweep' : 'sweeps'}.`)
  stop = startRangeTest({ problem, seeds, sweep }, { onSteps: add, onResult: finish, onFail: fail })
}

export function stopRangeTest(): void {
  stop?.()
  stop = null
  if (rangeRun.value === null) return
  rangeRun.value = { ...rangeRun.value, state: 'stopped' }
  announce('The range test was stopped.')
}

function add({ sweep, sweeps, steps, from, rates, losses, smoothed }: RangeSteps): void {
  const run = rangeRun.value
  if (run === null) return
  const progress = (sweep + (from + rates.length) / steps) / sweeps
  if (sweep >= run.seeds) {
    rangeRun.value = { ...run, progress }
    return
  }
  // the first update of the first sweep begins a test, perhaps the one with more updates
  const begins = sweep === 0 && from === 0
  const known = begins ? [] : run.sweeps
  const startedAt = begins ? performance.now() : run.startedAt
  const before = known[sweep] ?? { rates: [], losses: [], smoothed: [] }
  const after = {
    rates: [...before.rates, ...rates],
    losses: [...before.losses, ...losses],
    smoothed: [...before.smoothed, ...smoothed],
  }
  rangeRun.value = { ...run, progress, startedAt, sweeps: [...known.slice(0, sweep), after] }
}

function finish(result: RangeTest): void {
  stop = null
  const run = rangeRun.value
  if (run === null) return
  rangeRun.value = { ...run, state: 'done', progress: 1, result }
  if (result.suggested === null) {
    announce(`The range test gives no reliable answer: ${result.reasons.map(reasonInWords).join('; ')}.`)
    return
  }
  announce(`The range test suggests a peak of ${shortRate(result.suggested.peak)}.`)
  // what the reader has chosen stays
  if (lab.value.bounds === null) useBounds(boundsIn(result) as RateBounds)
}

function fail(text: string): void {
  stop = null
  if (rangeRun.value === null) return
  rangeRun.value = { ...rangeRun.value, state: 'failed', failure: text }
  announce(`The range test failed: ${text}`)
}

/** What a test suggests: from where a cycle starts to where it may go. */
export function boundsIn({ suggested }: RangeTest): RateBounds | null {
  return suggested === null
    ? null
    : { low: Number(suggested.base.toPrecision(3)), peak: Number(suggested.peak.toPrecision(3)) }
}

/** The lanes with this peak, and every 1cycle with this beginning. */
export function lanesWithin({ low, peak }: RateBounds, { lanes, problem }: Pick<Lab, 'lanes' | 'problem'>): Lane[] {
  const within = [...lanes]
  for (const [i, lane] of lanes.entries()) {
    const others = within.filter((_, other) => other !== i)
    within[i] = withInitialRate(withPeak(lane, peak), low, totalSteps(problem), others)
  }
  return within
}

/** The bounds, in every lane. */
export function useBounds(bounds: RateBounds, options = {}): void {
  change({ bounds, lanes: lanesWithin(bounds, lab.value) }, options)
}

/** @param final false while it is being dragged */
export function moveBound(which: keyof RateBounds, rate: number, final: boolean): void {
  useBounds(movedBound(shownBounds(lab.value), which, rate), { merge: !final })
}

/** A test of what is no longer asked for ends. */
effect(() => {
  if (rangeRun.value?.state === 'running' && shownRun.value === null) stopRangeTest()
})
