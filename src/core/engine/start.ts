/** Starts a core of the engine that a caller names, once that engine has passed its self-check. */
import type { Core } from '../core.js'
import { checked, isLoaded, type LoadedEngine } from './loaded.js'

/** Which engines an entry point has; `where` is the function that the user called. */
export type Resolve<E> = (where: string, engine: E | undefined) => LoadedEngine | Promise<LoadedEngine>

/** A checked core with memory of its own. */
export async function startCore<E>(resolve: Resolve<E>, where: string, engine: E | undefined): Promise<Core> {
  const loaded = await resolve(where, engine)
  // loadEngine has checked it, or was told not to
  return (loaded === engine && isLoaded(loaded) ? loaded : await checked(where, loaded)).start(where)
}
