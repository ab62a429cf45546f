/** The WebAssembly engine: one instance of the core for each network, and typed names for what it exports. */
import { wrongType } from '../../check.js'
import type { Core } from '../core.js'
import type { Kernels } from '../kernels.js'
import { memoryOver, PAGE } from '../memory.js'
import { asForbidden, atOnce, isModule } from './compile.js'
import { type HostError, hostError } from './host-error.js'
import type { LoadedEngine } from './loaded.js'

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

type CoreExports = Record<string, Kernels[keyof Kernels]> & { arena_start(): number }

/**
 * Instantiates a compiled core over a memory of its own, which is all that the module imports.
 *
 * @throws TypeError if it is not a module, HostError with E_WASM_INVALID if it is another one than the core of this release,
 *   with E_WASM_CSP or E_WASM_EMBEDDER where the host forbids it
 */
export async function createWasmCore(where: string, module: WebAssembly.Module): Promise<Core> {
  if (!isModule(module)) throw wrongType(where, 'engine', 'WebAssembly.Module', module)
  const imports = WebAssembly.Module.imports(module).map((found) => `${found.module}.${found.name}`)
  if (imports.join() !== 'env.memory') throw foreign(where, `one that imports ${imports.join(', ') || 'nothing'}`)
  const linear = new WebAssembly.Memory({ initial: 1 })
  const needs = { env: { memory: linear } }
  // WebKit compiles whatever the page's policy says, and refuses here
  const instance = await atOnce(
    () => new WebAssembly.Instance(module, needs),
    () => WebAssembly.instantiate(module, needs),
  ).catch((error) => {
    throw asForbidden(where, error)
  })
  const exports = instance.exports as unknown as CoreExports
  const found: unknown = Object.fromEntries(KERNELS.map((name) => [name, exports[exportOf(name)]]))
  const kernels = found as Pick<Kernels, (typeof KERNELS)[number]>
  for (const name of KERNELS) {
    if (typeof kernels[name] !== 'function') throw foreign(where, `one without ${name}`)
  }
  const memory = memoryOver(linear.buffer, (bytes) => {
    linear.grow(Math.ceil((bytes - linear.buffer.byteLength) / PAGE))
    return linear.buffer
  })
  return Object.assign(memory, {
    engine: 'wasm' as const,
    module,
    kernels,
    start: exports.arena_start() >>> 0,
    another: (where: string) => createWasmCore(where, module),
  })
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
  return hostError('E_WASM_INVALID', where, 'the core of this release', got, 'pass the core.wasm of this package')
}
