/** The largest of each window of an image, channel by channel. */
import { checkInteger } from '../../check.js'
import { images } from '../../core/layers/images.js'
import type { LayerKernels } from '../../core/layers/kernels.js'
import { type BoundLayer, type Layer, type LayerDescription, markBuiltIn, type Shape } from '../layer.js'
import { type Padding, type PoolingOptions, readPooling, windowOver } from './windows.js'

/** A max-pooling layer as plain JSON. */
export interface MaxPool2dDescription extends LayerDescription {
  readonly kind: 'maxPool2d'
  readonly poolSize: number
  readonly stride: number
  readonly padding: Padding
}

/** What `maxPool2d` gives. */
export interface MaxPool2dLayer extends Layer {
  readonly description: MaxPool2dDescription
}

const where = 'maxPool2d'

/** The winner of a window is kept as a byte. */
const LARGEST = 16

/**
 * The largest of each window of an image [height, width, channels], channel by channel: the first one where several are
 * equal, and NaN where there is one.
 *
 * @param poolSize pixels of the window in each direction, 1 to 16
 * @param options  stride: pixels from one window to the next, by default poolSize; padding: valid (default), or same
 */
export function maxPool2d(poolSize: number, options: PoolingOptions = {}): MaxPool2dLayer {
  checkInteger(where, 'poolSize', poolSize, 1, LARGEST)
  const { stride, padding } = readPooling(where, poolSize, options)
  const description = { kind: 'maxPool2d', poolSize, stride, padding } as const
  return markBuiltIn({ description, bind: (input) => bind(description, input) })
}

function bind({ poolSize, stride, padding }: MaxPool2dDescription, input: Shape): BoundLayer {
  const window = windowOver(where, 'poolSize', input, [poolSize, poolSize], stride, padding)
  const { height, width, channels, outHeight, outWidth, top, left } = window
  return {
    output: [outHeight, outWidth, channels],
    tensors: [],
    family: images,
    // a byte for each output, which says what won
    kept: Math.ceil((outHeight * outWidth * channels) / 4),
    workspace: () => 0,
    forward({ core, x, y, kept }, rows) {
      const { maxPoolForward } = core.layers as LayerKernels
      maxPoolForward(
        y,
        kept,
        x,
        rows,
        height,
        width,
        channels,
        outHeight,
        outWidth,
        poolSize,
        poolSize,
        stride,
        top,
        left,
      )
    },
    backward({ core, dy, dx, kept }, rows) {
      if (dx === 0) return
      const { maxPoolBackward } = core.layers as LayerKernels
      maxPoolBackward(
        dx,
        dy,
        kept,
        rows,
        height,
        width,
        channels,
        outHeight,
        outWidth,
        poolSize,
        poolSize,
        stride,
        top,
        left,
      )
    },
  }
}
