/** The WebAssembly engine: one instance of the core for each network, and typed names for what it exports. */
import { wrongType } from '../../check.js'
import { type Core, MEMORY_LIMIT, outOfMemory } from '../core.js'
import type { Kernels } from '../kernels.js'
import { asForbidden, atOnce, isModule } from './compile.js'
import { type HostError, hostError } from './host-error.js'
import type { LoadedEngine } from './loaded.js'

const PAGE = 65536

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

type CoreExports = Record<string, Kernels[keyof Kernels]> & { memory: WebAssembly.Memory; arena_start(): number }

/**
 * Instantiates a compiled core. The module needs no imports.
 *
 * @throws TypeError if it is not a module, HostError with E_WASM_INVALID if it is another one than the core of this release,
 *   with E_WASM_CSP or E_WASM_EMBEDDER where the host forbids it
 */
export async function createWasmCore(where: string, module: WebAssembly.Module): Promise<Core> {
  if (!isModule(module)) throw wrongType(where, 'engine', 'WebAssembly.Module', module)
  const [imported] = WebAssembly.Module.imports(module)
  if (imported !== undefined) throw foreign(where, `one that imports ${imported.module}.${imported.name}`)
  // WebKit compiles whatever the page's policy says, and refuses here
  const instance = await atOnce(
    () => new WebAssembly.Instance(module),
    () => WebAssembly.instantiate(module),
  ).catch((error) => {
    throw asForbidden(where, error)
  })
  const exports = instance.exports as unknown as CoreExports
  const found: unknown = Object.fromEntries(KERNELS.map((name) => [name, exports[exportOf(name)]]))
  const kernels = found as Pick<Kernels, (typeof KERNELS)[number]>
  for (const name of KERNELS) {
    if (typeof kernels[name] !== 'function') throw foreign(where, `one without ${name}`)
  }
  const { memory } = exports
  let views = viewsOf(memory)
  return {
    engine: 'wasm',
    module,
    kernels,
    get f32() {
      return views.f32
    },
    get i32() {
      return views.i32
    },
    get u8() {
      return views.u8
    },
    start: exports.arena_start() >>> 0,
    grow(bytes) {
      const missing = bytes - memory.buffer.byteLength
      if (missing <= 0) return
      if (bytes > MEMORY_LIMIT) throw outOfMemory(bytes)
      try {
        memory.grow(Math.ceil(missing / PAGE))
      } catch {
        throw outOfMemory(bytes)
      }
      views = viewsOf(memory)
    },
    another: (where) => createWasmCore(where, module),
  }
}

/** The engine of a compiled core: one instance for each network. */
export function wasmEngine(module: WebAssembly.Module): LoadedEngine {
  return { name: 'wasm', module, start: (where = 'loadEngine') => createWasmCore(where, module) }
}

/** The WebAssembly side's name of a kernel: sgdStep is sgd_step_f32. */
function exportOf(kernel: string): string {
  return `${kernel.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`)}_f32`
}

function foreign(where: string, got: string): HostError {
  return hostError('E_WASM_INVALID', where, 'the core of this release', got, 'pass its own core.wasm')
}

function viewsOf({ buffer }: WebAssembly.Memory) {
  return { f32: new Float32Array(buffer), i32: new Int32Array(buffer), u8: new Uint8Array(buffer) }
}
