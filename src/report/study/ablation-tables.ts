/** The tables that tell which part of 1cycle earns what, for a page and for a terminal alike. */
import type { Ablation, PartAtBudget } from '../../measure/study/analysis/ablation.js'
import type { StudyPlan } from '../../measure/study/plan.js'
import { type Score, scoreName, scoreWords } from '../../words.js'

export interface AblationTable {
  readonly caption: string
  readonly head: readonly string[]
  /** each cell of what was measured with its interval, empty where there is none */
  readonly rows: readonly (readonly [
    part: string,
    whole: string,
    without: string,
    ...cells: (readonly [string, string])[],
  ])[]
}

/** What each part adds at every budget, and how much sooner 1cycle is with it. */
export function ablationTables({ parts }: Ablation, { budgets, metric }: StudyPlan): AblationTable[] {
  const lead = ['part', 'with it', 'without it']
  const [first] = parts
  const unit = metric === undefined ? 'points' : scoreName(metric)
  const earned: AblationTable = {
    caption: `What the part earns, in ${unit} on the held-out rows, by epochs`,
    head: [...lead, ...budgets.map(String)],
    rows: parts.map(({ part, with: whole, without, budgets: at }) => [
      ...([part, whole, without] as const),
      ...at.map((each) => earnedCell(each, metric)),
    ]),
  }
  const sooner: AblationTable = {
    caption: 'How many times sooner a target is reached with the part',
    head: [...lead, ...(first?.targets ?? []).map(({ target }) => scoreWords(target, metric))],
    rows: parts.map(({ part, with: whole, without, targets }) => [
      ...([part, whole, without] as const),
      ...targets.map(({ speedUp }) => [speedUp.text, speedUp.interval] as const),
    ]),
  }
  return [earned, sooner]
}

function earnedCell({ difference, low, high }: PartAtBudget, metric?: Score): readonly [string, string] {
  const signed = (value: number | null): string => {
    if (value === null) return 'diverged'
    const text = metric === undefined ? (100 * value).toFixed(2) : `${Number(value.toPrecision(3))}`
    return value > 0 ? `+${text}` : text
  }
  return [signed(difference), low === null && high === null ? '' : `${signed(low)} to ${signed(high)}`]
}
