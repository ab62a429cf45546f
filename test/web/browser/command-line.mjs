/** The command line, as the page tells a reader to call it. */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { project } from './site.mjs'

const program = join(project, 'packages/cli/dist/cli/main.js')

/** The document that a command prints with --json. @param command as the page shows it: `npx onecycle-cli ...` */
export async function documentOf(command, cwd) {
  const [npx, name, ...words] = command.match(/'[^']*'|\S+/g)
  if (`${npx} ${name}` !== 'npx onecycle-cli') throw new Error(`no command of the package: ${command}`)
  const given = words.map((word) => word.replaceAll("'", ''))
  const { stdout } = await promisify(execFile)(process.execPath, [program, ...given, '--json'], { cwd })
  return JSON.parse(stdout)
}
