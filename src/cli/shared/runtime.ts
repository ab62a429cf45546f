/** What this program runs in, and which version of it this is. */
import { readFileSync } from 'node:fs'
import { message } from '../../check.js'
import { packageFile } from '../places.js'

export interface Runtime {
  readonly name: 'node' | 'bun' | 'deno'
  readonly version: string
}

export function runtime(versions: Readonly<Record<string, string | undefined>> = process.versions): Runtime {
  for (const name of ['bun', 'deno'] as const) {
    const version = versions[name]
    if (version !== undefined) return { name, version }
  }
  return { name: 'node', version: versions.node as string }
}

/** Throws where Node is older than `least`, given as MAJOR.MINOR. */
export function checkNode({ name, version }: Runtime, least = '20.19'): void {
  if (name !== 'node') return
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [leastMajor = 0, leastMinor = 0] = least.split('.').map(Number)
  if (major > leastMajor || (major === leastMajor && minor >= leastMinor)) return
  throw new Error(message('onecycle', 'node', `version ${least} or newer`, version, 'install a newer one: nodejs.org'))
}

/** The version of this package. */
export function packageVersion(): string {
  return JSON.parse(readFileSync(packageFile, 'utf8')).version
}
