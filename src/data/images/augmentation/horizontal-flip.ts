/** Left and right change places. */
import { checkNumber } from '../../../check.js'
import type { ImageShape } from '../../shape.js'
import type { Augmentation, AugmentationDescription, ImageChange } from './augmentation.js'

/** The flip as plain JSON. */
export interface HorizontalFlipDescription extends AugmentationDescription {
  readonly kind: 'horizontalFlip'
  readonly chance: number
}

/**
 * Mirrors an image, left and right, where `uniform() < chance`.
 *
 * @param chance 0 .. 1; default 0.5
 */
export function horizontalFlip(chance = 0.5): Augmentation {
  checkNumber('horizontalFlip', 'chance', chance, 0, 1)
  const description: HorizontalFlipDescription = { kind: 'horizontalFlip', chance }
  return { description, bind: (shape) => bind(chance, shape) }
}

function bind(chance: number, [, width, channels]: ImageShape): ImageChange {
  const line = width * channels
  return (pixels, random) => {
    if (random.uniform() >= chance) return
    for (let start = 0; start < pixels.length; start += line) {
      let left = start
      let right = start + line - channels
      for (; left < right; left += channels, right -= channels) {
        for (let c = 0; c < channels; c++) {
          const kept = pixels[left + c] as number
          pixels[left + c] = pixels[right + c] as number
          pixels[right + c] = kept
        }
      }
    }
  }
}
