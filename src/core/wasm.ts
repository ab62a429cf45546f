/** The WebAssembly engine: one instance of the core for each network, and typed names for what it exports. */
import { wrongType } from '../check.js'
import { asForbidden, atOnce, isModule } from './compile.js'
import { type Core, MEMORY_LIMIT, outOfMemory } from './core.js'
import { type HostError, hostError } from './host-error.js'
import type { Kernels } from './kernels.js'
import type { LoadedEngine } from './loaded.js'

const PAGE = 65536

/** snake_case marks the WebAssembly side; each export is one kernel of assembly/. */
interface CoreExports {
  memory: WebAssembly.Memory
  arena_start(): number
  dense_forward_f32: Kernels['denseForward']
  dense_backward_weight_f32: Kernels['denseBackwardWeight']
  dense_backward_bias_f32: Kernels['denseBackwardBias']
  dense_backward_input_f32: Kernels['denseBackwardInput']
  activate_f32: Kernels['activate']
  activation_backward_f32: Kernels['activationBackward']
  softmax_f32: Kernels['softmax']
  softmax_cross_entropy_f32: Kernels['softmaxCrossEntropy']
  mean_squared_error_f32: Kernels['meanSquaredError']
  binary_cross_entropy_f32: Kernels['binaryCrossEntropy']
  sgd_step_f32: Kernels['sgdStep']
  adam_step_f32: Kernels['adamStep']
  rmsprop_step_f32: Kernels['rmspropStep']
  argmax_f32: Kernels['argmax']
  standardize_u8_f32: Kernels['standardizeU8']
  standardize_f32: Kernels['standardize']
  gather_u8_f32: Kernels['gatherU8']
  gather_f32: Kernels['gather']
}

/**
 * Instantiates a compiled core. The module needs no imports.
 *
 * @throws TypeError if it is no module, HostError with E_WASM_INVALID if it is another one than the core of this release,
 *   with E_WASM_CSP or E_WASM_EMBEDDER where the host forbids it
 */
export async function createWasmCore(module: WebAssembly.Module): Promise<Core> {
  if (!isModule(module)) throw wrongType('createWasmCore', 'module', 'WebAssembly.Module', module)
  const [imported] = WebAssembly.Module.imports(module)
  if (imported !== undefined) throw foreign(`one that imports ${imported.module}.${imported.name}`)
  // WebKit compiles whatever the page's policy says, and refuses here
  const instance = await atOnce(
    () => new WebAssembly.Instance(module),
    () => WebAssembly.instantiate(module),
  ).catch((error) => {
    throw asForbidden('createWasmCore', error)
  })
  const exports = instance.exports as unknown as CoreExports
  const kernels: Kernels = {
    denseForward: exports.dense_forward_f32,
    denseBackwardWeight: exports.dense_backward_weight_f32,
    denseBackwardBias: exports.dense_backward_bias_f32,
    denseBackwardInput: exports.dense_backward_input_f32,
    activate: exports.activate_f32,
    activationBackward: exports.activation_backward_f32,
    softmax: exports.softmax_f32,
    softmaxCrossEntropy: exports.softmax_cross_entropy_f32,
    meanSquaredError: exports.mean_squared_error_f32,
    binaryCrossEntropy: exports.binary_cross_entropy_f32,
    sgdStep: exports.sgd_step_f32,
    adamStep: exports.adam_step_f32,
    rmspropStep: exports.rmsprop_step_f32,
    argmax: exports.argmax_f32,
    standardizeU8: exports.standardize_u8_f32,
    standardize: exports.standardize_f32,
    gatherU8: exports.gather_u8_f32,
    gather: exports.gather_f32,
  }
  for (const [name, kernel] of Object.entries(kernels)) {
    if (typeof kernel !== 'function') throw foreign(`one without ${name}`)
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
      if (bytes > MEMORY_LIMIT) throw outOfMemory('core', bytes)
      try {
        memory.grow(Math.ceil(missing / PAGE))
      } catch {
        throw outOfMemory('core', bytes)
      }
      views = viewsOf(memory)
    },
    another: () => createWasmCore(module),
  }
}

/** The engine of a compiled core: one instance for each network. */
export function wasmEngine(module: WebAssembly.Module): LoadedEngine {
  return { name: 'wasm', module, start: () => createWasmCore(module) }
}

function foreign(got: string): HostError {
  return hostError('E_WASM_INVALID', 'createWasmCore', 'the core of this release', got, 'pass its own core.wasm')
}

function viewsOf({ buffer }: WebAssembly.Memory) {
  return { f32: new Float32Array(buffer), i32: new Int32Array(buffer), u8: new Uint8Array(buffer) }
}
