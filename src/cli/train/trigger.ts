/** --halve-at and --plateau: schedules that follow what training measures. */
import { type Command, Option } from 'commander'
import { message, show } from '../../check.js'
import { whole } from '../../options.js'
import { type AnyTrigger, halveWhen, plateau } from '../../schedules/index.js'
import { decimalIn } from '../../words.js'
import { numeric } from '../shared/options.js'
import { asUsage, UsageError } from '../shared/usage.js'

export interface TriggerChoice {
  halveAt?: HalveAt
  plateau?: number
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
