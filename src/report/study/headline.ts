/** The answer of a study in one sentence, with its interval, and nothing that was not measured. */
import { hardestReached, rivalRows } from '../../measure/study/analysis/headline.js'
import type { Study } from '../../measure/study/analysis/result.js'
import type { TargetResult, TargetRow } from '../../measure/study/analysis/targets.js'
import type { StudyPlan } from '../../measure/study/plan.js'
import { epochsText, joined, scoreWords } from '../../words.js'
import { epochsWords } from './estimate-text.js'

/**
 * About the highest target at which any schedule ends in more than half of its runs: what the subject takes, its speed-up
 * over the rival that takes least, and over the others. Where the subject does not end there, that is said first.
 */
export function studyHeadline({ plan, targets }: Study): string {
  const { subject, budgets, seeds, metric } = plan
  const longest = epochsText(budgets[budgets.length - 1] as number)
  const runs = seeds.length === 1 ? 'one seed' : `median of ${seeds.length} seeds`
  const any = [...targets].reverse().find(({ schedules }) => schedules.some(({ epochs }) => epochs.median !== null))
  const own = hardestReached(targets, subject)
  if (any === undefined) {
    return `No schedule ends at ${scoreWords(targets[0]?.target as number, metric)} within ${longest} in more than half of its runs.`
  }
  const parts: string[] = []
  if (own === undefined || targets.indexOf(any) > targets.indexOf(own)) {
    const arrived = any.schedules.filter(({ epochs }) => epochs.median !== null)
    const names = joined(arrived.map(({ schedule, epochs }) => `${schedule} takes ${epochsWords(epochs)}`))
    parts.push(
      `To end at ${scoreWords(any.target, metric)}, ${subject} takes more than ${longest} (${runs}), where ${names}.`,
    )
  }
  if (own !== undefined) parts.push(arrivalText(plan, own, runs))
  return parts.join(' ')
}

function arrivalText(plan: StudyPlan, result: TargetResult, runs: string): string {
  const { subject, metric } = plan
  const { target, schedules } = result
  const own = schedules.find(({ schedule }) => schedule === subject) as TargetRow
  const [nearest, ...others] = rivalRows(plan, result) as [TargetRow, ...TargetRow[]]
  const rest = others.map(({ schedule, speedUp }) => `${schedule} ${speedUp?.text}`)
  return (
    `To end at ${scoreWords(target, metric)} on the held-out rows, ${subject} takes ${epochsWords(own.epochs)} (${runs}) and ` +
    `its nearest rival, ${nearest.schedule}, takes ${epochsWords(nearest.epochs)}: a speed-up of ${nearest.speedUp?.text} (95 % interval ` +
    `${nearest.speedUp?.interval}).${rest.length === 0 ? '' : ` Over the others: ${rest.join(', ')}.`}`
  )
}
