/** A core whose kernels several threads compute together, over a shared memory of its own. */
import type { Core, CoreBytes, Family } from '../core.js'
import type { fieldOver } from '../engine/shared/field.js'
import type { Kernels } from '../kernels.js'
import type { LayerKernels } from '../layers/kernels.js'
import { Chooser } from './chooser.js'
import { builtIn, isPage } from './host.js'
import { FEWEST_PAGES, MOST_PAGES, overSharedMemory } from './shared-memory.js'
import { shares } from './sharing.js'
import { startHelper } from './start-helper.js'
import { Team } from './team.js'
import type { Pace, Threads } from './threads.js'

/** More are never chosen: the largest networks that this is for keep no more busy. */
const MOST = 16

/** What a threaded core is made from. */
export interface Start {
  readonly threads: number | 'auto'
  /** of 'auto', as in `Parts` */
  readonly most?: number | undefined
  readonly limit?: (() => number) | undefined
  readonly family: Family | undefined
  readonly bytes: CoreBytes | undefined
  /** the core with one thread */
  single(): Promise<Core>
  readonly over: typeof fieldOver
}

/** Helpers of a core that nobody has any more end with it. */
const forgotten = /* @__PURE__ */ new FinalizationRegistry<Team>((team) => team.end())

/** @param help starts a helper */
export async function threadedCore(start: Start, help = startHelper): Promise<Core> {
  const { threads: asked, most: cap, limit, family, bytes, single, over } = start
  const most = asked === 'auto' ? Math.min(cap ?? cores(), MOST) : asked
  const alone = async (why: string | null): Promise<Core> =>
    Object.assign(await single(), { threads: { count: 1, asked, why } satisfies Threads })
  if (most === 1) return alone(asked === 'auto' ? 'this machine has one core' : null)
  const missing = missingFor(bytes)
  if (missing !== null || bytes === undefined) return alone(missing)
  const families = family === undefined ? [undefined] : [undefined, family]
  const modules: WebAssembly.Module[] = []
  const team = new Team(most)
  try {
    for (const one of families) modules.push(await compiled(bytes, one))
    const memory = sharedMemory(MOST_PAGES)
    const [core, more] = modules.map((module) => new WebAssembly.Instance(module, { env: { memory } }))
    const field = over(memory, core as WebAssembly.Instance, more)
    const names: (readonly [module: number, name: string])[] = []
    const sharedKernels = <K extends object>(kernels: K, module: number): K => {
      const entries = Object.entries(kernels).map(([name, kernel]) => {
        const share = shares[name]
        if (share === undefined) return [name, kernel]
        names.push([module, name])
        return [name, team.shared(kernel, names.length - 1, share)]
      })
      return Object.fromEntries(entries) as K
    }
    const { kernels: ownKernels, layers: ownLayers } = field
    const kernels: Kernels = sharedKernels(ownKernels, 0)
    const layers: LayerKernels | undefined = ownLayers && sharedKernels(ownLayers, 1)
    await team.gather({ modules, memory, names }, help)
    const pace = asked === 'auto' ? new Chooser(team, limit) : undefined
    // the views stay in the object in which `grow` replaces them
    const threaded = Object.assign(field, { team, ...(pace && { pace }), dispose: () => team.end() })
    // one thread calls the kernels themselves: what shares them out costs a twentieth of a small network's step
    Object.defineProperties(threaded, {
      kernels: { enumerable: true, get: () => (team.count === 1 ? ownKernels : kernels) },
      ...(layers && { layers: { enumerable: true, get: () => (team.count === 1 ? ownLayers : layers) } }),
      threads: { enumerable: true, get: () => threadsOf(team, asked, pace) },
    })
    forgotten.register(threaded, team)
    return threaded as unknown as Core
  } catch (error) {
    team.end()
    return alone((error as Error).message)
  }
}

function threadsOf(team: Team, asked: number | 'auto', pace: Pace | undefined): Threads {
  return {
    count: pace?.chosen ?? team.count,
    asked,
    ...(pace && { speedUp: pace.speedUp }),
    why: team.helpers < team.most - 1 ? 'a helper thread has ended' : null,
  }
}

/** What a host lacks; null where nothing. */
function missingFor(bytes: CoreBytes | undefined): string | null {
  if (typeof SharedArrayBuffer === 'undefined') {
    return globalThis.crossOriginIsolated
      ? 'this host has no shared memory'
      : 'this page is not isolated, so it has no shared memory'
  }
  if (isPage()) return "a page's main thread may not wait for others: train in a worker"
  return !ArrayBuffer.isView(bytes?.()) ? 'the engine is a compiled module, without the bytes of the core' : null
}

/** Some hosts give all pages that there may be at once, or have no more addresses for them: then there may be fewer. */
function sharedMemory(maximum: number): WebAssembly.Memory {
  try {
    return new WebAssembly.Memory({ initial: 1, maximum, shared: true })
  } catch (error) {
    if (maximum <= FEWEST_PAGES) throw error
    return sharedMemory(maximum / 4)
  }
}

const known = /* @__PURE__ */ new WeakMap<object, Promise<WebAssembly.Module>>()

/** The core, or a family, over a shared memory: compiled once; what fails is tried again. */
function compiled(bytes: CoreBytes, family: Family | undefined): Promise<WebAssembly.Module> {
  const given = bytes(family) as Uint8Array
  const found = known.get(given)
  if (found !== undefined) return found
  const module = WebAssembly.compile(overSharedMemory(given))
  known.set(given, module)
  module.catch(() => known.delete(given))
  return module
}

/** Cores that this process may use; two on a host that does not tell, which then says itself what it lacks. */
function cores(): number {
  const { availableParallelism } = (builtIn('os') ?? {}) as { availableParallelism?(): number }
  return availableParallelism?.() ?? globalThis.navigator?.hardwareConcurrency ?? 2
}
