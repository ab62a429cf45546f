/** Which version of the program this is, and which Node it needs. */
import { readFileSync } from 'node:fs'
import { message } from '../../check.js'
import type { Runtime } from '../../host/machine.js'
import { packageFile } from '../places.js'

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
