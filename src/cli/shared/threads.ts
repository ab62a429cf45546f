/** --threads: how many compute a network. */
import { Option } from 'commander'
import { message, show } from '../../check.js'
import { checkThreads, type ThreadsOption } from '../../core/threads/option.js'
import type { Network } from '../../entry/index.js'
import { decimalIn } from '../../words.js'
import { tell } from './output.js'
import { asUsage, UsageError } from './usage.js'

export function threadsOption(where: string): Option {
  return new Option(
    '--threads <n>',
    'threads that compute, or auto for as many as are fastest; any number gives the same weights',
  )
    .argParser(threadsIn(where))
    .default(1)
}

/** A parser of a number of threads, or auto. */
export function threadsIn(where: string): (text: string) => Required<ThreadsOption>['threads'] {
  return (text) => {
    if (text === 'auto') return text
    const threads = decimalIn(text)
    if (Number.isNaN(threads)) throw new UsageError(message(where, '--threads', 'a whole number or auto', show(text)))
    return asUsage(() => checkThreads(where, '--threads', threads))
  }
}

/** Says why there are fewer threads than were asked for by number. */
export function tellThreads({ threads: { count, asked, why } }: Network): void {
  if (asked !== 'auto' && why !== null)
    tell(`${count === 1 ? 'one thread' : `${count} threads`} in place of ${asked}: ${why}`)
}
