/** --halve-at, --plateau, --validation: schedules that follow what training measures, and the data it measures on. */
import { type Command, Option } from 'commander'
import { message, show } from '../../check.js'
import { DEFAULT_HELD_OUT } from '../../defaults.js'
import { type Dataset, split, type TrainingOptions } from '../../entry/index.js'
import { share, whole } from '../../options.js'
import { type AnyTrigger, halveWhen, plateau } from '../../schedules/index.js'
import { decimalIn } from '../../words.js'
import { numeric } from '../shared/options.js'
import { asUsage, UsageError } from '../shared/usage.js'

export interface TriggerChoice {
  halveAt?: HalveAt
  plateau?: number
  validation?: number
}

interface HalveAt {
  metric: 'accuracy' | 'loss' | 'epoch'
  reaches: number
}

export function addTriggerOptions(command: Command, where: string): void {
  command
    .addOption(
      new Option(
        '--halve-at <condition>',
        'halve the rate once, at accuracy=0.95 or loss=0.1 (validation), or at epoch=2',
      ).argParser(halveAt(where)),
    )
    .option(
      '--plateau <epochs>',
      'cut the rate to a tenth when the validation loss has not improved for more than this many epochs',
      numeric(where, '--plateau', whole(0)),
    )
    .option(
      '--validation <share>',
      `share of the training data to hold out and evaluate after each epoch (default: 0, or ${DEFAULT_HELD_OUT} with --halve-at or --plateau)`,
      numeric(where, '--validation', share),
    )
}

/** @throws UsageError for two triggers at once */
export function makeTrigger(where: string, choice: TriggerChoice): AnyTrigger | undefined {
  if (choice.halveAt !== undefined && choice.plateau !== undefined) {
    throw new UsageError(message(where, '--plateau', 'one trigger', '--halve-at as well'))
  }
  if (choice.halveAt !== undefined) return halveWhen({ initial: 1, ...choice.halveAt })
  if (choice.plateau !== undefined)
    return plateau({ initial: 1, metric: 'loss', factor: 0.1, patience: choice.plateau })
  return undefined
}

/** The training data, and with it the validation data that was asked for or that a trigger needs. */
export function holdOut(
  data: Dataset,
  choice: TriggerChoice,
  seed: number,
): { training: Dataset } & Pick<TrainingOptions, 'validation'> {
  const triggered = choice.halveAt !== undefined || choice.plateau !== undefined
  const fraction = choice.validation ?? (triggered ? DEFAULT_HELD_OUT : 0)
  return fraction === 0 ? { training: data } : split(data, { fraction, seed })
}

function halveAt(where: string) {
  return (text: string): HalveAt => {
    const [, metric, value] = /^(accuracy|loss|epoch)=(.+)$/.exec(text) ?? []
    const reaches = decimalIn(value ?? '')
    if (metric === undefined || Number.isNaN(reaches)) {
      throw new UsageError(message(where, '--halve-at', 'accuracy=NUMBER, loss=NUMBER or epoch=NUMBER', show(text)))
    }
    asUsage(() => halveWhen({ initial: 1, metric: metric as HalveAt['metric'], reaches }))
    return { metric: metric as HalveAt['metric'], reaches }
  }
}
