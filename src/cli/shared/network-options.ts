/** What is trained on what: the options of every command that trains. */
import { type Command, Option } from 'commander'
import { activations } from '../../core/kernels.js'
import { DEFAULT_ACTIVATION, DEFAULT_BATCH_SIZE, DEFAULT_HIDDEN } from '../../defaults.js'
import type { Activation } from '../../entry/index.js'
import { whole } from '../../options.js'
import { hiddenLayers, numeric, oneOf } from './options.js'

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
    .option('--data <source>', 'digits, spirals, FOLDER (four IDX files, gzipped or not) or FILE.csv', 'digits')
    .option('--label <column>', 'class column of a CSV file: its name, or its number from 0 (default: the last)')
    .addOption(
      new Option('--hidden <sizes>', 'units in each hidden layer, or none')
        .argParser(hiddenLayers(where))
        .default([...DEFAULT_HIDDEN], DEFAULT_HIDDEN.join(',')),
    )
    .option(
      '--activation <name>',
      `activation of the hidden layers: ${activations.join(', ')}`,
      oneOf(where, '--activation', activations),
      DEFAULT_ACTIVATION,
    )
    .option(
      '--batch-size <n>',
      `rows in a batch (default: ${DEFAULT_BATCH_SIZE}, or all rows if there are fewer)`,
      numeric(where, '--batch-size', whole(1)),
    )
}
