/** The WebAssembly engine: one instance of the core for each network, and typed names for what it exports. */
import type { Core, Family } from '../core.js'
import type { Kernels } from '../kernels.js'
import type { Part } from '../layers/ground.js'
import type { LayerKernels } from '../layers/kernels.js'
import { memoryOver, PAGE } from '../memory.js'
import { atOnce, isModule } from './compile.js'
import type { LoadedEngine } from './loaded.js'
import { refuse } from './refusals/refuse.js'

/** All kernels, by which their exports are found: `exportOf` has the rule. */
const KERNELS = [
  'denseForward',
  'denseBackwardWeight',
  'denseBackwardBias',
  'denseBackwardInput',
  'activate',
  'activationBackward',
  'softmax',
  'softmaxCrossEntropy',
  'meanSquaredError',
  'binaryCrossEntropy',
  'sgdStep',
  'adamStep',
  'rmspropStep',
  'argmax',
  'standardizeU8',
  'standardize',
  'gatherU8',
  'gather',
] as const satisfies (keyof Kernels)[]

/**
 * Instantiates a compiled core over a memory of its own, which is all that the module imports, and over the same memory the
 * kernels of a family where its module is given.
 *
 * @throws TypeError if it is not a module, HostError with E_WASM_INVALID if it is another one than the core of this release,
 *   with E_WASM_CSP or E_WASM_EMBEDDER where the host forbids it
 */
export async function createWasmCore(
  where: string,
  module: WebAssembly.Module,
  layersModule?: WebAssembly.Module,
  part?: Part,
): Promise<Core> {
  const linear = new WebAssembly.Memory({ initial: 1 })
  const core = await instantiate(where, 'core', module, linear, KERNELS)
  const more = layersModule && part && (await instantiate(where, 'layers', layersModule, linear, part.names))
  const memory = memoryOver(linear.buffer, (bytes) => {
    linear.grow(Math.ceil((bytes - linear.buffer.byteLength) / PAGE))
    return linear.buffer
  })
  return Object.assign(memory, {
    engine: 'wasm' as const,
    module,
    kernels: core.kernels as Pick<Kernels, (typeof KERNELS)[number]>,
    // the data of the family lie above the core's
    start: (more ?? core).start,
    another: (where: string) => createWasmCore(where, module, layersModule, part),
    ...(more && { layers: more.kernels as unknown as LayerKernels, layersModule }),
  })
}

/** The kernels of a module by their names, and the first byte above its data. */
async function instantiate<N extends string>(
  where: string,
  what: 'core' | 'layers',
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
  names: readonly N[],
) {
  if (!isModule(module)) return refuse('uncompiled', where, module)
  const imports = WebAssembly.Module.imports(module).map((found) => `${found.module}.${found.name}`)
  if (imports.join() !== 'env.memory') {
    return refuse('foreign', where, what, `one that imports ${imports.join(', ') || 'nothing'}`)
  }
  const needs = { env: { memory } }
  // WebKit compiles whatever the page's policy says, and refuses here
  const { exports } = await atOnce(
    () => new WebAssembly.Instance(module, needs),
    () => WebAssembly.instantiate(module, needs),
  ).catch((error) => refuse('forbidden', where, error))
  for (const name of names) {
    if (typeof exports[exportOf(name)] !== 'function') return refuse('foreign', where, what, `one without ${name}`)
  }
  return {
    kernels: Object.fromEntries(names.map((name) => [name, exports[exportOf(name)]])) as Record<N, unknown>,
    start: (exports.arena_start as () => number)() >>> 0,
  }
}

/**
 * The engine of a compiled core: one instance for each network.
 *
 * @param layersOf gives the compiled kernels of a family when a network first asks for them
 */
export function wasmEngine(
  module: WebAssembly.Module,
  layersOf: (where: string, family: Family) => WebAssembly.Module | Promise<WebAssembly.Module>,
): LoadedEngine {
  return {
    name: 'wasm',
    module,
    start: async (where = 'loadEngine', part) =>
      createWasmCore(where, module, part && (await layersOf(where, part.family)), part),
  }
}

/** The WebAssembly side's name of a kernel: sgdStep is sgd_step_f32. */
function exportOf(kernel: string): string {
  return `${kernel.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`)}_f32`
}
