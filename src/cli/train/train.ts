/** `onecycle train`: its options. */
import type { Command } from 'commander'
import { level, positive, whole } from '../../options.js'
import { scheduleNames } from '../../schedules/index.js'
import { usual } from '../data/defaults.js'
import { addNetworkOptions, lossOption } from '../network/options.js'
import { engineOption } from '../shared/engine.js'
import { jsonOption, numeric, oneOf, seedOption } from '../shared/options.js'
import { addScheduleOptions } from '../shared/schedule-options.js'
import { threadsOption } from '../shared/threads.js'
import { helpText } from '../terminal/help.js'
import { augmentations } from './augment.js'
import { addCheckpointOptions } from './checkpoints.js'
import { classWeights } from './class-weights.js'
import { methodOption } from './method.js'
import { optimizerNames, rateHelp } from './optimizers.js'
import { where } from './options.js'
import { runTrain } from './run.js'
import { addTriggerOptions } from './trigger.js'
import { addValidationOptions } from './validation.js'

const EXAMPLES = `
Examples:
  onecycle train                # 1cycle on the built-in digits
  onecycle train --data spirals --hidden 64,64 --epochs 50 --batch-size 20
  onecycle train --data path/to/mnist --epochs 3 --peak 0.1 --json
  onecycle train --data path/to/mnist --network lenet --augment shift=2
  onecycle train --data titanic.csv --target survived --ignore alive
  onecycle train --data prices.csv --early-stopping --save prices.net
  onecycle train --schedule cosine --lr 0.05 --momentum 0.9 --weight-decay 1e-4
  onecycle train --schedule constant --lr 0.1 --epochs 20 --plateau 2
  onecycle train --method linear-with-ramp --peak 0.1
  onecycle train --epochs 20 --checkpoint run.ckpt   # Ctrl-C, then once more with
  onecycle train --epochs 20 --checkpoint run.ckpt --resume run.ckpt
  onecycle train --epochs 20 --checkpoint run --keep-last 3 --every 60s
  onecycle train --epochs 20 --checkpoint run --keep-last 3 --resume run

Exit code: 0 done, 1 failed, diverged or worse than predicting the mean, 2 wrong
use, 130 or 143 interrupted.`

export function addTrain(program: Command): void {
  const command = program.command('train').description('train a network and evaluate it once on the test data')
  addNetworkOptions(command)
    .option(
      '--epochs <n>',
      `passes over the training data (default: ${usual.epochs})`,
      numeric(where, '--epochs', whole(1)),
    )
    .addOption(lossOption(where))
    .option(
      '--schedule <name>',
      'learning-rate schedule; "onecycle info" lists them',
      oneOf(where, '--schedule', scheduleNames),
      'one-cycle',
    )
    .addOption(methodOption(where))
  addScheduleOptions(command, rateHelp)
  addTriggerOptions(command, where)
  addValidationOptions(command)
  command
    .option(
      '--optimizer <name>',
      `one of ${optimizerNames.join(', ')}`,
      oneOf(where, '--optimizer', optimizerNames),
      'sgd',
    )
    .option(
      '--weight-decay <n>',
      'weight decay: how strongly weights are pulled to 0',
      numeric(where, '--weight-decay', level),
      0,
    )
    .option(
      '--clip-norm <n>',
      `scale gradients down to this norm where theirs is above it (default: ${usual.clipNorm})`,
      numeric(where, '--clip-norm', positive),
    )
    .option(
      '--augment <changes>',
      'change the training images by lot: shift=PIXELS, flip, cutout=SIZE, with commas',
      augmentations(where),
    )
    .option(
      '--class-weights <weights>',
      'what the rows of each class count: balanced, or CLASS=NUMBER,... with 1 for the others',
      classWeights(where),
    )
    .option(
      '--chunk-rows <n>',
      'read a CSV file larger than memory so many rows at a time; the order of an epoch is drawn within them (default: all at once)',
      numeric(where, '--chunk-rows', whole(1)),
    )
    .option('--nesterov', 'use Nesterov momentum (sgd only)')
    .addOption(engineOption(where))
    .addOption(threadsOption(where))
    .addOption(seedOption(where))
    .option('--save <file>', 'save the trained network')
  addCheckpointOptions(command)
  command
    .option('--history <file>', 'write the loss, rate and momentum of every update as CSV')
    .option('--out <file>', 'write a report, one HTML file')
    .addOption(jsonOption())
    .addHelpText('after', helpText(EXAMPLES))
    .action(runTrain)
}
