/**
 * A loaded engine: compiled and checked once, it starts a core for each network.
 *
 * An engine that does not compute the pinned bits of `self-check` is refused before a network sees it.
 */
import { checkOneOf } from '../../check.js'
import { digest } from '../../math/digest.js'
import type { Core, EngineName, Parts } from '../core.js'
import type { Part } from '../layers/ground.js'
import { fill } from './arithmetic.js'
import type { wrongBits } from './refusals/refusals.js'
import { refuse } from './refusals/refuse.js'
import { checkBits, type SelfCheck } from './self-check.js'

/** What `loadEngine` gives: an engine that is compiled and checked. */
export interface LoadedEngine {
  readonly name: EngineName
  /** the compiled core; it may be posted to workers. The plain-JS engine has none */
  readonly module?: WebAssembly.Module
  /** a core, with the kernels of a family; `where` and `shares` as in `Core.another` */
  start(where?: string, part?: Part, shares?: Parts): Promise<Core>
}

/** What happens on a host that computes other bits: an error (default), a warning on the console, or nothing. */
export const selfCheckModes = ['refuse', 'warn', 'skip'] as const
/** What happens on a host that computes other bits. */
export type SelfCheckMode = (typeof selfCheckModes)[number]

/** The engines that `loadEngine` gave, and what it was told to do about other bits. */
const loaded = new WeakMap<LoadedEngine, SelfCheckMode>()

/** The mode with which `loadEngine` gave this engine; one that a caller made by hand has none, and is checked like any other. */
export function loadedMode(engine: LoadedEngine): SelfCheckMode | undefined {
  return loaded.get(engine)
}

/** Notes that `loadEngine` gives this engine. Returns it. */
export function markLoaded(engine: LoadedEngine, mode: SelfCheckMode = 'refuse'): LoadedEngine {
  loaded.set(engine, mode)
  return engine
}

/** A core of an engine, which may be one that a caller made by hand. */
export async function started(where: string, engine: LoadedEngine, part?: Part, shares?: Parts): Promise<Core> {
  const core = typeof engine.start === 'function' ? await engine.start(where, part, shares) : null
  if (!core?.another) return refuse('unknown', where, engine)
  return core
}

/** Runs the self-check of an engine, or gives the result that is known, and acts on it. Returns the engine. */
export async function checked(
  where: string,
  engine: LoadedEngine,
  mode: SelfCheckMode = 'refuse',
): Promise<LoadedEngine> {
  checkOneOf(where, 'selfCheck', mode, selfCheckModes)
  if (mode === 'skip') {
    // a host that will not start it must say so here, where a fallback may follow
    await started(where, engine)
    return engine
  }
  const { ok, expected, actual } = await resultOf(where, engine)
  if (!ok) await act(mode, where, engine.name, expected, actual)
  return engine
}

/** Refuses an engine that computes other bits, or warns of it. */
async function act(mode: SelfCheckMode | undefined, ...found: Parameters<typeof wrongBits>): Promise<void> {
  const refused = refuse('wrongBits', ...found)
  await (mode === 'warn' ? refused.catch(({ message }) => console.warn(message)) : refused)
}

const results = new WeakMap<object, Promise<SelfCheck>>()

/** The self-check of an engine, run once for each module; an engine that does not start is tried again. */
export function resultOf(where: string, engine: LoadedEngine): Promise<SelfCheck> {
  return once(results, Object(engine.module ?? engine), async () => checkBits(await started(where, engine)))
}

/** What was found, or what is found now; a failure is forgotten. */
function once<T>(found: WeakMap<object, Promise<T>>, key: object, find: () => Promise<T>): Promise<T> {
  const known = found.get(key)
  if (known !== undefined) return known
  const result = find()
  found.set(key, result)
  result.catch(() => found.delete(key))
  return result
}

/** Starts a core with a family of kernels, which passes a self-check of its own the first time. */
export async function startFamily(
  where: string,
  engine: LoadedEngine,
  part: Part,
  mode?: SelfCheckMode,
  shares?: Parts,
): Promise<Core> {
  const core = await started(where, engine, part, shares)
  if (core.layers === undefined) return refuse('withoutLayers', where, engine)
  if (mode === 'skip') return core
  const { bits, digest: expected, found } = part
  const actual = await once(found, core.layersModule ?? engine, async () =>
    digest(bits(await core.another(where), fill)),
  )
  if (actual !== expected) await act(mode, where, engine.name, expected, actual)
  return core
}
