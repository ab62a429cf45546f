/** A convolution of sequences: conv2d over images one pixel high. */
import { checkInteger, message } from '../../check.js'
import type { Activation } from '../../core/kernels.js'
import { whole } from '../../options.js'
import type { Initialization } from '../initialization.js'
import { type BoundLayer, type Layer, type LayerDescription, markBuiltIn, type Shape, shapeText } from '../layer.js'
import { bindConvolution, type ConvolutionOptions, readConvolution } from './convolution.js'
import { type Padding, windowOver } from './windows.js'

/** Options of `conv1d`. */
export type Conv1dOptions = ConvolutionOptions<number>

/** A convolution of sequences as plain JSON. */
export interface Conv1dDescription extends LayerDescription {
  readonly kind: 'conv1d'
  readonly filters: number
  readonly kernelSize: number
  readonly stride: number
  readonly padding: Padding
  readonly activation: Activation
  readonly initialization: Initialization
  readonly useBias: boolean
}

/** What `conv1d` gives. */
export interface Conv1dLayer extends Layer {
  readonly description: Conv1dDescription
}

const where = 'conv1d'

/**
 * A convolution of sequences [length, channels]: every step of the output is activation(the sum of a window of the input times
 * W [kernelSize, channels, filters] + b [filters]).
 *
 * @param filters channels of the output, at least 1
 * @param options as for `conv2d`; kernelSize: steps of the window
 */
export function conv1d(filters: number, options: Conv1dOptions): Conv1dLayer {
  checkInteger(where, 'filters', filters, 1)
  const description = { kind: 'conv1d', filters, ...readConvolution(where, options, whole(1)) } as const
  return markBuiltIn({ description, bind: (input) => bind(description, input) })
}

function bind(description: Conv1dDescription, input: Shape): BoundLayer {
  const { filters, kernelSize, stride, padding } = description
  const [length, channels] = input as readonly [number, number]
  if (input.length !== 2) {
    const next = 'give the network such inputs'
    throw new RangeError(message(where, 'input', 'sequences, [length, channels]', shapeText(input), next))
  }
  if (padding === 'valid' && kernelSize > length) {
    const expected = `a window inside sequences of ${shapeText(input)}`
    throw new RangeError(
      message(where, 'kernelSize', expected, String(kernelSize), "use a smaller one or padding 'same'"),
    )
  }
  const window = windowOver(where, 'kernelSize', [1, length, channels], [1, kernelSize], stride, padding)
  const { outWidth } = window
  const shapes = { output: [outWidth, filters], weights: [kernelSize, channels, filters] }
  return bindConvolution(window, { ...description, ...shapes })
}
