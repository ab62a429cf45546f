/** Starts a core of the engine that a caller names, once that engine has passed its self-check. */
import type { Core, Parts } from '../core.js'
import type { Part } from '../layers/ground.js'
import { checked, type LoadedEngine, loadedMode, started, startFamily } from './loaded.js'

/** Which engines an entry point has; `where` is the function that the user called. */
export type Resolve<E> = (where: string, engine: E | undefined) => LoadedEngine | Promise<LoadedEngine>

/** A checked core, with the kernels of a family where that is given; `shares` as in `Core.another`. */
export async function startCore<E>(
  resolve: Resolve<E>,
  where: string,
  engine: E | undefined,
  part?: Part,
  shares?: Parts,
): Promise<Core> {
  const loaded = await resolve(where, engine)
  // loadEngine has checked it, or was told not to
  const mode = loaded === engine ? loadedMode(loaded) : undefined
  if (mode === undefined) await checked(where, loaded)
  return part === undefined ? started(where, loaded, part, shares) : startFamily(where, loaded, part, mode, shares)
}
