/** The tables of a study's report. */
import type { SpeedUp } from '../../measure/statistics/estimate.js'
import type { Accuracy, Study } from '../../measure/study/analysis/result.js'
import { fixedRate, isUntuned } from '../../measure/study/methods/planned.js'
import { count, epochsText, percent, scoreWords } from '../../words.js'
import { type Cell, escapeHtml, tableHtml } from '../html.js'
import { ablationTables } from './ablation-tables.js'
import { collapsedText, intervalText, medianText, scoreDigits } from './estimate-text.js'
import { questionsOf } from './questions.js'

type Plan = Study['plan']

/** One table a target: what it takes to end there, and the speed-up of the subject. */
export function targetTables({ plan, targets }: Study): string[] {
  const head = [
    'schedule',
    'epochs',
    `speed-up of ${plan.subject}`,
    'runs that end there',
    'updates',
    'seconds',
    'rate tuned for the next budget',
    'seeds needed to tell it from 1x',
  ]
  return targets.map(({ target, schedules }) => {
    const coverage = schedules[0]?.epochs.coverage ?? 0
    const intervals =
      coverage === 0
        ? ''
        : `: medians, with their intervals below (${percent(round(coverage))} for epochs, ${percent(plan.level)} for speed-ups)`
    return tableHtml(
      `To end at ${scoreWords(target, plan.metric)}${intervals}`,
      head,
      schedules.map((row) => [
        nameCell(plan, row.schedule),
        twoLines(medianText(row.epochs), intervalText(row.epochs)),
        speedUpCell(row.speedUp),
        `${row.epochs.reached} of ${row.epochs.runs}`,
        medianText(row.updates),
        medianText(row.seconds, (value) => value.toFixed(1)),
        row.rate ?? '',
        row.speedUp === null ? '' : seedsText(row.speedUp, row.epochs.runs),
      ]),
    )
  })
}

export function budgetTable(study: Study, part: 'validation' | 'test', caption: string): string {
  const { plan, budgets } = study
  const rows = plan.schedules.map((schedule) => [
    nameCell(plan, schedule),
    ...budgets.filter((row) => row.schedule === schedule).map((row) => accuracyCell(row[part], plan)),
  ])
  return tableHtml(caption, ['schedule', ...plan.budgets.map(epochsText)], rows)
}

export function rateTable({ plan, tuning }: Study): string {
  const several = plan.weightDecays.length > 1
  const rows = plan.schedules.map((schedule) => [
    nameCell(plan, schedule),
    ...tuning
      .filter(({ method }) => method === schedule)
      .map(({ rate, weightDecay }) => {
        const told = isUntuned(plan, schedule) ? (fixedRate(plan, schedule) ?? 'its own') : rate
        return several ? twoLines(`${told}`, `weight decay ${weightDecay}`) : told
      }),
  ])
  return tableHtml('The rate at each budget', ['schedule', ...plan.budgets.map(epochsText)], rows)
}

/** Questions and their answers, in words. */
export function questionsHtml(study: Study): string {
  const rows = questionsOf(study).map(
    ({ question, answer }) => `<tr><th scope="row">${escapeHtml(question)}</th><td>${escapeHtml(answer)}</td></tr>`,
  )
  return `<table class="words"><tbody>${rows.join('\n')}</tbody></table>`
}

/** Which part of 1cycle earns what; none where no part was taken away. */
export function ablationHtml({ plan, ablation }: Study): string[] {
  if (ablation === undefined) return []
  return ablationTables(ablation, plan).map(({ caption, head, rows }) =>
    tableHtml(
      caption,
      ['part', ...head],
      rows.map(({ part, without, cells }) => [
        twoLines(part, `without it: ${without}`),
        ...cells.map(([value, interval]) => twoLines(value, interval)),
      ]),
    ),
  )
}

/** What arriving costs when the search for the budget and its rate is paid for, too. */
export function searchTable({ plan, targets }: Study): string {
  const head = [
    'target, schedule',
    'updates, search included',
    `speed-up of ${plan.subject}`,
    'epochs from which every longer budget ends there',
  ]
  const rows = targets.flatMap(({ target, schedules }) =>
    schedules.map(({ schedule, held, withTuning }) => [
      nameCell(plan, schedule, `${scoreWords(target, plan.metric)} `),
      medianText(withTuning.updates),
      speedUpCell(withTuning.speedUp),
      twoLines(medianText(held), intervalText(held)),
    ]),
  )
  return tableHtml('With the cost of the search', head, rows)
}

/** First and sustained hits inside the runs of the longest budget. */
export function inRunTable({ plan, targets }: Study): string {
  const longest = epochsText(plan.budgets[plan.budgets.length - 1] as number)
  const head = [
    'target, schedule',
    'first reached, updates',
    `speed-up of ${plan.subject}`,
    'reached for good, updates',
    `speed-up of ${plan.subject}`,
    'right after its own drop',
  ]
  const rows = targets.flatMap(({ target, schedules }) =>
    schedules.map(({ schedule, inRun }) => [
      nameCell(plan, schedule, `${scoreWords(target, plan.metric)} `),
      medianText(inRun.first),
      speedUpCell(inRun.speedUp),
      medianText(inRun.sustained),
      speedUpCell(inRun.sustainedSpeedUp),
      inRun.followsDrop === 0 ? '' : `${inRun.followsDrop} of ${inRun.first.runs} runs`,
    ]),
  )
  return tableHtml(`Inside the run of ${longest}`, head, rows)
}

function twoLines(first: string, ...below: readonly string[]): Cell {
  return { html: [escapeHtml(first), ...below.map((line) => `<small>${escapeHtml(line)}</small>`)].join('<br>') }
}

function speedUpCell(speedUp: SpeedUp | null): Cell {
  return speedUp === null ? '' : twoLines(speedUp.text, speedUp.interval)
}

/** 0.9375 stays, 0.9785156 becomes 0.979. */
function round(coverage: number): number {
  return Number(coverage.toFixed(4))
}

function nameCell({ subject }: Plan, schedule: string, before = ''): Cell {
  return schedule === subject
    ? { html: `${escapeHtml(before)}<strong>${escapeHtml(schedule)}</strong>` }
    : `${before}${schedule}`
}

function seedsText({ seedsNeeded, low, high }: SpeedUp, had: number): string {
  if (seedsNeeded === null) return 'unknown'
  const told = (low !== null && low > 1) || (high !== null && high < 1)
  if (told) return had >= seedsNeeded ? `${had} were enough` : `${seedsNeeded}`
  return `about ${count(seedsNeeded)}`
}

function accuracyCell({ median, low, high, worst, collapsed }: Accuracy, { metric, seeds }: Plan): Cell {
  if (median === null) return 'diverged'
  const unit = metric === undefined ? ' %' : ''
  const digits = (value: number | null): string => (value === null ? 'diverged' : scoreDigits(value, metric))
  const below = [
    ...(low === null ? [] : [`${digits(low)} to ${digits(high)}`, `worst ${digits(worst)}`]),
    ...(collapsed === 0 ? [] : [`${collapsedText(collapsed, seeds.length)} collapsed`]),
  ]
  return twoLines(`${digits(median)}${unit}`, ...below)
}
