/** Findings: what a study shows beside its answer and is no flaw of it. Pure functions, as guards are; null where there is none. */
import { epochsText, joined, type Score, scoreWords } from '../words.js'
import { errorOf, lowerIsBetter } from './metric.js'

/** What a study shows. */
export interface Finding {
  readonly finding: 'peak-out-of-reach'
  /** a sentence for people */
  readonly message: string
}

/** A method without a ramp at the rate that was tuned for one with a ramp, or at the next below that it tried. */
export interface Peak {
  readonly rival: string
  /** epochs */
  readonly budget: number
  /** the rate that was tuned for the subject */
  readonly peak: number
  /** above the rival's own best */
  readonly tried: number
  /** what the rival came to there; null where it diverged */
  readonly value: number | null
  readonly best: { readonly rate: number; readonly value: number | null }
}

export interface Peaks {
  /** which has a ramp */
  readonly subject: string
  readonly peaks: readonly Peak[]
  readonly metric?: Score | undefined
}

/** How much more error than at its best rate makes a rate out of reach; of shares of right answers a tenth must be lost too. */
const CLEARLY = 1.5
const SHARE = 0.1

/** The peak of a ramp at which methods without one diverge, or clearly lose. */
export function findPeakOutOfReach({ subject, peaks, metric }: Peaks): Finding | null {
  const lost = peaks.filter(
    ({ value, best }) => best.value !== null && (value === null || isFar(value, best.value, metric)),
  )
  if (lost.length === 0) return null
  // of each rival the longest budget
  const told = lost.filter((each, i) => !lost.slice(i + 1).some(({ rival }) => rival === each.rival))
  const budgets = [...new Set(told.map(({ budget }) => budget))].sort((a, b) => a - b)
  const parts = budgets.map((budget) => {
    const here = told.filter((each) => each.budget === budget)
    const rivals = here.map(({ rival, tried, value, best }) => {
      const came = value === null ? 'diverges' : `comes to ${scoreWords(rounded(value), metric)}`
      return `${rival} ${came} at ${tried} (${scoreWords(rounded(best.value as number), metric)} at its own best, ${best.rate})`
    })
    return `with ${epochsText(budget)}, where ${subject} takes ${here[0]?.peak}, ${joined(rivals)}`
  })
  const message = `the peak of ${subject} is out of reach without a ramp: ${joined(parts, '; ')}`
  return { finding: 'peak-out-of-reach', message }
}

function isFar(value: number, best: number, metric: Score | undefined): boolean {
  const isShare = !lowerIsBetter(metric)
  return errorOf(metric, value) >= CLEARLY * errorOf(metric, best) && !(isShare && best - value < SHARE)
}

function rounded(value: number): number {
  return Number(value.toPrecision(4))
}
