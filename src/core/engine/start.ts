/** From what a caller passes as `engine` to an engine that was checked, and to a core of it. */
import type { Core } from '../core.js'
import { checked, type LoadedEngine } from './loaded.js'

/** Which engines an entry point has; `where` is the function that the user called. */
export type Resolve<E> = (where: string, engine: E | undefined) => LoadedEngine | Promise<LoadedEngine>

/** A checked core with memory of its own. */
export async function startCore<E>(resolve: Resolve<E>, where: string, engine: E | undefined): Promise<Core> {
  const loaded = await resolve(where, engine)
  // what loadEngine gave was checked there, or was let pass
  return (loaded === engine ? loaded : await checked(where, loaded)).start(where)
}
