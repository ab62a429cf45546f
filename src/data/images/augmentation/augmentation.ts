/**
 * What an augmentation is: training images are changed by lot each time they are shown, so that the network learns what
 * stays the same.
 *
 * What is drawn for an image is a function of the seed of the run, the epoch and the row alone, so there is no state to save.
 * The changes come before the standardisation, in the numbers of the data, in plain JavaScript on both engines.
 */
import type { RandomStream } from '../../../math/random.js'
import type { ImageShape } from '../../shape.js'

/** Plain JSON from which the augmentation can be made again: it stands in checkpoints and goes to workers. */
export interface AugmentationDescription {
  readonly kind: string
  readonly [option: string]: unknown
}

/**
 * Changes an image in place.
 *
 * @param pixels [height, width, channels] the numbers of the data, bytes as 0 .. 255
 * @param random the only source of chance: one for each image, from which the augmentations of a run draw in their order
 * @param mean   [height, width, channels] what becomes 0 when the image is standardised
 */
export type ImageChange = (pixels: Float32Array, random: RandomStream, mean: Float32Array) => void

/** An augmentation before it is bound to the shape of the images: its description, and `bind`. */
export interface Augmentation {
  readonly description: AugmentationDescription
  /** @throws RangeError for images that it does not fit */
  bind(shape: ImageShape): ImageChange
}
