/**
 * Every kernel at the sizes that the measured networks give it, with the work that one call does.
 *
 * Arithmetic is counted as assembly/README.md writes it, one for each + - * / maximum, comparison, square root, e^x and
 * log; a kernel that hardly computes is judged by the bytes it moves instead, beside a stream over as much memory.
 */
import type { Activation, Kernels } from '../../core/kernels.js'
import { IMAGE, type NetworkSpec, networks } from '../steps/networks.js'
import { parameterCount } from '../steps/work.js'

export interface KernelCase {
  readonly kernel: keyof Kernels
  /** as the WebAssembly module exports it */
  readonly name: string
  readonly shape: string
  readonly batch: number
  /** a vector kernel has its length here */
  readonly inputs: number
  readonly outputs: number
  readonly activation: Activation
  /** floating-point operations of a call */
  readonly flops: number
  /** bytes read and written by a call */
  readonly bytes: number
  /** the stream that it is compared with; undefined for the products, which are compared with the peak */
  readonly stream?: StreamCase
}

export interface StreamCase {
  /** read: every byte once; update: x <- x + y, in place */
  readonly kind: 'read' | 'update'
  /** different bytes that are touched, a multiple of 128 */
  readonly bytes: number
}

/** "dense_forward_f32 784x128 batch 64" */
export function kernelName({ name, shape }: Pick<KernelCase, 'name' | 'shape'>): string {
  return `${name} ${shape}`
}

export function kernelCases(specs = networks.filter(({ name }) => name === undefined)): KernelCase[] {
  const cases = new Map<string, KernelCase>()
  const add = (found: KernelCase) => cases.set(kernelName(found), found)
  for (const spec of specs) for (const found of layerCases(spec)) add(found)
  for (const spec of specs) for (const found of updateCases(spec)) add(found)
  for (const found of rowCases) add(found)
  return [...cases.values()]
}

/** The three products and the bias gradient of each layer; the first layer has no input gradient. */
function* layerCases({ layers, batch }: NetworkSpec): Generator<KernelCase> {
  for (let l = 1; l < layers.length; l++) {
    const inputs = layers[l - 1] as number
    const outputs = layers[l] as number
    const activation = l === layers.length - 1 ? 'linear' : 'relu'
    const shape = `${inputs}x${outputs} batch ${batch}`
    const size = { batch, inputs, outputs, shape }
    const flops = 2 * batch * inputs * outputs
    const bytes = 4 * (batch * (inputs + outputs) + inputs * outputs)
    yield { ...size, kernel: 'denseForward', name: 'dense_forward_f32', activation, flops, bytes }
    yield { ...size, kernel: 'denseBackwardWeight', name: 'dense_backward_weight_f32', activation, flops, bytes }
    if (l > 1) {
      const below = { activation: 'relu', flops, bytes: bytes + 4 * batch * inputs } as const
      yield { ...size, ...below, kernel: 'denseBackwardInput', name: 'dense_backward_input_f32' }
    }
    const n = batch * outputs
    const bias = { kernel: 'denseBackwardBias', name: 'dense_backward_bias_f32', activation } as const
    yield { ...size, ...bias, shape: `${batch}x${outputs}`, flops: n, bytes: 4 * n, stream: stream('read', 4 * n) }
  }
}

/** The updates of all parameters; Adam and RMSprop at two sizes, as they are the same work at any. */
function* updateCases(spec: NetworkSpec): Generator<KernelCase> {
  const { layers } = spec
  const n = parameterCount(spec)
  yield vector('sgdStep', 'sgd_step_f32', n, 6, 20, 12)
  if (layers[0] !== IMAGE || layers.length === 4) return
  yield vector('adamStep', 'adam_step_f32', n, 16, 28, 16)
  yield vector('rmspropStep', 'rmsprop_step_f32', n, 13, 28, 16)
}

/** What walks rows or elements, at the sizes of the image networks and one small one. */
const rowCases: readonly KernelCase[] = [
  ...[64, 128, 256].map((batch) => rows('standardizeU8', 'standardize_u8_f32', batch, IMAGE, 2, 5)),
  ...[64, 128, 256].map((batch) => rows('gatherU8', 'gather_u8_f32', batch, IMAGE, 2, 5)),
  rows('gather', 'gather_f32', 32, 16, 2, 8),
  rows('standardize', 'standardize_f32', 32, 16, 2, 8),
  rows('standardize', 'standardize_f32', 64, IMAGE, 2, 8),
  ...[64, 256].map((batch) => rows('softmaxCrossEntropy', 'softmax_cross_entropy_f32', batch, 10, 7, 8)),
  rows('softmaxCrossEntropy', 'softmax_cross_entropy_f32', 32, 2, 7, 8),
  rows('softmax', 'softmax_f32', 256, 10, 5, 8),
  { ...rows('argmax', 'argmax_f32', 256, 10, 1, 4), stream: stream('read', 4 * 256 * 10) },
  vector('meanSquaredError', 'mean_squared_error_f32', 64 * 128, 4, 12, 12),
  vector('binaryCrossEntropy', 'binary_cross_entropy_f32', 32, 11, 12, 12),
  vector('binaryCrossEntropy', 'binary_cross_entropy_f32', 64 * 128, 11, 12, 12),
  ...(['relu', 'tanh', 'sigmoid'] as const).map((activation) => ({
    ...vector('activate', 'activate_f32', 64 * 128, 1, 8, 4),
    shape: `${activation} ${64 * 128}`,
    activation,
  })),
  {
    ...vector('activationBackward', 'activation_backward_f32', 64 * 128, 1, 12, 8),
    shape: `relu ${64 * 128}`,
    activation: 'relu',
  },
]

/** @param touched different bytes an element, @param moved bytes read and written an element */
function vector(
  kernel: keyof Kernels,
  name: string,
  n: number,
  flops: number,
  moved: number,
  touched: number,
): KernelCase {
  const size = { batch: 1, inputs: n, outputs: n, shape: `${n}`, activation: 'linear' } as const
  return { ...size, kernel, name, flops: n * flops, bytes: n * moved, stream: stream('update', n * touched) }
}

function rows(
  kernel: keyof Kernels,
  name: string,
  batch: number,
  inputs: number,
  flops: number,
  moved: number,
): KernelCase {
  return { ...vector(kernel, name, batch * inputs, flops, moved, moved), batch, inputs, shape: `${batch}x${inputs}` }
}

function stream(kind: StreamCase['kind'], bytes: number): StreamCase {
  return { kind, bytes: Math.ceil(bytes / 128) * 128 }
}
