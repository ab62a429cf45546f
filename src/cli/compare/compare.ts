/** `onecycle compare`: its options. A study of its own, or the analysis of other people's curves. */
import { availableParallelism } from 'node:os'
import { type Command, Option } from 'commander'
import { message, show } from '../../check.js'
import { DEFAULT_HELD_OUT, DEFAULT_MOMENTUM } from '../../defaults.js'
import { MANY_ROWS } from '../../measure/guards.js'
import { metricNames } from '../../measure/metric.js'
import { defaultSchedules, studyNumbers, STUDY_DEFAULTS as usual } from '../../measure/study/defaults.js'
import { methods } from '../../measure/study/methods/methods.js'
import { checkTargets } from '../../measure/targets.js'
import { belowOne, between, level, number, positive, share, whole } from '../../options.js'
import { DEFAULT_DIALECT, dialectNames } from '../../schedules/one-cycle-dialects.js'
import { queueOption } from '../fleet/package.js'
import { addNetworkOptions, lossOption } from '../network/options.js'
import { engineOption } from '../shared/engine.js'
import { jsonOption, numeric, oneOf, seedOption } from '../shared/options.js'
import { wrapped } from '../shared/output.js'
import { asUsage, UsageError } from '../shared/usage.js'
import { helpText } from '../terminal/help.js'
import { runCurves } from './curves.js'
import { type CompareOptions, DEFAULT_CHECK, typed, where } from './options.js'
import { runCompare } from './run.js'

const EXAMPLES = `
Every schedule runs at every budget, at a rate tuned for it, and is scored on
fresh seeds that all schedules share. The time to a target is the budget that
ends there, by a monotone curve through the runs of each seed. The journal keeps
finished trials: the same command continues where it was interrupted, and repeats
no trial. Where the target is a number, R2 stands in place of accuracy, and the
loss is the mean squared error. --methods takes names, optimizers with schedules,
and modules (docs/studies.md).

${wrapped(`Schedules: ${methods.join(', ')}`).join('\n')}

Examples:
  onecycle compare --out report.html
  onecycle compare --data path/to/mnist --hidden 256,128 --budgets 1,2,3,5,8,12 --targets 0.975,0.98,0.981
  onecycle compare --data path/to/mnist --network small-cnn --budgets 1,2,4
  onecycle compare --data houses.csv --target price --targets 0.8,0.9
  onecycle compare --schedules 1cycle,1cycle-no-ramp
  onecycle compare --ablation
  onecycle compare --methods methods.json --weight-decay 0,5e-4 --metric loss
  onecycle compare --queue redis://HOST
  onecycle compare --curves adam.csv onecycle.csv --targets 0.9,0.92
  onecycle compare --curves adam=adam-1.csv,adam-2.csv "1cycle=runs/1cycle-*.csv"

Exit code: 0 done, 1 failed, 2 wrong use, 130 or 143 interrupted.`

export function addCompare(program: Command): void {
  const command = program
    .command(where)
    .description('measure how much sooner one schedule reaches a target than others do, with intervals and warnings')
  addNetworkOptions(command)
    .addOption(
      listOption('--schedules <names>', 'schedules to compare', oneOf(where, '--schedules', methods), [
        ...defaultSchedules,
      ]),
    )
    .addOption(
      new Option(
        '--methods <file>',
        'JSON list of what to compare in place of schedules: names, your own optimizers and schedules, or modules',
      ).conflicts('schedules'),
    )
    .addOption(
      new Option(
        '--ablation',
        'compare 1cycle with every part of it taken away, and with constant and linear: which part earns what?',
      ).conflicts(['schedules', 'methods']),
    )
    .addOption(
      new Option(
        '--subject <name>',
        'schedule or method whose speed-up is reported (default: one-cycle, or the last)',
      ).argParser(Object.assign((text: string) => text, { names: methods })),
    )
    .option(
      '--metric <name>',
      `what is measured on the held-out rows: ${metricNames.join(', ')} (default: accuracy, or r2 of a numeric target)`,
      oneOf(where, '--metric', metricNames),
    )
    .addOption(lossOption(where))
    .addOption(
      listOption(
        '--budgets <epochs>',
        `lengths of the runs, in epochs (default: ${usual.budgets.join(', ')}, or times these where epochs have few updates)`,
        numeric(where, '--budgets', studyNumbers.budget),
      ),
    )
    .addOption(
      new Option(
        '--targets <shares>',
        'values of the metric to reach (default: up to three that the tuning runs come to; with --curves: just below the best)',
      ).argParser((text) => text.split(',').map(targetOf)),
    )
    .option(
      '--seeds <n>',
      'seeds that score each schedule at each budget',
      numeric(where, '--seeds', studyNumbers.seeds),
      usual.seeds,
    )
    .option(
      '--until-width <share>',
      'add seeds, up to four times as many, until the intervals lie within this share of their middle, as 0.2',
      numeric(where, '--until-width', positive),
    )
    .addOption(
      new Option('--rates <low,high>', 'range of learning rates to tune in')
        .argParser(ratesOf)
        .default([usual.rates.low, usual.rates.high], `${usual.rates.low},${usual.rates.high}`),
    )
    .addOption(
      new Option('--trials <coarse+fine>', 'rates to try for each schedule at each budget')
        .argParser(trialsOf)
        .default([usual.rates.coarse, usual.rates.fine], `${usual.rates.coarse}+${usual.rates.fine}`),
    )
    .option(
      '--tuning-seeds <n>',
      'seeds that judge each rate',
      numeric(where, '--tuning-seeds', studyNumbers.tuningSeeds),
      usual.tuningSeeds,
    )
    .option(
      '--momentum <n>',
      'momentum of the schedules that do not cycle it',
      numeric(where, '--momentum', belowOne),
      DEFAULT_MOMENTUM,
    )
    .addOption(
      listOption(
        '--weight-decay <n>',
        'how strongly weights are pulled to 0; of several each schedule takes the best',
        numeric(where, '--weight-decay', level),
        [0],
      ),
    )
    .option(
      '--dialect <name>',
      `variant of 1cycle: ${dialectNames.join(', ')}`,
      oneOf(where, '--dialect', dialectNames),
      DEFAULT_DIALECT,
    )
    .option(
      '--looks <n>',
      'evaluations on the held-out rows in each epoch (default: only those that the study reads)',
      numeric(where, '--looks', studyNumbers.looksPerEpoch),
    )
    .option(
      '--validation <share>',
      `share of the training data to hold out (default: ${DEFAULT_HELD_OUT}, or ${MANY_ROWS} rows of few, up to a half)`,
      numeric(where, '--validation', share),
    )
    .option(
      '--rows <n>',
      'training rows to use, drawn by lot, so that it is seen what fewer data do (default: all)',
      numeric(where, '--rows', whole(2)),
    )
    .option('--range-test', 'run a range test first: it is shown, and its cost is charged to 1cycle')
    .addOption(engineOption(where))
    .option(
      '--workers <n>',
      'trials that run at the same time',
      numeric(where, '--workers', whole(1, 256)),
      availableParallelism(),
    )
    .addOption(queueOption(where, 'run the trials on the machines that wait there, each started with onecycle work'))
    .option(
      '--check <share>',
      'with --queue: share of the results to check by running the trial here too; with 0 none, else the first of each machine as well',
      numeric(where, '--check', between(0, 1)),
      DEFAULT_CHECK,
    )
    .option('--journal <file>', 'file that keeps the finished trials', 'onecycle-trials.jsonl')
    .option('--no-journal', 'keep no journal')
    .option(
      '--curves <files...>',
      'instead of a study, analyse CSV logs of other trainers, one file per run; several runs of a method as NAME=FILE,FILE...',
    )
    .addOption(
      new Option('--milestones <steps>', 'with --curves: steps at which the other runs dropped their rates').argParser(
        (text) => text.split(',').map(numeric(where, '--milestones', whole(0))),
      ),
    )
    .option('--out <file>', 'write a report, one HTML file')
    .option('--csv <file>', 'write every run (with --curves: every hit) as CSV')
    .addOption(seedOption(where))
    .addOption(jsonOption())
    .addHelpText('after', helpText(EXAMPLES))
    .action((options: CompareOptions) => {
      const { targets, metric } = options
      if (targets !== undefined) asUsage(() => checkTargets(where, targets, metric), typed)
      return options.curves === undefined ? runCompare(options) : runCurves(options)
    })
}

function listOption<T>(
  flags: string,
  about: string,
  parse: ((text: string) => T) & { names?: readonly string[] },
  usual?: T[],
): Option {
  const parseList = (text: string): T[] => {
    const list = text.split(',').map((part) => parse(part.trim()))
    const twice = list.find((value, i) => list.indexOf(value) < i)
    if (twice === undefined) return list
    throw new UsageError(message(where, flags.split(' ')[0] as string, 'each value once', show(twice)))
  }
  const option = new Option(flags, about).argParser(Object.assign(parseList, { names: parse.names ?? [] }))
  return usual === undefined ? option : option.default(usual, usual.join(', '))
}

const targetOf = numeric(where, '--targets', number)
const rateOf = numeric(where, '--rates', positive)

function ratesOf(text: string): [number, number] {
  const rates = text.split(',').map(rateOf)
  const [low, high] = rates
  if (rates.length === 2 && (low as number) < (high as number)) return [low as number, high as number]
  throw new UsageError(message(where, '--rates', 'two rates, the lower one first', show(text)))
}

function trialsOf(text: string): [number, number] {
  const [, coarse, fine = '0'] = /^(\d+)(?:\+(\d+))?$/.exec(text) ?? []
  const trials: [number, number] = [Number(coarse), Number(fine)]
  if (trials[0] >= 2 && trials[0] <= 100 && trials[1] % 2 === 0 && trials[1] <= 100) return trials
  const expected = 'at least 2 coarse rates and an even number of fine ones, such as 3+2'
  throw new UsageError(message(where, '--trials', expected, show(text)))
}
