/** Completion in fish. */
import { RACE } from '../race/race.js'
import type { CommandWords, OptionWords } from './words.js'

export function fishScript(commands: readonly CommandWords[]): string[] {
  const names = commands.map(({ name }) => name).join(' ')
  return [
    '# completion of onecycle in fish',
    'complete -c onecycle -f',
    ...commands.map(
      ({ name, about }) =>
        `complete -c onecycle -n ${quoted(`not __fish_seen_subcommand_from ${names}`)} -a ${name} -d ${quoted(about)}`,
    ),
    ...commands.flatMap(({ name, options, values }) => {
      const here =
        name === RACE
          ? `__fish_seen_subcommand_from ${RACE}; or not __fish_seen_subcommand_from ${names}`
          : `__fish_seen_subcommand_from ${name}`
      const complete = `complete -c onecycle -n ${quoted(here)}`
      return [
        ...(values.length > 0 ? [`${complete} -a ${quoted(values.join(' '))}`] : []),
        ...options.map((option) => `${complete} ${specOf(option)}`),
      ]
    }),
  ]
}

function specOf({ flag, about, takesValue, values, files }: OptionWords): string {
  const parts = ['-l', flag.slice(2), '-d', quoted(about)]
  if (takesValue) parts.push(files ? '-rF' : '-x')
  if (values.length > 0) parts.push('-a', quoted(values.join(' ')))
  return parts.join(' ')
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
}
