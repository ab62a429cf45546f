/** Completion in bash. */
import { RACE } from '../race/race.js'
import type { CommandWords, OptionWords } from './words.js'

/** Finds the command: the first word that is no option. */
const HEAD = `# completion of onecycle in bash
_onecycle() {
  local current="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" command="" word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    [[ $word == -* ]] || { command="$word"; break; }
  done`

export function bashScript(commands: readonly CommandWords[]): string[] {
  return [
    HEAD,
    '  COMPREPLY=()',
    '  if [[ -z $command && $current != -* ]]; then',
    `    COMPREPLY=($(compgen -W "${commands.map(({ name }) => name).join(' ')}" -- "$current"))`,
    '    return',
    '  fi',
    `  case "\${command:-${RACE}} $before" in`,
    ...commands.flatMap(({ name, options }) =>
      options.filter(({ takesValue }) => takesValue).map((option) => valueCase(name, option)),
    ),
    '  esac',
    `  case "\${command:-${RACE}}" in`,
    ...commands.map(({ name, options, values }) => {
      const words = [...values, ...options.map(({ flag }) => flag)].join(' ')
      return `    ${name}) COMPREPLY=($(compgen -W "${words}" -- "$current"));;`
    }),
    '  esac',
    '}',
    'complete -F _onecycle onecycle',
  ]
}

function valueCase(command: string, { flag, values, files }: OptionWords): string {
  const found = [
    ...(values.length > 0 ? [`$(compgen -W "${values.join(' ')}" -- "$current")`] : []),
    ...(files ? ['$(compgen -f -- "$current")'] : []),
  ]
  // names of folders go on behind a slash
  const folders = files ? 'compopt -o filenames 2>/dev/null; ' : ''
  return `    "${command} ${flag}") ${folders}COMPREPLY=(${found.join(' ')}); return;;`
}
