/**
 * The golden runs: short trainings and tables whose bits every engine must give, named, each as one SHA-256.
 *
 * These modules name no host and import no runner: they get the library, so the same runs serve the sources, the packed
 * package and its entry points, in every engine of the matrix. What is right is recorded in golden.json.
 */
import type * as library from '../../src/entry/index.js'
import { digest } from './digest.js'
import { layers } from './layers.js'
import type { Library } from './library.js'
import { tables } from './tables.js'
import { trainings } from './trainings.js'

/** name of a run -> SHA-256 of what it computed */
export type Table = Record<string, string>

/** All runs, one after the other. `engine` and `threads` go to `createNetwork` as they are. */
export async function goldenRuns(onecycle: Library, engine?: library.Engine, threads?: number): Promise<Table> {
  const given = { ...(engine !== undefined && { engine }), ...(threads !== undefined && { threads }) }
  const create: Library['createNetwork'] = (options) => onecycle.createNetwork({ ...options, ...given })
  const load = (bytes: Uint8Array) => onecycle.loadNetwork(bytes, given)
  const table: Table = {}
  for (const [name, run] of Object.entries({ ...tables, ...trainings, ...layers })) {
    table[name] = digest(await run(onecycle, create, load))
  }
  return table
}

/** One hash for the whole table. */
export function combined(table: Table): string {
  return digest(Object.entries(table).sort(([a], [b]) => (a < b ? -1 : 1)))
}
