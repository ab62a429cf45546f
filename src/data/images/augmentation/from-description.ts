/** An augmentation back from its description, as a message to a worker carries it. */
import { checkOneOf } from '../../../check.js'
import type { Augmentation, AugmentationDescription } from './augmentation.js'
import { type CutoutDescription, cutout } from './cutout.js'
import { type HorizontalFlipDescription, horizontalFlip } from './horizontal-flip.js'
import { type ShiftDescription, shift } from './shift.js'

const factories: Readonly<Record<string, (description: never) => Augmentation>> = {
  horizontalFlip: ({ chance }: HorizontalFlipDescription) => horizontalFlip(chance),
  shift: ({ pixels }: ShiftDescription) => shift(pixels),
  cutout: ({ size }: CutoutDescription) => cutout(size),
}

/** @throws RangeError for a kind that is not built in */
export function augmentationFromDescription(description: AugmentationDescription): Augmentation {
  const kind = checkOneOf('augmentation', 'kind', description.kind, Object.keys(factories))
  return (factories[kind] as (description: never) => Augmentation)(description as never)
}
