/** What is trained on what: the options of every command that trains. */
import { type Command, Option } from 'commander'
import { activations } from '../../core/kernels.js'
import { DEFAULT_ACTIVATION } from '../../defaults.js'
import type { Activation, LossName } from '../../entry/index.js'
import { lossNames } from '../../losses/by-name.js'
import { whole } from '../../options.js'
import { usual } from '../data/defaults.js'
import { addTableOptions, type TableFlags } from '../data/table-options.js'
import { hiddenLayers, numeric, oneOf } from '../shared/options.js'
import { describedOption } from './described.js'

export interface NetworkChoice extends TableFlags {
  data: string
  hidden?: number[]
  activation: Activation
  /** a name, or the path of a file, in place of these two */
  network?: string
  batchSize?: number
}

export function addNetworkOptions(command: Command): Command {
  const where = command.name()
  command.option(
    '--data <source>',
    'digits, spirals, FOLDER (IDX files or CIFAR-10, gzipped or not) or FILE.csv',
    'digits',
  )
  return addTableOptions(command)
    .addOption(
      new Option('--hidden <sizes>', `units in each hidden layer, or none (default: ${usual.hidden})`).argParser(
        hiddenLayers(where),
      ),
    )
    .option(
      '--activation <name>',
      `activation of the hidden layers: ${activations.join(', ')}`,
      oneOf(where, '--activation', activations),
      DEFAULT_ACTIVATION,
    )
    .addOption(describedOption(where))
    .option(
      '--batch-size <n>',
      `rows in a batch (default: ${usual.batchSize}; all rows if there are fewer)`,
      numeric(where, '--batch-size', whole(1)),
    )
}

/** --loss, for commands that train with any. */
export function lossOption(where: string): Option {
  const parse = oneOf(where, '--loss', [...lossNames, ...(Object.keys(SHORT) as (keyof typeof SHORT)[])])
  return new Option(
    '--loss <name>',
    `one of ${lossNames.join(', ')} (default: softmaxCrossEntropy for classes, meanSquaredError for numbers)`,
  ).argParser(
    Object.assign(
      (text: string): LossName => {
        const name = parse(text)
        return name in SHORT ? SHORT[name as keyof typeof SHORT] : (name as LossName)
      },
      { names: parse.names },
    ),
  )
}

const SHORT = { mse: 'meanSquaredError', mae: 'meanAbsoluteError' } as const
