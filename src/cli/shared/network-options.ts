/** What is trained on what: the options of every command that trains. */
import { type Command, Option } from 'commander'
import { DEFAULT_ACTIVATION, DEFAULT_BATCH_SIZE, DEFAULT_HIDDEN } from '../../defaults.js'
import type { Activation } from '../../entry/index.js'
import { whole } from '../../options.js'
import { activation, hiddenLayers, numeric } from './options.js'

export interface NetworkChoice {
  data: string
  label?: string
  hidden: number[]
  activation: Activation
  batchSize?: number
}

export function addNetworkOptions(command: Command): Command {
  const where = command.name()
  return command
    .option('--data <source>', 'digits, spirals, FOLDER (four IDX files, gzip or not) or FILE.csv', 'digits')
    .option('--label <column>', 'class column of a CSV file: name, or number from 0 (default: the last)')
    .addOption(
      new Option('--hidden <sizes>', 'units of the hidden layers, or none')
        .argParser(hiddenLayers(where))
        .default([...DEFAULT_HIDDEN], DEFAULT_HIDDEN.join(',')),
    )
    .option(
      '--activation <name>',
      'of the hidden layers: relu, leakyRelu, tanh, sigmoid or linear',
      activation,
      DEFAULT_ACTIVATION,
    )
    .option(
      '--batch-size <n>',
      `rows in a batch (default: ${DEFAULT_BATCH_SIZE}, or all rows where there are fewer)`,
      numeric(where, '--batch-size', whole(1)),
    )
}
