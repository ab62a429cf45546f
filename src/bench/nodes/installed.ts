/** The versions of Node that are installed here, the newest first. */
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, realpathSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { message } from '../../check.js'

export interface InstalledNode {
  readonly version: string
  readonly program: string
}

/** Where managers of versions keep them: a folder for each, and in it the program. */
function managed(environment: NodeJS.ProcessEnv): [folder: string, program: string][] {
  const home = homedir()
  const program = 'bin/node'
  return [
    [join(environment.NVM_DIR ?? join(home, '.nvm'), 'versions/node'), program],
    [join(environment.FNM_DIR ?? join(home, '.local/share/fnm'), 'node-versions'), 'installation/bin/node'],
    [join(environment.VOLTA_HOME ?? join(home, '.volta'), 'tools/image/node'), program],
    [join(environment.N_PREFIX ?? '/usr/local', 'n/versions/node'), program],
    [join(home, '.local/share/mise/installs/node'), program],
  ]
}

/** The program that runs, those of the PATH and those of version managers; the newest of each major version. */
export function findNodes(environment: NodeJS.ProcessEnv = process.env): InstalledNode[] {
  const inPath = (environment.PATH ?? '').split(delimiter).map((folder) => join(folder, 'node'))
  const kept = managed(environment).flatMap(([folder, program]) => {
    return existsSync(folder) ? readdirSync(folder).map((version) => join(folder, version, program)) : []
  })
  const found = [process.execPath, ...inPath, ...kept].filter((program) => existsSync(program))
  const nodes = [...new Set(found.map((program) => realpathSync(program)))].flatMap((program) => {
    const version = versionOf(program)
    return version === undefined ? [] : [{ version, program }]
  })
  const majors = new Map<string, InstalledNode>()
  for (const node of nodes.sort(newestFirst)) {
    const major = majorOf(node)
    if (!majors.has(major)) majors.set(major, node)
  }
  return [...majors.values()]
}

/** @throws RangeError for a program that is no Node */
export function givenNodes(programs: readonly string[]): InstalledNode[] {
  const nodes = programs.map((program) => {
    const version = versionOf(program)
    if (version === undefined) throw new RangeError(message('bench', '--nodes', 'programs of Node', program))
    return { version, program }
  })
  return nodes.sort(newestFirst)
}

export const majorOf = ({ version }: InstalledNode): string => version.split('.', 1)[0] as string

function versionOf(program: string): string | undefined {
  try {
    const text = execFileSync(program, ['-p', 'process.versions.node'], { encoding: 'utf8', stdio: 'pipe' }).trim()
    return /^\d+\.\d+\.\d+/.test(text) ? text : undefined
  } catch {
    return undefined
  }
}

function newestFirst(a: InstalledNode, b: InstalledNode): number {
  const [left, right] = [a, b].map(({ version }) => version.split('.').map(Number.parseFloat)) as [number[], number[]]
  return [0, 1, 2].map((i) => (right[i] as number) - (left[i] as number)).find((apart) => apart !== 0) ?? 0
}
