/** How a study was measured, in sentences that its plan fills in. */

import { layersText } from '../../layers/description/layer-name.js'
import { lowerIsBetter } from '../../measure/metric.js'
import { heldOutRows, outputsOf } from '../../measure/study/data.js'
import { isAllUntuned, isUntuned, triesEach } from '../../measure/study/methods/planned.js'
import type { StudyPlan } from '../../measure/study/plan.js'
import { lookingLevel } from '../../measure/study/until-width.js'
import { count, joined, percent, scoreName } from '../../words.js'

/** The units of every layer, as in 784-128-10, or the kinds of the layers. */
export function networkText({ training, hidden = [], inputs, layers }: StudyPlan): string {
  if (layers === undefined) return [training.inputs, ...hidden, outputsOf(training)].join('-')
  return `${[inputs].flat().join(' x ')}: ${layersText(layers)}`
}

/** "softmax cross-entropy" of softmaxCrossEntropy. */
function lossText({ loss, training }: StudyPlan): string {
  const usual = training.outputs === undefined ? 'softmaxCrossEntropy' : 'meanSquaredError'
  const name = typeof loss === 'object' ? loss.name : (loss ?? usual)
  return name === 'softmaxCrossEntropy' ? 'softmax cross-entropy' : name.replace(/[A-Z]/g, (c) => ` ${c.toLowerCase()}`)
}

export function methodText(plan: StudyPlan): string[] {
  return [...groundText(plan), ...tuningText(plan), ...ownText(plan), ...targetsText(plan), ...scoringText(plan)]
}

/** What is trained, and on what. */
function groundText(plan: StudyPlan): string[] {
  const { training, test, split, momentum, weightDecays } = plan
  const held = heldOutRows(plan)
  const activation = plan.activation === undefined ? '' : `, ${plan.activation}`
  const decay = weightDecays.length > 1 ? '' : ` and weight decay ${weightDecays[0]}`
  return [
    `Data: ${training.name}, ${count(training.count)} training rows, of which ${count(held)} were held out (split seed ` +
      `${split.seed}), and ${count(test.count)} test rows. Rates were chosen and targets measured on the held-out rows alone; the ` +
      'test set was read after the last choice, once at the end of each scored run, and nothing was chosen by it.',
    `Network: ${networkText(plan)}${activation}, ${lossText(plan)}, batches of ${plan.batchSize}, stochastic gradient descent ` +
      `with momentum ${momentum} (1cycle cycles its own)${decay}; 1cycle as in ${plan.dialect}.`,
  ]
}

function tuningText(plan: StudyPlan): string[] {
  const { budgets, rates, weightDecays, tuningSeeds, metric } = plan
  const lengths = `Every schedule was run compressed to each of the budgets of ${joined(budgets.map(String))} epochs.`
  if (isAllUntuned(plan)) return [`${lengths} No rate was tuned: each method has the one that was given for it.`]
  const decays = weightDecays.length > 1 ? `, each with the weight decays ${joined(weightDecays.map(String))}` : ''
  const { coarse, fine } = triesEach(plan)
  const tried = `${coarse + fine} ${decays === '' ? 'rates' : 'pairs'}`
  const seeds = tuningSeeds.length === 1 ? 'one seed' : `${tuningSeeds.length} seeds`
  return [
    `${lengths} At each budget its highest ` +
      `rate was tuned: ${rates.coarse} rates evenly spaced in log from ${rates.low} to ${rates.high}${decays}, then ${rates.fine} ` +
      `around the best, so ${tried} for every schedule and budget, on ${seeds} used for nothing else. The best is the one with the ` +
      `${lowerIsBetter(metric) ? 'lowest' : 'highest'} ${scoreName(metric)} at the end of the run.`,
  ]
}

function targetsText({ training, metric, targetsFrom }: StudyPlan): string[] {
  const lower = lowerIsBetter(metric)
  const shares = training.outputs === undefined && !lower
  const less = shares ? 'less two standard errors of a share of the held-out rows' : 'with a tenth more of the error'
  return [
    ...(metric === 'r2' ? [R2] : lower ? [LOWER] : []),
    ...(targetsFrom === 'tuning'
      ? [
          'Targets: none were given, so they were chosen from the tuning runs, before any run was scored: the hardest is what two ' +
            `schedules came to at their best, ${less}; the others lie between it and what the weakest came to with the smallest budget.`,
        ]
      : []),
  ]
}

function scoringText(plan: StudyPlan): string[] {
  const { seeds, level, resamples, untilWidth } = plan
  return [
    `Scoring: ${seeds.length === 1 ? 'one fresh seed' : `${seeds.length} fresh seeds`}, the same for all schedules. A seed stands for ` +
      'the starting weights and the order of the rows, so schedules are compared in pairs.',
    'Time to a target: for each seed the score is a monotone function of log budget, fitted to its runs at all budgets (isotonic, ' +
      'least absolute deviations, by pooling adjacent violators; between budgets a monotone cubic), and read where it is at the ' +
      'target. A run that diverged adds nothing to what a shorter one came to. Nothing is read outside the budgets.',
    `Statistics: medians, with runs that miss the target counted as infinitely long. The interval of a median is the exact one of order ` +
      `statistics. A speed-up is the ratio of two medians; its ${percent(level)} interval is Student's for the mean log ratio over pairs of ` +
      `seeds. Where a run arrives outside the budgets, and for counts of updates inside runs and searches, it is a bootstrap of the ratio of ` +
      `medians (bias-corrected and accelerated, ${count(resamples)} resamples, widened for small samples by Student's t). Where only a bound ` +
      'is known, it is printed as "> x, censored" or "< x, censored".',
    COLLAPSED[lowerIsBetter(plan.metric) ? 'lower' : 'higher'],
    ...(untilWidth === undefined ? [] : [lookingText(plan)]),
    'Seconds are the training time of the runs themselves, without looks, as measured while other trials ran beside them.',
  ]
}

/** What the methods of the study's author are, as far as JSON says it. */
function ownText(plan: StudyPlan): string[] {
  return Object.entries(plan.own ?? {}).map(([name, { definition, rates }]) => {
    const tuned = rates === undefined ? '' : `, rates from ${rates.low} to ${rates.high}`
    const range = isUntuned(plan, name) ? ', not tuned' : tuned
    const { sha256 } = definition
    const what = typeof sha256 === 'string' ? `computed by code with the SHA-256 ${sha256}` : JSON.stringify(definition)
    return `${name}: ${what}${range}.`
  })
}

const LOWER = 'Lower is better. A run that diverged counts as infinite.'

const COLLAPSED = {
  higher:
    'Collapsed: a run that diverged, or fell behind the best run of its method and budget by at least 0.1, and by as much as the ' +
    'own error of that run or half of what it gained over guessing, whichever is less.',
  lower:
    'Collapsed: a run that diverged, or came to at least twice what the best run of its method and budget came to.',
}

const R2 =
  'R2 is 1 - squared error / squared distance of the targets from their mean: 1 for right answers, 0 for that mean. With ' +
  'several targets it is the mean over them. A run that ends below 0 counts as 0, as one that diverged does.'

function lookingText(plan: StudyPlan): string {
  return (
    `Seeds were added one by one until every speed-up that is known lay within ${percent(plan.untilWidth as number)} of the middle of its ` +
    'interval, or there were four times as many. Whether to go on was read off the widths alone. Stopping where the spread ' +
    `looks small makes intervals too narrow, so those of speed-ups are made as ones of ${percent(lookingLevel(plan))} to be worth ${percent(plan.level)}.`
  )
}
