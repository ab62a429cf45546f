/** --validation and --early-stopping: the data that are evaluated after each epoch, and what follows from them. */
import { type Command, Option } from 'commander'
import { message } from '../../check.js'
import { DEFAULT_HELD_OUT } from '../../defaults.js'
import { type Dataset, split } from '../../entry/index.js'
import { share, whole } from '../../options.js'
import { DEFAULT_PATIENCE } from '../../training/early-stopping.js'
import { decimalIn } from '../../words.js'
import { findPath } from '../data/load.js'
import type { Parts } from '../data/parts.js'
import { applyTable, notesOf } from '../data/table.js'
import { isTable } from '../data/table-file.js'
import type { TableFlags } from '../data/table-options.js'
import { numeric } from '../shared/options.js'
import { UsageError } from '../shared/usage.js'
import type { TriggerChoice } from './trigger.js'

export interface ValidationChoice extends TriggerChoice {
  /** a share of the training data, or a file */
  validation?: number | string
  /** epochs without improvement; true for the usual number */
  earlyStopping?: number | true
}

export function addValidationOptions(command: Command): void {
  const where = command.name()
  const shareIn = numeric(where, '--validation', share)
  command
    .addOption(
      new Option(
        '--validation <share|file>',
        `share of the training data to hold out, or a CSV file, evaluated after each epoch (default: none, or ${DEFAULT_HELD_OUT} where another option needs it)`,
      ).argParser((text) => (Number.isNaN(decimalIn(text)) && isTable(text) ? text : shareIn(text))),
    )
    .option(
      '--early-stopping [epochs]',
      `stop after so many epochs without a lower validation loss, and keep the best (${DEFAULT_PATIENCE} if no number is given)`,
      numeric(where, '--early-stopping', whole(1)),
    )
}

export interface Held {
  readonly training: Dataset
  readonly validation: Dataset | undefined
  /** what is to know of the file of validation rows */
  readonly notes: readonly string[]
}

/** The share of the training data that is held out; undefined where none is, or a file is given. */
export function heldShare({ validation, halveAt, plateau, earlyStopping }: ValidationChoice): number | undefined {
  if (validation !== undefined) return typeof validation === 'number' ? validation : undefined
  return [halveAt, plateau, earlyStopping].some((option) => option !== undefined) ? DEFAULT_HELD_OUT : undefined
}

/** The training data, and the validation data that were asked for or that another option needs. */
export function holdOut(where: string, data: Parts, choice: ValidationChoice & TableFlags, seed: number): Held {
  const { training, validation } = data
  const { validation: given } = choice
  const fraction = heldShare(choice)
  // a table has been divided before it was prepared
  if (validation !== null) return { training, validation, notes: [] }
  if (fraction !== undefined) return { ...split(training, { fraction, seed }), notes: [] }
  if (typeof given !== 'string') return { training, validation: undefined, notes: [] }
  if (training.preparation === undefined) {
    throw new UsageError(message(where, '--validation', 'a share, as --data is no table', given))
  }
  const path = findPath(where, '--validation', given)
  const rows = applyTable(where, '--validation', path, training.preparation, choice)
  return { training, validation: rows, notes: notesOf(path, rows) }
}
