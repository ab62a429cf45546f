/** What there is to complete, read from the definitions of the commands. */
import type { Command, Option } from 'commander'

export interface CommandWords {
  readonly name: string
  readonly about: string
  readonly options: readonly OptionWords[]
  /** what its argument may be */
  readonly values: readonly string[]
}

export interface OptionWords {
  /** with its dashes */
  readonly flag: string
  readonly about: string
  /** whether a value follows */
  readonly takesValue: boolean
  readonly values: readonly string[]
  /** whether the value may be a path */
  readonly files: boolean
}

/** Values that no parser lists, since they stand beside paths. */
const BESIDE_FILES: Readonly<Record<string, readonly string[]>> = {
  '--data': ['digits', 'spirals'],
  '--engine': ['wasm', 'js'],
  '--threads': ['auto'],
}

export function wordsOf(program: Command): CommandWords[] {
  return program.commands.map((command) => ({
    name: command.name(),
    about: command.description(),
    options: [
      ...command.options.filter(({ hidden }) => !hidden).map(optionWords),
      { flag: '--help', about: 'display help', takesValue: false, values: [], files: false },
    ],
    values: command.registeredArguments.flatMap(({ parseArg }) => namesOf(parseArg)),
  }))
}

function optionWords({ long, flags, description, required, optional, parseArg }: Option): OptionWords {
  const flag = long as string
  return {
    flag,
    about: (description.split(/[;:(]/)[0] as string).trim(),
    takesValue: required || optional,
    values: BESIDE_FILES[flag] ?? namesOf(parseArg),
    files: flag in BESIDE_FILES || /<.*(?:file|source)/.test(flags),
  }
}

/** Of a parser made by `oneOf`. */
function namesOf(parse: unknown): readonly string[] {
  return (parse as { names?: readonly string[] } | undefined)?.names ?? []
}
