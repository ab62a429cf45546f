/** The image moves, and what comes in at its edges is black. */
import { checkInteger, message } from '../../../check.js'
import type { ImageShape } from '../../shape.js'
import type { Augmentation, AugmentationDescription, ImageChange } from './augmentation.js'

/** The shift as plain JSON. */
export interface ShiftDescription extends AugmentationDescription {
  readonly kind: 'shift'
  readonly pixels: number
}

/**
 * Moves an image by up to `pixels` up or down and left or right, every whole shift equally likely:
 *
 *     down = below(2 pixels + 1) - pixels, then right likewise
 *
 * Pixels that come in are 0 in the data, black, before the standardisation: as padding by `pixels` zeros and cropping at
 * random does, `RandomCrop(size, padding=pixels)` of PyTorch.
 *
 * @param pixels at least 1, below the height and the width of the images; the usual recipe for CIFAR-10 is 4
 */
export function shift(pixels: number): Augmentation {
  checkInteger('shift', 'pixels', pixels, 1)
  const description: ShiftDescription = { kind: 'shift', pixels }
  return { description, bind: (shape) => bind(pixels, shape) }
}

function bind(most: number, [height, width, channels]: ImageShape): ImageChange {
  if (most >= height || most >= width) {
    throw new RangeError(message('shift', 'pixels', `fewer than images of ${height} x ${width} have`, `${most}`))
  }
  const line = width * channels
  return (pixels, random) => {
    const down = random.below(2 * most + 1) - most
    const right = random.below(2 * most + 1) - most
    const by = down * line + right * channels
    // all lines at once: what leaves one at its end comes into the next, where it is overwritten
    if (by > 0) pixels.copyWithin(by, 0)
    else pixels.copyWithin(0, -by)
    if (down > 0) pixels.fill(0, 0, down * line)
    else if (down < 0) pixels.fill(0, (height + down) * line)
    if (right === 0) return
    const from = right > 0 ? 0 : line + right * channels
    const to = right > 0 ? right * channels : line
    for (let start = 0; start < pixels.length; start += line) pixels.fill(0, start + from, start + to)
  }
}
