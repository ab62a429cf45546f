/** The WebAssembly engine. */
import { mayShare } from '../alone.js'
import type { Core, CoreBytes, Family } from '../core.js'
import type { Part } from '../layers/ground.js'
import { atOnce, isModule } from './compile.js'
import type { LoadedEngine } from './loaded.js'
import { refuse } from './refusals/refuse.js'
import { type Field, fieldOver } from './shared/field.js'

/** Those that have a network already. */
const used = /* @__PURE__ */ new WeakSet<WebAssembly.Module>()

/**
 * The engine of a compiled core, which imports its memory and nothing else, as the kernels of a family do. All networks but
 * the first share memories, where they may: then `grow` may move `start`.
 *
 * A start rejects with TypeError if that is no module, with HostError: E_WASM_INVALID if it is another one than the core of
 * this release, E_WASM_CSP or E_WASM_EMBEDDER where the host forbids it, E_NO_MEMORY where it has no more memory.
 *
 * @param layersOf gives the compiled kernels of a family when a network first asks for them
 * @param bytes    of the core and of a family that is loaded: without them a network has one thread
 */
export function wasmEngine(
  module: WebAssembly.Module,
  layersOf: (where: string, family: Family) => WebAssembly.Module | Promise<WebAssembly.Module>,
  bytes?: CoreBytes,
): LoadedEngine {
  const start: LoadedEngine['start'] = async (where = 'loadEngine', part, shares) => {
    const layersModule = part && (await layersOf(where, part.family))
    const open = () => openField(where, module, layersModule, part)
    const threads = shares?.threads
    const another: Core['another'] = (where, shares) => start(where, part, shares && { ...shares, threads })
    const kind = { engine: 'wasm' as const, module, layersModule, bytes, another }
    if (threads !== undefined && threads !== 1) {
      const single = async () => Object.assign(await open(), kind)
      const core = await (await import('../threads/threaded-core.js')).threadedCore({
        threads,
        most: shares?.most,
        limit: shares?.limit,
        family: part?.family,
        bytes,
        single,
        over: fieldOver,
      })
      return Object.assign(core, kind)
    }
    if (shares && mayShare(shares) && isModule(module)) {
      if (used.has(module)) return (await import('./shared/shared-core.js')).sharedCore(kind, part, open, fieldOver)
      used.add(module)
    }
    return Object.assign(await open(), kind)
  }
  return { name: 'wasm', module, start }
}

async function openField(
  where: string,
  module: WebAssembly.Module,
  layersModule: WebAssembly.Module | undefined,
  part: Part | undefined,
): Promise<Field> {
  const memory = await atOnce(
    () => new WebAssembly.Memory({ initial: 1 }),
    () => refuse('withoutMemory', where),
  )
  const core = await instantiate(where, 'core', module, memory, 'denseForward')
  const more = layersModule && part && (await instantiate(where, 'layers', layersModule, memory, part.known))
  return fieldOver(memory, core, more)
}

/** An instance that has shown what it is: the self-check asks for each of its kernels. */
async function instantiate(
  where: string,
  what: 'core' | 'layers',
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
  known: string,
): Promise<WebAssembly.Instance> {
  if (!isModule(module)) return refuse('uncompiled', where, module)
  const needs = { env: { memory } }
  // WebKit compiles whatever the page's policy says, and refuses here
  const instance = await atOnce(
    () => new WebAssembly.Instance(module, needs),
    () => WebAssembly.instantiate(module, needs),
  ).catch((error) => refuse('forbidden', where, error, what, module))
  return known in instance.exports ? instance : refuse('foreign', where, what, module)
}
