/** The tables that tell which part of 1cycle earns what, for a page and for a terminal alike. */
import type { Ablation, PartAtBudget } from '../../measure/study/analysis/ablation.js'
import type { StudyPlan } from '../../measure/study/plan.js'
import { type Score, scoreName, scoreWords } from '../../words.js'

export interface AblationTable {
  readonly caption: string
  /** over the columns of the cells */
  readonly head: readonly string[]
  readonly rows: readonly { readonly part: string; readonly without: string; readonly cells: readonly AblationCell[] }[]
}

/** What was measured, and its interval; that is empty where there is none. */
export type AblationCell = readonly [value: string, interval: string]

/** What each part adds at every budget, and how much sooner a target is reached with it. */
export function ablationTables({ parts }: Ablation, { budgets, targets, metric }: StudyPlan): AblationTable[] {
  const unit = metric === undefined ? 'points' : scoreName(metric)
  return [
    {
      caption: `What the part earns, in ${unit} on the held-out rows, by epochs`,
      head: budgets.map(String),
      rows: parts.map(({ part, without, budgets: at }) => ({
        part,
        without,
        cells: at.map((each) => earnedText(each, metric)),
      })),
    },
    {
      caption: 'How many times sooner a target is reached with the part',
      head: targets.map((target) => scoreWords(target, metric)),
      rows: parts.map(({ part, without, targets: at }) => ({
        part,
        without,
        cells: at.map(({ speedUp }) => [speedUp.text, speedUp.interval]),
      })),
    },
  ]
}

/** In points, or in units of the metric. */
export function earnedText({ difference, low, high }: PartAtBudget, metric?: Score): AblationCell {
  const signed = (value: number | null): string => {
    if (value === null) return 'diverged'
    const text = metric === undefined ? (100 * value).toFixed(2) : `${Number(value.toPrecision(3))}`
    return value > 0 ? `+${text}` : text
  }
  return [signed(difference), low === null && high === null ? '' : `${signed(low)} to ${signed(high)}`]
}
