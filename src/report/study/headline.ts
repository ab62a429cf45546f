/** The answer of a study in one sentence, with its interval, and nothing that was not measured. */
import { readResult } from '../../check.js'
import { goodness } from '../../measure/metric.js'
import { hardestReached, rivalRows } from '../../measure/study/analysis/headline.js'
import type { Study } from '../../measure/study/analysis/result.js'
import type { TargetResult, TargetRow } from '../../measure/study/analysis/targets.js'
import type { StudyPlan } from '../../measure/study/plan.js'
import { count, epochsText, joined, scoreWords } from '../../words.js'
import { epochsWords } from './estimate-text.js'

/**
 * About the highest target at which any schedule ends in more than half of its runs: what the subject takes, its speed-up
 * over the rival that takes least, and over the others; before it in plain words whether it is sooner or later, or the seeds
 * do not tell. Where the subject does not end there, that is said first.
 */
export function studyHeadline(study: Study): string {
  return readResult('studyHeadline', 'study', study, 'plan', 'compare', headlineOf)
}

function headlineOf(study: Study): string {
  const { plan, targets } = study
  const { subject, budgets, seeds, metric } = plan
  const longest = epochsText(budgets[budgets.length - 1] as number)
  const runs = seeds.length === 1 ? 'one seed' : `median of ${seeds.length} seeds`
  const any = [...targets].reverse().find(({ schedules }) => schedules.some(({ epochs }) => epochs.median !== null))
  const own = hardestReached(targets, subject)
  if (any === undefined) {
    const missed = `No schedule ends at ${scoreWords(targets[0]?.target as number, metric)} within ${longest} in more than half of its runs.`
    return `${missed} ${endsText(study)}`
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
  const { speedUp } = nearest
  const rest = others.map(({ schedule, speedUp }) => `${schedule} ${speedUp?.text}`)
  return (
    `${plainly(plan, nearest)} To end at ${scoreWords(target, metric)} on the held-out rows, ${subject} takes ${epochsWords(own.epochs)} (${runs}) and ` +
    `its nearest rival, ${nearest.schedule}, takes ${epochsWords(nearest.epochs)}: a speed-up of ${speedUp?.text} (95 % interval ` +
    `${speedUp?.interval}).${rest.length === 0 ? '' : ` Over the others: ${rest.join(', ')}.`}`
  )
}

/** What the interval allows to say. */
function plainly({ subject, seeds }: StudyPlan, { schedule, speedUp }: TargetRow): string {
  const { low = null, high = null, seedsNeeded = null } = speedUp ?? {}
  const rival = `${schedule}, its nearest rival`
  if (low !== null && low > 1) return `${subject} arrives sooner than ${rival}.`
  if (high !== null && high < 1) return `${subject} arrives later than ${rival}.`
  const needed = seedsNeeded === null || seedsNeeded <= seeds.length ? '' : ` (about ${count(seedsNeeded)} would)`
  return `${seeds.length === 1 ? 'One seed does' : `${seeds.length} seeds do`} not tell ${subject} from ${rival}${needed}.`
}

/** What everything comes to with the longest budget, the best first. */
function endsText({ plan: { budgets, metric }, budgets: results }: Study): string {
  const longest = budgets[budgets.length - 1] as number
  const ends = results.flatMap(({ schedule, budget, validation: { median } }) =>
    budget === longest && median !== null ? [{ schedule, median }] : [],
  )
  const best = ends.sort((a, b) => goodness(metric, b.median) - goodness(metric, a.median))
  const told = best.map(({ schedule, median }) => `${schedule} ${scoreWords(Number(median.toPrecision(4)), metric)}`)
  return told.length === 0 ? '' : `They end at: ${told.join(', ')}.`
}
