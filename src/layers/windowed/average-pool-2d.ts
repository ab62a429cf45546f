/** The mean of each window of an image, or of the whole of it, channel by channel. */
import { checkInteger, message } from '../../check.js'
import type { Window } from '../../core/layers/conv2d.js'
import { layers as layersFamily } from '../../core/layers/family.js'
import type { LayerKernels } from '../../core/layers/kernels.js'
import {
  type BoundLayer,
  type Layer,
  type LayerDescription,
  markBuiltIn,
  type Shape,
  shapeText,
  sizeOf,
} from '../layer.js'
import { type Padding, type PoolingOptions, readPooling, windowOver } from './windows.js'

/** An average-pooling layer as plain JSON. */
export interface AveragePool2dDescription extends LayerDescription {
  readonly kind: 'averagePool2d'
  readonly poolSize: number
  readonly stride: number
  readonly padding: Padding
}

/** What `averagePool2d` gives. */
export interface AveragePool2dLayer extends Layer {
  readonly description: AveragePool2dDescription
}

/** What `globalAveragePool` gives. */
export interface GlobalAveragePoolLayer extends Layer {
  readonly description: LayerDescription & { readonly kind: 'globalAveragePool' }
}

/**
 * The mean of each window of an image [height, width, channels], channel by channel, over those of its pixels that are inside
 * the image.
 *
 * @param poolSize pixels of the window in each direction
 * @param options  stride: pixels from one window to the next, by default poolSize; padding: valid (default), or same
 */
export function averagePool2d(poolSize: number, options: PoolingOptions = {}): AveragePool2dLayer {
  const where = 'averagePool2d'
  checkInteger(where, 'poolSize', poolSize, 1)
  const { stride, padding } = readPooling(where, poolSize, options)
  return markBuiltIn({
    description: { kind: 'averagePool2d', poolSize, stride, padding },
    bind(input) {
      const over = windowOver(where, 'poolSize', input, [poolSize, poolSize], stride, padding)
      return bind(over, [over.outHeight, over.outWidth, over.channels])
    },
  })
}

/** The mean of each channel over all pixels: [height, width, channels] becomes [channels]. */
export function globalAveragePool(): GlobalAveragePoolLayer {
  return markBuiltIn({
    description: { kind: 'globalAveragePool' },
    bind(input) {
      if (input.length < 2) {
        const next = 'give the network such inputs'
        throw new RangeError(
          message(
            'globalAveragePool',
            'input',
            'images, [height, width, channels], or sequences, [length, channels]',
            shapeText(input),
            next,
          ),
        )
      }
      const channels = input[input.length - 1] as number
      const height = sizeOf(input) / channels
      const one = { outHeight: 1, outWidth: 1, stride: 1, top: 0, left: 0 }
      return bind({ height, width: 1, channels, kh: height, kw: 1, ...one }, [channels])
    },
  })
}

function bind(over: Window, output: Shape): BoundLayer {
  const { height, width, channels, outHeight, outWidth, kh, kw, stride, top, left } = over
  return {
    output,
    tensors: [],
    family: layersFamily,
    kept: 0,
    workspace: () => 0,
    forward({ core, x, y }, rows) {
      const { averagePoolForward } = core.layers as LayerKernels
      averagePoolForward(y, x, rows, height, width, channels, outHeight, outWidth, kh, kw, stride, top, left)
    },
    backward({ core, dy, dx }, rows) {
      if (dx === 0) return
      const { averagePoolBackward } = core.layers as LayerKernels
      averagePoolBackward(dx, dy, rows, height, width, channels, outHeight, outWidth, kh, kw, stride, top, left)
    },
  }
}
