/** The command lines that the help texts propose. */
import { createProgram } from '../../src/cli/program.js'
import { inside } from './onecycle.js'

export const commands = createProgram().commands.map((command) => command.name())

/** The text of --help, in so many columns. */
export async function helpOf(command: string | undefined, columns: number): Promise<string> {
  const before = process.env.COLUMNS
  process.env.COLUMNS = String(columns)
  try {
    return (await inside(command === undefined ? ['--help'] : [command, '--help'])).stdout
  } finally {
    if (before === undefined) delete process.env.COLUMNS
    else process.env.COLUMNS = before
  }
}

/** Lines that a shell runs, in their order; those that go on behind a backslash as one. */
export async function examplesOf(command: string, columns = 80): Promise<string[]> {
  const [, examples = ''] = (await helpOf(command, columns)).split('\nExamples:\n')
  const [block = ''] = examples.split('\n\n')
  return block
    .replace(/ \\\n\s+/g, ' ')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
}
