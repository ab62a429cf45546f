/** What a report says of where it was made, and how to make it again. */
import { arch, cpus, totalmem, type } from 'node:os'
import { packageVersion, runtime } from './runtime.js'

/** Names and values, in the order to show them. */
export function machine(engine: string): [string, string][] {
  const { name, version } = runtime()
  const processors = cpus()
  return [
    ['onecycle', packageVersion()],
    ['engine', engine],
    ['runtime', `${name} ${version}`],
    ['system', `${type()} ${arch()}`],
    ['processor', `${processors.length} x ${processors[0]?.model.trim() ?? 'unknown'}`],
    ['memory', `${(totalmem() / 2 ** 30).toFixed(1)} GiB`],
  ]
}

/** The command line that was typed, with quotes where a shell needs them. */
export function reproduction(typed: readonly string[] = process.argv.slice(2)): string {
  const quote = (word: string): string => (/^[\w.,/:=@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`)
  return ['onecycle', ...typed.map(quote)].join(' ')
}
