/** The augmentations of a run, and what they make of its images. */
import { message, wrongType } from '../../check.js'
import type { Dataset } from '../../data/dataset.js'
import type { Augmentation, AugmentationDescription, ImageChange } from '../../data/images/augmentation/augmentation.js'
import { type ImageShape, isImage, shapeText } from '../../data/shape.js'
import { checkDescription } from '../../layers/description/check-layer.js'
import { stream } from '../../math/random.js'
import type { Arena } from '../../network/arena.js'
import type { RowChange } from '../../network/rows.js'
import { listOf, type Reader } from '../../options.js'

export interface CheckedAugment {
  /** what two runs must share for one to continue the other; plain JSON */
  readonly identity: { readonly shape: ImageShape; readonly list: readonly AugmentationDescription[] }
  readonly changes: readonly ImageChange[]
}

/** Undefined where there are none. */
export function readAugment(arena: Arena, dataset: Dataset): Reader<CheckedAugment | undefined> {
  const shape = dataset.shape ?? arena.shape
  return (where, what, value, read) => {
    const list = listOf(augmentation)(where, what, value, read)
    if (list.length === 0) return undefined
    if (!isImage(shape)) {
      const next = 'give createDataset the shape of a row'
      const got = `rows of shape ${shapeText(shape)}`
      throw new RangeError(message(where, what, 'images, [height, width, channels]', got, next))
    }
    const changes = list.map((one) => one.bind(shape))
    return { identity: { shape, list: list.map(({ description }) => description) }, changes }
  }
}

const augmentation: Reader<Augmentation> = (where, what, value) => {
  const given = value as Partial<Augmentation> | null
  // a function has a bind of its own
  if (typeof given !== 'object' || typeof given?.bind !== 'function')
    throw wrongType(where, what, 'an augmentation, such as shift(4)', value)
  checkDescription(where, what, given as Augmentation)
  return given as Augmentation
}

/** How the images of an epoch are changed: each by what is drawn for seed, epoch and row. */
export function changesOf(arena: Arena, { changes }: CheckedAugment, seed: number, epoch: number): RowChange {
  const { mean } = arena.standardization
  return (pixels, row) => {
    const random = stream(seed, `augment/${epoch}`, row)
    for (const change of changes) change(pixels, random, mean)
  }
}
