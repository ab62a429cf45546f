/** A convolution of each channel of an image by itself. */
import { type Activation, activationCode, activations } from '../core/kernels.js'
import type { LayerKernels } from '../core/layers/kernels.js'
import { ifGiven, oneOf, optional, readOptions, truth, whole } from '../options.js'
import { type Initialization, initializations } from './dense.js'
import type { BoundLayer, Layer, LayerDescription, Shape } from './layer.js'
import { type Padding, paddings, windowOver } from './windows.js'

/** Options of `depthwiseConv2d`. */
export interface DepthwiseConv2dOptions {
  /** pixels of a filter in each direction */
  kernelSize: number
  /** pixels from one window to the next; by default 1 */
  stride?: number
  /** valid (default) or same */
  padding?: Padding
  /** linear (default), relu, leakyRelu (slope 0.01), tanh or sigmoid */
  activation?: Activation
  /** he or glorot; by default he for relu and leakyRelu, glorot for the others */
  initialization?: Initialization
  /** whether each channel has a bias; by default true */
  useBias?: boolean
}

/** A depthwise convolution as plain JSON. */
export interface DepthwiseConv2dDescription extends LayerDescription {
  readonly kind: 'depthwiseConv2d'
  readonly kernelSize: number
  readonly stride: number
  readonly padding: Padding
  readonly activation: Activation
  readonly initialization: Initialization
  readonly useBias: boolean
}

/** What `depthwiseConv2d` gives. */
export interface DepthwiseConv2dLayer extends Layer {
  readonly description: DepthwiseConv2dDescription
}

const where = 'depthwiseConv2d'

/**
 * A convolution of each channel of images [height, width, channels] by itself: every pixel of the output is activation(the sum
 * of a window of its channel times W [kernelSize, kernelSize, channels] + b [channels]).
 */
export function depthwiseConv2d(options: DepthwiseConv2dOptions): DepthwiseConv2dLayer {
  const read = readOptions(where, options, {
    kernelSize: whole(1),
    stride: optional(whole(1), 1),
    padding: optional(oneOf(paddings), 'valid'),
    activation: optional(oneOf(activations), 'linear'),
    initialization: ifGiven(oneOf(initializations)),
    useBias: optional(truth, true),
  })
  const rectified = read.activation === 'relu' || read.activation === 'leakyRelu'
  const initialization = read.initialization ?? (rectified ? 'he' : 'glorot')
  const description = { kind: where, ...read, initialization } as const
  return { description, bind: (input) => bind(description, input) }
}

function bind(description: DepthwiseConv2dDescription, input: Shape): BoundLayer {
  const { kernelSize, stride, padding, activation, initialization, useBias } = description
  const over = windowOver(where, 'kernelSize', input, [kernelSize, kernelSize], stride, padding)
  const { height, width, channels, outHeight, outWidth, kh, kw, top, left } = over
  const code = activationCode(activation)
  const taps = kh * kw
  const pixels = outHeight * outWidth
  const limit = Math.sqrt(6 / (initialization === 'he' ? taps : 2 * taps))
  return {
    output: [outHeight, outWidth, channels],
    tensors: [
      {
        name: 'weights',
        shape: [kh, kw, channels],
        role: 'weight',
        init(values, random) {
          for (let i = 0; i < values.length; i++) values[i] = (2 * random.uniform() - 1) * limit
        },
      },
      ...(useBias ? [{ name: 'biases', shape: [channels], role: 'bias', init() {} } as const] : []),
    ],
    family: 'layers',
    kept: 0,
    // by turns zeros in place of biases, and the gradient of one image for weights and for biases
    workspace: () => taps * channels,
    outputActivation: activation,
    forward({ core, x, y, tensors, work }, rows) {
      const { depthwiseForward } = core.layers as LayerKernels
      const [weights, biases = work] = tensors as readonly [number, number?]
      if (!useBias) core.f32.fill(0, work >>> 2, (work >>> 2) + channels)
      depthwiseForward(
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
      )
      core.kernels.activate(y, rows * pixels * channels, code)
    },
    backward({ core, x, dy, dx, tensors, gradients, work }, rows) {
      const { add, depthwiseBackwardWeight, depthwiseBackwardInput } = core.layers as LayerKernels
      const [dw, db] = gradients as readonly [number, number]
      depthwiseBackwardWeight(
        dw,
        x,
        dy,
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
        work,
      )
      if (useBias) {
        // as the weights: a chain for each image, then the images
        core.f32.fill(0, db >>> 2, (db >>> 2) + channels)
        for (let b = 0; b < rows; b++) {
          core.kernels.denseBackwardBias(work, dy + 4 * b * pixels * channels, pixels, channels)
          add(db, db, work, channels)
        }
      }
      if (dx === 0) return
      depthwiseBackwardInput(
        dx,
        dy,
        tensors[0] as number,
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
      )
    },
  }
}
