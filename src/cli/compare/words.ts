/** A study in words: the plan before it starts, the answer first, tables, warnings last. */
import type { Warning } from '../../measure/guards.js'
import type { Ablation } from '../../measure/study/analysis/ablation.js'
import type { Accuracy, BudgetResult, Study } from '../../measure/study/analysis/result.js'
import type { TargetResult } from '../../measure/study/analysis/targets.js'
import type { StudyCost } from '../../measure/study/cost.js'
import type { StudyPlan } from '../../measure/study/plan.js'
import type { TrialConfig } from '../../measure/study/trial.js'
import { mostSeeds } from '../../measure/study/until-width.js'
import { ablationTables } from '../../report/study/ablation-tables.js'
import { collapsedText, intervalText, medianText, scoreDigits } from '../../report/study/estimate-text.js'
import { studyHeadline } from '../../report/study/headline.js'
import { networkText } from '../../report/study/method-text.js'
import { questionsOf } from '../../report/study/questions.js'
import { spentText } from '../../report/study/spent-text.js'
import { count, percent as exactPercent, joined, scoreName, scoreWords } from '../../words.js'
import { percent, print as printLines, short, wrapped } from '../shared/output.js'
import { clock } from '../shared/progress.js'
import { fitted } from '../terminal/table.js'
import { width } from '../terminal/width.js'

/** Tables are fitted already; sentences are wrapped. */
export function print(...lines: readonly string[]): void {
  printLines(...lines.flatMap((line) => wrapped(line, width())))
}

export function printPlan(plan: StudyPlan, cost: StudyCost, places: string, found: number): void {
  const { schedules, budgets, seeds, rates, tuningSeeds, training, stepsPerEpoch, batchSize, split } = plan
  const tuned = rates.coarse + rates.fine
  const more = plan.untilWidth === undefined ? '' : `, up to ${mostSeeds(plan)} until the intervals are narrow`
  const on = tuningSeeds.length === 1 ? 'a seed kept for this' : `${tuningSeeds.length} seeds kept for this`
  print(
    `${training.name}: ${count(training.count)} training rows, ${exactPercent(split.fraction)} of them held out; network ` +
      networkText(plan),
    `${schedules.length} schedules x budgets of ${joined(budgets.map(String))} epochs (${count(stepsPerEpoch)} updates of ` +
      `${batchSize} rows each) x ${seeds.length} seeds${more}`,
    `each is tuned at each budget: ${tuned} rates from ${rates.low} to ${rates.high}, on ${on}`,
    `at most ${count(cost.trials)} trials, ${count(cost.epochs)} epochs, ${count(cost.updates)} updates, ${places}` +
      (found === 0 ? '' : `; the journal holds ${count(found)} trials`),
    '',
  )
}

export function printStudy(study: Study): void {
  print(studyHeadline(study), '')
  for (const target of study.targets) print(...targetTable(study.plan, target), '')
  print(
    `Medians over ${study.plan.seeds.length} seeds; a run that never gets there counts as longer than every budget.`,
    'Epochs lie between the budgets, by a monotone curve for each seed; outside them only a bound is known.',
    ...(study.plan.metric === 'r2'
      ? ['R2 below 0, worse than predicting the mean, counts as 0, as a run that diverged does.']
      : []),
    '',
  )
  print(...accuracyTables(study), '')
  if (study.ablation !== undefined) print(study.ablation.answer, '', ...ablationLines(study.ablation, study.plan))
  if (study.seconds !== undefined) print(spentText(study.seconds), '')
  print(
    'Questions a hostile reader asks:',
    ...questionsOf(study).map(({ question, answer }) => `${question} ${answer}`),
    '',
    ...study.findings.map(({ finding, message }) => `finding (${finding}): ${message}`),
  )
  printWarnings(study.warnings)
}

/** What a machine did for a study. */
export interface MachineShare {
  readonly trials: number
  /** that its trials took, each by itself */
  readonly seconds: number
}

/** Who did what. */
export function printMachines(machines: ReadonlyMap<string, MachineShare>): void {
  if (machines.size === 0) return
  const all = [...machines.values()].reduce((sum, { seconds }) => sum + seconds, 0)
  const rows = [...machines].map(([machine, { trials, seconds }]) => [
    machine,
    count(trials),
    clock(seconds),
    percent(all === 0 ? 0 : seconds / all, 0),
  ])
  print('', ...fitted([['machine', 'trials', 'time', 'share of time'], ...rows]))
}

/** A trial, as lines about its progress and errors name it. */
export function trialText({ method, epochs, rate }: TrialConfig): string {
  return `${method} ${epochs} epochs at ${rate}`
}

function targetTable({ subject, metric }: StudyPlan, { target, schedules }: TargetResult): string[] {
  const head = ['epochs', 'interval', 'updates', 'seconds', 'reached', 'rate', `speed-up of ${subject}`, 'interval']
  const rows = schedules.map(({ schedule, epochs, updates, seconds, rate, speedUp }) => [
    schedule,
    medianText(epochs),
    intervalText(epochs),
    medianText(updates),
    medianText(seconds, (value) => value.toFixed(1)),
    `${epochs.reached}/${epochs.runs}`,
    rate === null ? '' : short(rate),
    speedUp?.text ?? '',
    speedUp?.interval ?? '',
  ])
  return fitted([[`to reach ${scoreWords(target, metric)}`, ...head], ...rows])
}

function accuracyTables({ plan, budgets }: Study): string[] {
  const head = ['', ...plan.budgets.map(String)]
  const name = scoreName(plan.metric)
  const digits = (value: number | null): string => {
    if (value === null) return 'diverged'
    return plan.metric === undefined ? percent(value) : scoreDigits(value, plan.metric)
  }
  const rows = (cell: (row: BudgetResult) => string) =>
    plan.schedules.map((schedule) => [
      schedule,
      ...budgets.filter((row) => row.schedule === schedule).map((row) => cell(row)),
    ])
  const scored = ({ median, worst }: Accuracy): string => `${digits(median)} (${digits(worst)})`
  const fell = budgets.some(({ validation }) => validation.collapsed > 0)
  return [
    `held-out ${name}, by epochs, with the worst seed in brackets:`,
    ...fitted([head, ...rows(({ validation }) => scored(validation))]),
    '',
    `test ${name} of the same runs:`,
    ...fitted([head, ...rows(({ test }) => scored(test))]),
    ...(fell
      ? [
          '',
          'runs that collapsed:',
          ...fitted([head, ...rows(({ validation }) => collapsedText(validation.collapsed, plan.seeds.length))]),
        ]
      : []),
  ]
}

function ablationLines(ablation: Ablation, plan: StudyPlan): string[] {
  return ablationTables(ablation, plan).flatMap(({ caption, head, rows }) => {
    const told = rows.map(({ part, cells }) => [
      part,
      ...cells.map(([value, interval]) => (interval === '' ? value : `${value} (${interval})`)),
    ])
    return [`${caption}:`, ...fitted([['', ...head], ...told]), '']
  })
}

export function printWarnings(warnings: readonly Warning[]): void {
  if (warnings.length === 0) print('no warnings: the comparison passed every check')
  else print(...warnings.map(({ guard, message }) => `warning (${guard}): ${message}`))
}
