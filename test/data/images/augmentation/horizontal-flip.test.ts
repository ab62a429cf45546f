import { expect, test } from 'vitest'
import { horizontalFlip } from '../../../../src/data/images/augmentation/horizontal-flip.js'
import { refusal } from '../../../helpers.js'
import { flat, grey, none, told, twoChannels } from './images.js'

const flipped = [
  [4, 3, 2, 1],
  [8, 7, 6, 5],
  [12, 11, 10, 9],
  [16, 15, 14, 13],
]

test('horizontalFlip mirrors a 4 x 4 image where the number drawn is below its chance', () => {
  for (const [chance, drawn, wanted] of [
    [0.5, 0.4999, flipped],
    [0.5, 0.5, grey],
    [1, 0.9999, flipped],
    [0, 0, grey],
    [0.2, 0.19, flipped],
  ] as const) {
    const pixels = flat(grey)
    horizontalFlip(chance).bind([4, 4, 1])(pixels, told(drawn), none)
    expect(pixels).toEqual(flat(wanted))
  }
})

test('horizontalFlip moves pixels of several channels whole, and leaves the middle column where it is', () => {
  const pixels = twoChannels(grey)
  horizontalFlip(1).bind([4, 4, 2])(pixels, told(0), none)
  expect(pixels).toEqual(twoChannels(flipped))
  const narrow = flat([[1, 2, 3]])
  horizontalFlip(1).bind([1, 3, 1])(narrow, told(0), none)
  expect(narrow).toEqual(flat([[3, 2, 1]]))
  const single = Float32Array.of(1, 2, 3)
  horizontalFlip(1).bind([1, 1, 3])(single, told(0), none)
  expect(single).toEqual(Float32Array.of(1, 2, 3))
})

test('horizontalFlip is as likely as not by default, and refuses a chance outside 0 to 1', () => {
  expect(horizontalFlip().description).toEqual({ kind: 'horizontalFlip', chance: 0.5 })
  expect(() => horizontalFlip(1.5)).toThrow(refusal(RangeError, 'horizontalFlip', 'chance', 0, 1, 1.5))
  expect(() => horizontalFlip('yes' as never)).toThrow(refusal(TypeError, 'horizontalFlip', 'chance', '"yes"'))
})
