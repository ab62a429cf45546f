/** `onecycle find-lr`: a learning-rate range test, its suggestions in numbers, its curve in the terminal and as SVG. */
import type { Command } from 'commander'
import { CYCLED_MOMENTUM, DEFAULT_MOMENTUM } from '../../defaults.js'
import { DEFAULT_SWEEPS, defaultSteps, highestRateOf, rangeTestNumbers } from '../../measure/range-test/options.js'
import { sweeps } from '../../measure/range-test/rates.js'
import { belowOne, level, positive } from '../../options.js'
import { addNetworkOptions, lossOption } from '../network/options.js'
import { engineOption } from '../shared/engine.js'
import { jsonOption, numeric, oneOf, seedOption } from '../shared/options.js'
import { threadsOption } from '../shared/threads.js'
import { helpText } from '../terminal/help.js'
import { augmentations } from '../train/augment.js'
import { type FindLrOptions, where } from './options.js'
import { runFindLr } from './run.js'

const EXAMPLES = `
Examples:
  onecycle find-lr
  onecycle find-lr --data path/to/mnist --hidden 128 --batch-size 128 --svg range.svg
  onecycle find-lr --data path/to/mnist --network lenet --augment shift=2
  onecycle find-lr --data spirals --hidden 32,32 --batch-size 32 --seeds 5
  onecycle find-lr --sweep linear --metric accuracy --momentum cycle --json
  onecycle train --peak $(onecycle find-lr --json | jq .suggested.peak)

It suggests a peak, the highest rate of 1cycle; a base, the rate a cycle starts
from; low, where the loss begins to fall; and high, where it turns up. Without a
reliable answer it says why, and ends with exit code 1.

Exit code: 0 done, 1 failed or no reliable answer, 2 wrong use, 130 or 143
interrupted.`

export function addFindLr(program: Command): void {
  const command = program
    .command(where)
    .description('run a learning-rate range test: which rates work, and which peak suits 1cycle')
  addNetworkOptions(command)
    .addOption(lossOption(where))
    .option(
      '--seeds <n>',
      'number of sweeps, each with other starting weights and batches',
      numeric(where, '--seeds', rangeTestNumbers.seeds),
      DEFAULT_SWEEPS,
    )
    .option(
      '--sweep <name>',
      `how the rate moves: ${sweeps.join(', ')}`,
      oneOf(where, '--sweep', sweeps),
      'exponential',
    )
    .option(
      '--metric <name>',
      'what is watched: loss (training) or accuracy (held out)',
      oneOf(where, '--metric', ['loss', 'accuracy'] as const),
      'loss',
    )
    .option(
      '--from <rate>',
      'lowest rate (default: 1e-5, or --to / --steps if linear or triangular)',
      numeric(where, '--from', positive),
    )
    .option(
      '--to <rate>',
      `highest rate (default: ${highestRateOf('exponential')}, or ${highestRateOf('linear')} if linear or triangular)`,
      numeric(where, '--to', positive),
    )
    .option(
      '--steps <n>',
      `updates in a sweep (default: ${defaultSteps.join(', then ')} if that gives no reliable answer)`,
      numeric(where, '--steps', rangeTestNumbers.steps),
    )
    .option(
      '--momentum <n>',
      `a number, or cycle: from ${CYCLED_MOMENTUM.high} to ${CYCLED_MOMENTUM.low} as the rate rises`,
      momentum,
      DEFAULT_MOMENTUM,
    )
    .option(
      '--weight-decay <n>',
      'weight decay: how strongly weights are pulled to 0',
      numeric(where, '--weight-decay', level),
      0,
    )
    .option(
      '--augment <changes>',
      'change the training images by lot, as train does: shift=PIXELS, flip, cutout=SIZE, with commas',
      augmentations(where),
    )
    .option('--svg <file>', 'draw the curve and its marks as SVG')
    .option('--csv', 'print every sweep as CSV, one row per update')
    .option('--out <file>', 'write a report, one HTML file')
    .addOption(engineOption(where))
    .addOption(threadsOption(where))
    .addOption(seedOption(where))
    .addOption(jsonOption())
    .addHelpText('after', helpText(EXAMPLES))
    .action(runFindLr)
}

const momentumOf = numeric(where, '--momentum', belowOne)

function momentum(text: string): FindLrOptions['momentum'] {
  return text === 'cycle' ? CYCLED_MOMENTUM : momentumOf(text)
}
