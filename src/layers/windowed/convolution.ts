/** What convolutions over one and two dimensions share: their options, and the layer bound to its input. */
import { type Activation, activationCode, activations } from '../../core/kernels.js'
import { conv2dWorkspace, type Window } from '../../core/layers/conv2d.js'
import { images } from '../../core/layers/images.js'
import type { LayerKernels } from '../../core/layers/kernels.js'
import { oneOf, optional, type Reader, readOptions, truth, whole } from '../../options.js'
import { type Initialization, initializationFor, uniformWithin } from '../initialization.js'
import type { BoundLayer, Shape } from '../layer.js'
import { type Padding, paddings } from './windows.js'

/** Options of a convolution. */
export interface ConvolutionOptions<K> {
  /** pixels of a filter: in both directions, or for images [height, width] */
  kernelSize: K
  /** pixels from one window to the next; by default 1 */
  stride?: number
  /** valid (default): the window stays inside. same: the output has the size of the input, divided by the stride */
  padding?: Padding
  /** linear (default), relu, leakyRelu (slope 0.01), tanh or sigmoid */
  activation?: Activation
  /** he or glorot; by default he for relu and leakyRelu, glorot for the others */
  initialization?: Initialization
  /** whether each filter has a bias; by default true */
  useBias?: boolean
}

/** All of them, checked, the defaults filled in. */
export function readConvolution<K>(where: string, options: ConvolutionOptions<K>, kernelSize: Reader<K>) {
  return readOptions(where, options, {
    kernelSize,
    stride: optional(whole(1), 1),
    padding: optional(oneOf(paddings), 'valid'),
    activation: optional(oneOf(activations), 'linear'),
    initialization: (_, what, value, { activation }) =>
      initializationFor(where, what, value as Initialization | undefined, activation as Activation),
    useBias: optional(truth, true),
  })
}

export interface ConvolutionSetting {
  readonly filters: number
  readonly activation: Activation
  readonly initialization: Initialization
  readonly useBias: boolean
  /** of the layer and of its weights, as its user sees them */
  readonly output: Shape
  readonly weights: Shape
}

/** The layer over images, whatever shapes it shows. */
export function bindConvolution(window: Window, setting: ConvolutionSetting): BoundLayer {
  const { height, width, channels, outHeight, outWidth, kh, kw, stride, top, left } = window
  const { filters, activation, initialization, useBias, output, weights: shape } = setting
  const code = activationCode(activation)
  const taps = kh * kw * channels
  const pixels = outHeight * outWidth
  const need = conv2dWorkspace(window, filters)
  return {
    output,
    tensors: [
      { name: 'weights', shape, role: 'weight', init: uniformWithin(initialization, taps, kh * kw * filters) },
      ...(useBias ? [{ name: 'biases', shape: [filters], role: 'bias', init() {} } as const] : []),
    ],
    family: images,
    kept: 0,
    // without biases, room for zeros in their place
    workspace: () => need + (useBias ? 0 : filters),
    flops: 2 * pixels * taps * filters,
    outputActivation: activation,
    fusesBelow: true,
    forward({ core, x, y, tensors, work }, rows) {
      const { conv2dForward } = core.layers as LayerKernels
      const [weights, biases = work + 4 * need] = tensors as readonly [number, number?]
      if (!useBias) core.f32.fill(0, biases >>> 2, (biases >>> 2) + filters)
      conv2dForward(
        y,
        x,
        weights,
        biases,
        rows,
        height,
        width,
        channels,
        outHeight,
        outWidth,
        kh,
        kw,
        stride,
        top,
        left,
        filters,
        fused(code),
        work,
      )
      core.kernels.activate(y, rows * pixels * filters, code - fused(code))
    },
    backward({ core, x, dy, dx, tensors, gradients, work }, rows, below) {
      const { conv2dBackwardInput, conv2dBackwardWeight } = core.layers as LayerKernels
      conv2dBackwardWeight(
        gradients[0] as number,
        gradients[1] ?? 0,
        x,
        dy,
        rows,
        0,
        kw * channels,
        height,
        width,
        channels,
        outHeight,
        outWidth,
        kh,
        kw,
        stride,
        top,
        left,
        filters,
        work,
      )
      if (dx === 0) return
      conv2dBackwardInput(
        dx,
        dy,
        tensors[0] as number,
        x,
        rows,
        height,
        width,
        channels,
        outHeight,
        outWidth,
        kh,
        kw,
        stride,
        top,
        left,
        filters,
        fused(below),
        work,
      )
      core.kernels.activationBackward(dx, x, rows * height * width * channels, below - fused(below))
    },
  }
}

/** linear and relu, codes 0 and 1, the kernels do themselves; for the others what is left is 0, which asks for nothing. */
function fused(code: number): number {
  return code > 1 ? 0 : code
}
