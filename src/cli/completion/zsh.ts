/** Completion in zsh. */
import { RACE } from '../race/race.js'
import type { CommandWords, OptionWords } from './words.js'

export function zshScript(commands: readonly CommandWords[]): string[] {
  return [
    '#compdef onecycle',
    '# completion of onecycle in zsh',
    '_onecycle() {',
    '  local -a commands',
    '  commands=(',
    ...commands.map(({ name, about }) => `    ${quoted(`${name}:${about.replaceAll(':', '\\:')}`)}`),
    '  )',
    '  if (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then',
    "    _describe 'command' commands",
    '    return',
    '  fi',
    `  local command=${RACE}`,
    '  if [[ $words[2] != -* ]]; then',
    '    command=$words[2]',
    '    shift words',
    '    (( CURRENT-- ))',
    '  fi',
    '  case $command in',
    ...commands.flatMap(({ name, options, values }) => [
      `    ${name}) _arguments \\`,
      ...options.map((option) => `      ${specOf(option)} \\`),
      `      ${values.length > 0 ? quoted(`*:name:(${values.join(' ')})`) : "'*: :'"};;`,
    ]),
    '  esac',
    '}',
    // as a file in fpath it is the function itself; sourced, it needs the completion system
    'if [[ $funcstack[1] == _onecycle ]]; then _onecycle "$@"; else',
    '  (( $+functions[compdef] )) || { autoload -Uz compinit && compinit -D; }',
    '  compdef _onecycle onecycle',
    'fi',
  ]
}

function specOf({ flag, about, takesValue, values, files }: OptionWords): string {
  const text = `${flag}[${about.replaceAll('[', '(').replaceAll(']', ')')}]`
  if (!takesValue) return quoted(text)
  const name = flag.slice(2)
  if (values.length > 0 && files)
    return quoted(`${text}:${name}:{_alternative "words\\:word\\:(${values.join(' ')})" "files\\:file\\:_files"}`)
  if (files) return quoted(`${text}:${name}:_files`)
  return quoted(`${text}:${name}:${values.length > 0 ? `(${values.join(' ')})` : ''}`)
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
