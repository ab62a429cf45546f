/** The package of the fleet, which is loaded when a queue is named, and is no part of the command line. */
import { existsSync, readFileSync } from 'node:fs'
import { Option } from 'commander'
import { message, show } from '../../check.js'
import { fleetHere } from '../places.js'
import { UsageError } from '../shared/usage.js'

const FLEET = 'onecycle-fleet'

export type Fleet = typeof import('../../fleet/index.js')

/** @throws Error that says what to install where the package is missing */
export async function loadFleet(where: string): Promise<Fleet> {
  const found = installed() ?? built()
  if (found !== undefined) return import(found)
  const next = `npm install ${FLEET} beside onecycle-cli, or without an install: npx -p onecycle-cli -p ${FLEET} onecycle`
  throw new Error(message(where, '--queue', `the package ${FLEET}`, 'none', next))
}

function installed(): string | undefined {
  try {
    return import.meta.resolve(FLEET)
  } catch {
    return undefined
  }
}

/** In a clone of the project. */
function built(): string | undefined {
  const manifest = new URL('package.json', fleetHere)
  const own = existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).name === FLEET
  const entry = new URL('dist/index.js', fleetHere)
  return own && existsSync(entry) ? entry.href : undefined
}

export function queueOption(where: string, about: string): Option {
  return new Option('--queue <url>', about).argParser((text) => {
    const known = ['redis:', 'rediss:', 'postgres:', 'postgresql:']
    if (URL.canParse(text) && known.includes(new URL(text).protocol)) return text
    throw new UsageError(message(where, '--queue', 'redis://HOST or postgres://HOST', show(text)))
  })
}
