/** A convolution of each channel of an image by itself. */
import { type Activation, activationCode } from '../../core/kernels.js'
import { layers as layersFamily } from '../../core/layers/family.js'
import type { LayerKernels } from '../../core/layers/kernels.js'
import { whole } from '../../options.js'
import { type Initialization, uniformWithin } from '../initialization.js'
import { type BoundLayer, type Layer, type LayerDescription, markBuiltIn, type Shape } from '../layer.js'
import { type ConvolutionOptions, readConvolution } from './convolution.js'
import { type Padding, windowOver } from './windows.js'

/** Options of `depthwiseConv2d`; kernelSize: pixels of a filter in each direction. */
export type DepthwiseConv2dOptions = ConvolutionOptions<number>

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
  const description = { kind: where, ...readConvolution(where, options, whole(1)) } as const
  return markBuiltIn({ description, bind: (input) => bind(description, input) })
}

function bind(description: DepthwiseConv2dDescription, input: Shape): BoundLayer {
  const { kernelSize, stride, padding, activation, initialization, useBias } = description
  const over = windowOver(where, 'kernelSize', input, [kernelSize, kernelSize], stride, padding)
  const { height, width, channels, outHeight, outWidth, kh, kw, top, left } = over
  const code = activationCode(activation)
  const taps = kh * kw
  const pixels = outHeight * outWidth
  return {
    output: [outHeight, outWidth, channels],
    tensors: [
      { name: 'weights', shape: [kh, kw, channels], role: 'weight', init: uniformWithin(initialization, taps, taps) },
      ...(useBias ? [{ name: 'biases', shape: [channels], role: 'bias', init() {} } as const] : []),
    ],
    family: layersFamily,
    kept: 0,
    // by turns zeros in place of biases, and the gradient of one image for weights and for biases
    workspace: () => taps * channels,
    flops: 2 * pixels * taps * channels,
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
      const { depthwiseBackwardWeight, depthwiseBackwardInput } = core.layers as LayerKernels
      const [dw, db = 0] = gradients as readonly [number, number?]
      depthwiseBackwardWeight(
        dw,
        db,
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
