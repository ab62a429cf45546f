/** What a hostile reader asks of a study, each answered from its own numbers, or with what would measure it. */
import { standardError } from '../../measure/credit-guards.js'
import type { SpeedUp } from '../../measure/statistics/estimate.js'
import { hardestReached } from '../../measure/study/analysis/headline.js'
import type { Study } from '../../measure/study/analysis/result.js'
import { heldOutRows } from '../../measure/study/data.js'
import { isOneCycle } from '../../measure/study/methods/methods.js'
import {
  builtInOf,
  fixedRate,
  isAllUntuned,
  isUntuned,
  ratesOf,
  triesEach,
} from '../../measure/study/methods/planned.js'
import { count, epochsText, joined, pointsText, scoreName, scoreWords } from '../../words.js'
import { earnedText } from './ablation-tables.js'

export interface Question {
  readonly question: string
  readonly answer: string
}

export function questionsOf(study: Study): Question[] {
  return [
    { question: 'Were other rates tried?', answer: ratesAnswer(study) },
    { question: 'Were the rivals tuned?', answer: tunedAnswer(study) },
    { question: 'Was the rival allowed warm-up?', answer: warmUpAnswer(study) },
    { question: 'Does a constant rate do as well?', answer: constantAnswer(study) },
    { question: 'Is it the momentum?', answer: momentumAnswer(study) },
    { question: 'How many seeds, and how sure is it?', answer: seedsAnswer(study) },
    { question: 'Is the target a lucky one?', answer: targetAnswer(study) },
    { question: 'Do runs fail?', answer: failuresAnswer(study) },
    { question: 'Was anything chosen on the test set?', answer: testAnswer(study) },
    { question: 'Are there rows enough?', answer: rowsAnswer(study) },
  ]
}

function ratesAnswer({ plan, tuning }: Study): string {
  if (isAllUntuned(plan)) return 'No: every method ran at the rate that was given for it.'
  const { coarse, fine } = triesEach(plan)
  const seeds = plan.tuningSeeds.length === 1 ? 'a seed' : `${plan.tuningSeeds.length} seeds`
  const what = plan.weightDecays.length > 1 ? 'pairs of rate and weight decay' : 'rates'
  const edges = tuning.filter(({ method, rate }) => {
    const { low, high } = ratesOf(plan, method)
    return !isUntuned(plan, method) && (rate === low || rate === high)
  })
  const ranges = Object.entries(plan.own ?? {}).filter(([, { rates }]) => rates !== undefined)
  const elsewhere = ranges.length === 0 ? '' : ` (${joined(ranges.map(([name]) => name))} elsewhere)`
  const ends = edges.map(({ method, budget, rate }) => `${method} takes ${rate} with ${epochsText(budget)}`)
  return (
    `${coarse + fine} ${what} for each method at each budget, ${plan.rates.low} to ${plan.rates.high}${elsewhere}, on ${seeds} that ` +
    'scored nothing. ' +
    (ends.length === 0 ? 'Every chosen rate lies inside the range.' : `At an end of the range: ${joined(ends)}.`)
  )
}

function tunedAnswer({ plan, targets, warnings }: Study): string {
  if (isAllUntuned(plan)) return `No, and neither was ${plan.subject}: what another rate does is not known.`
  const untuned = plan.schedules.filter((method) => isUntuned(plan, method))
  const rows = hardestReached(targets, plan.subject)?.schedules ?? []
  const over = untuned.map((name) => {
    const speedUp = rows.find(({ schedule }) => schedule === name)?.speedUp
    return speedUp ? `${name}, over which the speed-up is ${speedUpText(speedUp)}` : name
  })
  if (isUntuned(plan, plan.subject)) return `${plan.subject} was not tuned itself; nor were ${joined(over, '; ')}.`
  if (over.length > 0) return `All as ${plan.subject} was but ${joined(over, '; ')}.`
  const unequal = warnings.some(({ guard }) => guard === 'unequal-chances')
  return unequal ? 'Not all alike: a warning says how.' : `As ${plan.subject} was: as many rates at as many budgets.`
}

function warmUpAnswer({ plan, headline }: Study): string {
  const is = (method: string): boolean => builtInOf(plan, method) === 'linear-with-ramp'
  if (!plan.schedules.some(is)) return 'Not measured: add linear-with-ramp.'
  if (is(plan.subject)) return 'The ramp is what is asked about: the subject is linear decay with a ramp.'
  if (headline === null || headline.sameRamp === null) return MISSED
  return (
    `Linear decay with the same ramp is among them. Over it, the speed-up of ${plan.subject} is ` +
    `${speedUpText(headline.sameRamp.speedUp)} to end at ${scoreWords(headline.target, plan.metric)}.`
  )
}

function constantAnswer({ plan, targets }: Study): string {
  const is = (method: string): boolean => builtInOf(plan, method) === 'constant'
  if (is(plan.subject)) return 'A constant rate is the subject.'
  if (!plan.schedules.some(is)) return 'Not measured: add constant.'
  const seen = hardestReached(targets, plan.subject)
  const row = seen?.schedules.find(({ schedule }) => is(schedule))
  if (seen === undefined || !row?.speedUp) return MISSED
  const known = row.rate ?? fixedRate(plan, row.schedule)
  const rate = known === undefined ? 'the best constant rate' : `a constant rate of ${known}`
  return `Over ${rate}, the speed-up is ${speedUpText(row.speedUp)} to end at ${scoreWords(seen.target, plan.metric)}.`
}

function momentumAnswer({ plan, ablation, headline }: Study): string {
  const part = ablation?.parts.find(({ without }) => without === 'one-cycle-fixed-momentum')
  if (part === undefined) {
    if (!plan.schedules.some((method) => isOneCycle(builtInOf(plan, method) ?? method)))
      return 'Not asked: 1cycle, which cycles it, is not compared.'
    return 'Not measured: add one-cycle-fixed-momentum, or compare with --ablation.'
  }
  const unit = plan.metric === undefined ? 'points' : scoreName(plan.metric)
  const earned = part.budgets.map((at) => {
    const [value, interval] = earnedText(at, plan.metric)
    return `${value}${interval === '' ? '' : ` (${interval})`} with ${epochsText(at.budget)}`
  })
  const at = part.targets.find(({ target }) => target === headline?.target)
  const sooner = at === undefined ? '' : ` To end at ${scoreWords(at.target, plan.metric)}: ${speedUpText(at.speedUp)}.`
  return `Cycling it adds, in ${unit}: ${joined(earned)}.${sooner}`
}

function seedsAnswer({ plan, headline }: Study): string {
  const seeds = plan.seeds.length === 1 ? 'One seed' : `${plan.seeds.length} seeds`
  const shared = `${seeds}, shared by all methods and used for no choice.`
  if (headline === null) return `${shared} ${MISSED}`
  const { schedule, speedUp } = headline.bestRival
  const needed =
    speedUp.seedsNeeded === null || speedUp.seedsNeeded <= plan.seeds.length
      ? ''
      : ` To tell that from 1x would take about ${count(speedUp.seedsNeeded)}.`
  return `${shared} Over the best rival, ${schedule}, the speed-up is ${speedUpText(speedUp)}.${needed}`
}

function targetAnswer({ plan, curve, headline }: Study): string {
  const rival = headline?.bestRival.schedule
  const ratios = curve.flatMap(({ target, schedules }) => {
    const ratio = schedules.find(({ schedule }) => schedule === rival)?.speedUp?.ratio
    return typeof ratio === 'number' ? [{ target, ratio }] : []
  })
  const words = (target: number): string => scoreWords(target, plan.metric)
  const chosen =
    plan.targetsFrom === 'tuning'
      ? 'Targets were chosen from the tuning runs, before any run was scored.'
      : `Targets were given: ${joined(plan.targets.map(words))}.`
  const [first] = ratios
  const last = ratios[ratios.length - 1]
  if (first === undefined || last === undefined) return chosen
  const values = ratios.map(({ ratio }) => ratio)
  return (
    `${chosen} Of ${curve.length} targets from the easiest to the hardest, ${ratios.length} have a known speed-up over ${rival}, from ` +
    `${words(first.target)} to ${words(last.target)}: between ${Math.min(...values).toFixed(2)}x and ${Math.max(...values).toFixed(2)}x.`
  )
}

function failuresAnswer({ plan, budgets }: Study): string {
  const runs = plan.seeds.length * plan.budgets.length
  const fell = plan.schedules.flatMap((method) => {
    const own = budgets.filter(({ schedule }) => schedule === method)
    const failed = own.reduce((sum, { validation }) => sum + Math.round(validation.collapsed * plan.seeds.length), 0)
    return failed === 0 ? [] : [`${failed} of ${method}`]
  })
  if (fell.length === 0) return `None of the ${count(runs)} scored runs of a method diverged or collapsed.`
  return `Of the ${count(runs)} scored runs of each method these diverged or collapsed: ${joined(fell)}.`
}

function testAnswer({ plan, budgets }: Study): string {
  if (plan.training.sha256 === plan.test.sha256) return 'Yes, for it is the training set.'
  const apart = budgets.flatMap(({ validation, test }) =>
    validation.median === null || test.median === null ? [] : [Math.abs(validation.median - test.median)],
  )
  const most = Math.max(0, ...apart)
  const text = plan.metric === undefined ? pointsText(most) : `${scoreName(plan.metric)} ${Number(most.toPrecision(2))}`
  return `No: it was read once, at the end of each scored run. Held-out and test medians of a method lie at most ${text} apart.`
}

function rowsAnswer({ plan, budgets }: Study): string {
  const rows = heldOutRows(plan)
  const held = `${count(rows)} rows were held out, the same for all seeds`
  if (plan.metric !== undefined || plan.training.classes === 0) return `${held}.`
  const best = Math.max(...budgets.map(({ validation }) => validation.median ?? 0))
  const share = scoreWords(Number(best.toFixed(4)))
  return `${held}: a share of ${share} of them has a standard error of ${pointsText(standardError(best, rows))}.`
}

const MISSED = 'The subject reaches no target with more than half of its runs.'

function speedUpText({ text, interval }: SpeedUp): string {
  return `${text} (interval ${interval})`
}
