/** A square of the image is hidden: T. DeVries and G. Taylor, "Improved Regularization of CNNs with Cutout", 2017. */
import { checkInteger, message } from '../../../check.js'
import type { ImageShape } from '../../shape.js'
import type { Augmentation, AugmentationDescription, ImageChange } from './augmentation.js'

/** The cutout as plain JSON. */
export interface CutoutDescription extends AugmentationDescription {
  readonly kind: 'cutout'
  readonly size: number
}

/**
 * Hides a square of `size` x `size` pixels. It lies about a pixel of the image, each equally likely, so its part outside is
 * lost:
 *
 *     top = below(height) - floor(size / 2), then left = below(width) - floor(size / 2)
 *
 * Hidden pixels take the mean, which the standardisation makes 0: the paper and its recipes cut out of standardised images.
 *
 * @param size at least 1, at most the height and the width of the images
 */
export function cutout(size: number): Augmentation {
  checkInteger('cutout', 'size', size, 1)
  const description: CutoutDescription = { kind: 'cutout', size }
  return { description, bind: (shape) => bind(size, shape) }
}

function bind(size: number, [height, width, channels]: ImageShape): ImageChange {
  if (size > height || size > width) {
    throw new RangeError(message('cutout', 'size', `at most the sides of images of ${height} x ${width}`, `${size}`))
  }
  const half = Math.floor(size / 2)
  return (pixels, random, mean) => {
    const top = random.below(height) - half
    const left = random.below(width) - half
    const from = Math.max(0, left) * channels
    const to = Math.min(width, left + size) * channels
    for (let y = Math.max(0, top); y < Math.min(height, top + size); y++) {
      const line = y * width * channels
      for (let at = line + from; at < line + to; at++) pixels[at] = mean[at] as number
    }
  }
}
