import { expect, test } from 'vitest'
import { cutout } from '../../../../src/data/images/augmentation/cutout.js'
import { augmentationFromDescription } from '../../../../src/data/images/augmentation/from-description.js'
import { horizontalFlip } from '../../../../src/data/images/augmentation/horizontal-flip.js'
import { shift } from '../../../../src/data/images/augmentation/shift.js'
import { refusal } from '../../../helpers.js'

test('every augmentation comes back from its description as JSON', () => {
  for (const { description } of [horizontalFlip(0.3), shift(2), cutout(3)]) {
    expect(augmentationFromDescription(JSON.parse(JSON.stringify(description))).description).toEqual(description)
  }
})

test('a kind that is not built in is refused, with those that are', () => {
  expect(() => augmentationFromDescription({ kind: 'blur' })).toThrow(
    refusal(RangeError, 'augmentation', 'kind', 'horizontalFlip', 'shift', 'cutout', '"blur"'),
  )
})
