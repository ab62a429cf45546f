/**
 * The window of a convolution or a pooling layer: how it moves over an image, and what size comes out.
 *
 *     valid   out = floor((size - taps) / stride) + 1      the window stays inside the image
 *     same    out = ceil(size / stride)                    it stands over by what that takes, the odd pixel at the bottom
 *                                                          and at the right, as in TensorFlow
 */
import { message } from '../../check.js'
import type { Window } from '../../core/layers/conv2d.js'
import { isImage } from '../../data/shape.js'
import { oneOf, optional, readOptions, whole } from '../../options.js'
import { type Shape, shapeText } from '../layer.js'

export const paddings = ['valid', 'same'] as const
/** valid: the window stays inside the image. same: the output has the size of the input, divided by the stride. */
export type Padding = (typeof paddings)[number]

/** Options of a pooling layer. */
export interface PoolingOptions {
  /** pixels from one window to the next; by default the size of the window */
  stride?: number
  /** valid (default) or same */
  padding?: Padding
}

/** The options of a pooling layer, all filled in. */
export function readPooling(where: string, poolSize: number, options: PoolingOptions): Required<PoolingOptions> {
  return readOptions(where, options, {
    stride: optional(whole(1), poolSize),
    padding: optional(oneOf(paddings), 'valid'),
  })
}

/**
 * @param what the option with the size of the window, which errors name
 * @throws RangeError for an input that is no image, or that the window does not fit into: both shapes are named
 */
export function windowOver(
  where: string,
  what: string,
  input: Shape,
  [kh, kw]: readonly [number, number],
  stride: number,
  padding: Padding,
): Window {
  if (!isImage(input)) {
    const next = 'give the network such inputs'
    throw new RangeError(message(where, 'input', 'images, [height, width, channels]', shapeText(input), next))
  }
  const [height, width, channels] = input
  if (padding === 'valid' && (kh > height || kw > width)) {
    const expected = `a window inside images of ${shapeText(input)}`
    throw new RangeError(message(where, what, expected, shapeText([kh, kw]), "use a smaller one or padding 'same'"))
  }
  const [outHeight, top] = along(height, kh, stride, padding)
  const [outWidth, left] = along(width, kw, stride, padding)
  return { height, width, channels, outHeight, outWidth, kh, kw, stride, top, left }
}

/** Windows in one direction, and how far before the image the first begins. */
function along(size: number, taps: number, stride: number, padding: Padding): [count: number, before: number] {
  if (padding === 'valid') return [Math.floor((size - taps) / stride) + 1, 0]
  const count = Math.ceil(size / stride)
  return [count, Math.floor(Math.max((count - 1) * stride + taps - size, 0) / 2)]
}
