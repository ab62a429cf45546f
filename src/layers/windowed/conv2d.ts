/** A convolution of images: every filter slides over the image and gives a channel of the output. */
import { checkInteger, wrongType } from '../../check.js'
import type { Activation } from '../../core/kernels.js'
import { type Reader, whole } from '../../options.js'
import type { Initialization } from '../initialization.js'
import { type BoundLayer, type Layer, type LayerDescription, markBuiltIn, type Shape } from '../layer.js'
import { bindConvolution, type ConvolutionOptions, readConvolution } from './convolution.js'
import { type Padding, windowOver } from './windows.js'

/** Options of `conv2d`. */
export type Conv2dOptions = ConvolutionOptions<number | readonly [height: number, width: number]>

/** A convolution of images as plain JSON. */
export interface Conv2dDescription extends LayerDescription {
  readonly kind: 'conv2d'
  readonly filters: number
  readonly kernelSize: Conv2dOptions['kernelSize']
  readonly stride: number
  readonly padding: Padding
  readonly activation: Activation
  readonly initialization: Initialization
  readonly useBias: boolean
}

/** What `conv2d` gives. */
export interface Conv2dLayer extends Layer {
  readonly description: Conv2dDescription
}

const where = 'conv2d'

/**
 * A convolution of images [height, width, channels]: every pixel of the output is activation(the sum of a window of the input
 * times W [kh, kw, channels, filters] + b [filters]).
 *
 * @param filters channels of the output, at least 1
 * @param options kernelSize: pixels of the window, one number or [height, width]; stride: pixels from one window to the next, by
 *   default 1; padding: valid (default) or same; activation: linear (default), relu, leakyRelu, tanh or sigmoid;
 *   initialization: he or glorot, as for `dense`; useBias: by default true
 */
export function conv2d(filters: number, options: Conv2dOptions): Conv2dLayer {
  checkInteger(where, 'filters', filters, 1)
  const description = { kind: 'conv2d', filters, ...readConvolution(where, options, kernelSize) } as const
  return markBuiltIn({ description, bind: (input) => bind(description, input) })
}

const side = whole(1)

/** One number where both are equal. */
const kernelSize: Reader<Conv2dOptions['kernelSize']> = (at, what, value, read) => {
  if (typeof value === 'number') return side(at, what, value, read)
  if (!Array.isArray(value) || value.length !== 2)
    throw wrongType(at, what, 'a whole number, or [height, width]', value)
  const [height, width] = value.map((size, index) => side(at, `${what}[${index}]`, size, read)) as [number, number]
  return height === width ? height : [height, width]
}

function bind(description: Conv2dDescription, input: Shape): BoundLayer {
  const { filters, kernelSize: size, stride, padding } = description
  const [kh, kw] = typeof size === 'number' ? [size, size] : size
  const window = windowOver(where, 'kernelSize', input, [kh, kw], stride, padding)
  const { channels, outHeight, outWidth } = window
  const shapes = { output: [outHeight, outWidth, filters], weights: [kh, kw, channels, filters] }
  return bindConvolution(window, { ...description, ...shapes })
}
