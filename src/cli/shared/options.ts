/**
 * Options as text: parsers for commander, and the options that several commands share.
 *
 * A parser turns what the user typed into a value and hands it to the reader that reads the same option in a call of the
 * library, so that both refuse the same values in the same words.
 */
import { Option } from 'commander'
import { message, show, wrongValue } from '../../check.js'
import { DEFAULT_SEED } from '../../defaults.js'
import { didYouMean } from '../../nearest.js'
import { type Reader, whole } from '../../options.js'
import { decimalIn } from '../../words.js'
import { asUsage, UsageError } from './usage.js'

export interface CommonOptions {
  seed: number
  json?: true
}

/** A parser of one decimal number for `reader`; `where` is the command, `option` its name with the dashes. */
export function numeric(where: string, option: string, reader: Reader<number>): (text: string) => number {
  return (text) =>
    asUsage(() => {
      const value = decimalIn(text)
      if (Number.isNaN(value)) throw wrongValue(where, option, 'a number', text)
      return reader(where, option, value, {})
    })
}

/** A parser that knows what it takes, for the completion in a shell. */
export interface NameParser<T extends string> {
  (text: string): T
  readonly names: readonly T[]
}

/** A parser of one name out of a list; a near miss gets a hint. What is called one-cycle may be called 1cycle. */
export function oneOf<T extends string>(where: string, option: string, names: readonly T[]): NameParser<T> {
  const parse = (text: string): T => {
    const name = text.replace(/^1-?c/, 'one-c') as T
    if (names.includes(name)) return name
    throw new UsageError(message(where, option, `one of ${names.join(', ')}`, show(text), didYouMean(name, names)))
  }
  return Object.assign(parse, { names })
}

/** "128,64": units of the hidden layers. "none", or an empty text, makes a linear classifier. */
export function hiddenLayers(where: string): (text: string) => number[] {
  return (text) => {
    if (text === '' || text === 'none') return []
    return text.split(',').map((part) => {
      if (/^\d+$/.test(part) && Number(part) >= 1) return Number(part)
      throw new UsageError(message(where, '--hidden', 'whole numbers such as 128,64, or none', show(text)))
    })
  }
}

/** "a,b": names of columns; an option that is given twice adds to the first. */
export function nameList(text: string, before: string[] = []): string[] {
  return [...before, ...text.split(',').map((name) => name.trim())]
}

export function seedOption(where: string): Option {
  return new Option('--seed <n>', 'a whole number; everything random follows from it')
    .argParser(numeric(where, '--seed', whole(0)))
    .default(DEFAULT_SEED)
}

export function jsonOption(): Option {
  return new Option('--json', 'print one JSON document on stdout and nothing else')
}
