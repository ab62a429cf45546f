/** The options that say what the columns of a CSV file are. */
import { type Command, Option } from 'commander'
import { message, show } from '../../check.js'
import type { DateOrder, TableOptions } from '../../data/tabular/csv.js'
import { whole } from '../../options.js'
import { nameList, numeric, oneOf } from '../shared/options.js'
import { UsageError } from '../shared/usage.js'

export interface TableFlags {
  target?: string
  /** what --target was called in the first edition */
  label?: string
  columns?: string[]
  ignore?: string[]
  keep?: string[]
  categories?: string[]
  dates?: string[]
  missing?: string[]
  task?: 'classes' | 'numbers'
  minimumClassRows?: number
  names?: string[]
  header?: 'yes' | 'no'
  delimiter?: string
  decimal?: '.' | ','
  test?: string
}

const ORDERS: readonly string[] = ['ymd', 'dmy', 'mdy']

/**
 * How a CSV file is read, whatever its columns mean.
 * @param decimal what decides the decimal mark where it is not given
 */
export function addCsvOptions(command: Command, decimal = 'that of the training rows'): Command {
  const where = command.name()
  return command
    .option(
      '--header <yes|no>',
      'whether the first row names the columns (default: it does if it holds no number)',
      oneOf(where, '--header', ['yes', 'no']),
    )
    .option('--names <names>', 'names of the columns, in place of a header', nameList)
    .option('--delimiter <character>', 'what separates the cells (default: the one of , tab | ; that fits)', delimiter)
    .option(
      '--decimal <mark>',
      `decimal mark of the numbers, . or , (default: ${decimal})`,
      oneOf(where, '--decimal', ['.', ',']),
    )
}

export function addTableOptions(command: Command): Command {
  const where = command.name()
  command
    .option(
      '--target <column>',
      'column to predict: its name, or its number from 0, from the end if negative (default: the last)',
    )
    .addOption(new Option('--label <column>').hideHelp())
    .option(
      '--task <kind>',
      'predict classes or numbers (default: numbers if the target has many)',
      oneOf(where, '--task', ['classes', 'numbers']),
    )
    .option('--columns <names>', 'columns to learn from (default: all that are of use)', nameList)
    .option('--ignore <names>', 'columns to leave out', nameList)
    .option('--keep <names>', 'columns to use though they look like identifiers or give the target away', nameList)
    .option('--categories <names>', 'columns of numbers that stand for names', nameList)
    .option(
      '--dates <names>',
      'columns of dates to use, as days; NAME=dmy or NAME=mdy says how to read 1/2/2026',
      nameList,
    )
    .option(
      '--missing <texts>',
      'texts that stand for no value, beside the empty cell, ?, NA, null and the like',
      nameList,
    )
    .option(
      '--minimum-class-rows <n>',
      'leave out classes with fewer rows (default: 1)',
      numeric(where, '--minimum-class-rows', whole(1)),
    )
    .option('--test <file>', 'a CSV file of test rows (default: a fifth of --data, drawn by lot)')
  return addCsvOptions(command, 'the table decides')
}

/** The first option of a table that was given, as the user typed it. */
export function givenTableOption(options: TableFlags): string | undefined {
  const names: readonly (keyof TableFlags)[] = [
    'target',
    'label',
    'task',
    'columns',
    'ignore',
    'keep',
    'categories',
    'dates',
    'missing',
    'minimumClassRows',
    'test',
    'header',
    'names',
    'delimiter',
    'decimal',
  ]
  const given = names.find((name) => options[name] !== undefined)
  return given && `--${given.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
}

/** As `prepareTable` takes them, but for target, seed and what is held out. */
export function tableOptionsOf(where: string, flags: TableFlags): Partial<TableOptions> {
  const { task, columns, ignore, keep, categories, dates, missing, minimumClassRows } = flags
  return {
    ...csvOptionsOf(flags),
    ...(task && { task }),
    ...(columns && { features: columns }),
    ...(ignore && { ignore }),
    ...(keep && { keep }),
    ...(categories && { categories }),
    ...(dates && { dates: datesOf(where, dates) }),
    ...(missing && { missing }),
    ...(minimumClassRows !== undefined && { minimumClassRows }),
  }
}

export function csvOptionsOf({
  header,
  names,
  delimiter,
  decimal,
}: TableFlags): Pick<TableOptions, 'header' | 'columns' | 'delimiter' | 'decimal'> {
  return {
    ...(header && { header: header === 'yes' }),
    ...(names && { columns: names }),
    ...(delimiter !== undefined && { delimiter }),
    ...(decimal && { decimal }),
  }
}

/** The column to predict. @throws UsageError for two of them */
export function targetOf(where: string, { target, label }: TableFlags): string | number {
  if (target !== undefined && label !== undefined && target !== label) {
    throw new UsageError(message(where, '--label', 'one target', `${label}, and ${target} as --target`))
  }
  const column = target ?? label ?? '-1'
  return /^-?\d+$/.test(column) ? Number(column) : column
}

function datesOf(where: string, dates: readonly string[]): NonNullable<TableOptions['dates']> {
  const orders: Record<string, DateOrder> = {}
  const bare = dates.filter((text) => {
    const [, name, order] = /^(.*)=(\w+)$/.exec(text) ?? []
    if (name === undefined) return true
    if (!ORDERS.includes(order as string)) {
      throw new UsageError(message(where, '--dates', `NAME=${ORDERS.join(' or ')}`, show(text)))
    }
    orders[name] = order as DateOrder
    return false
  })
  if (bare.length === dates.length) return bare
  if (bare.length === 0) return orders
  throw new UsageError(message(where, '--dates', 'an order for every column or for none', dates.join(',')))
}

function delimiter(text: string): string {
  return text === 'tab' || text === '\\t' ? '\t' : text
}
