/** --augment: how the images are changed by lot while the network trains. */
import { message, show } from '../../check.js'
import { isImage } from '../../data/shape.js'
import { type Augmentation, cutout, type Dataset, horizontalFlip, shift } from '../../entry/index.js'
import { decimalIn } from '../../words.js'
import { asUsage, UsageError } from '../shared/usage.js'

const factories: Readonly<Record<string, (value?: number) => Augmentation>> = {
  shift: (pixels) => shift(pixels as number),
  flip: horizontalFlip,
  cutout: (size) => cutout(size as number),
}

/** "shift=4,flip,cutout=8" */
export function augmentations(where: string): (text: string) => Augmentation[] {
  return (text) =>
    text.split(',').map((part) => {
      const [, name = '', value] = /^\s*(\w+)(?:=(\S+))?\s*$/.exec(part) ?? []
      const make = Object.hasOwn(factories, name) ? factories[name] : undefined
      const number = value === undefined ? undefined : decimalIn(value)
      if (make === undefined || Number.isNaN(number) || (number === undefined && name !== 'flip')) {
        throw new UsageError(message(where, '--augment', 'shift=PIXELS, flip or cutout=SIZE, with commas', show(text)))
      }
      return asUsage(() => make(number))
    })
}

/** @throws UsageError where the data are no images, or too small */
export function checkAugment(where: string, given: readonly Augmentation[] | undefined, data: Dataset): void {
  if (given === undefined) return
  const { shape } = data
  if (!isImage(shape)) throw new UsageError(message(where, '--augment', 'images as --data', data.name))
  for (const augmentation of given) asUsage(() => augmentation.bind(shape))
}
