import { expect, test } from 'vitest'
import { cutout } from '../../../../src/data/images/augmentation/cutout.js'
import { refusal } from '../../../helpers.js'
import { flat, grey, told, twoChannels } from './images.js'

const mean = flat([
  [-1, -2, -3, -4],
  [-5, -6, -7, -8],
  [-9, -10, -11, -12],
  [-13, -14, -15, -16],
])

/** Size, the pixel drawn, and the lines and columns of a 4 x 4 image that are hidden. */
const squares = [
  [1, [2, 1], [2], [1]],
  [2, [1, 1], [0, 1], [0, 1]],
  [2, [0, 3], [0], [2, 3]],
  [3, [2, 2], [1, 2, 3], [1, 2, 3]],
  [3, [0, 0], [0, 1], [0, 1]],
  [3, [3, 1], [2, 3], [0, 1, 2]],
  [4, [2, 2], [0, 1, 2, 3], [0, 1, 2, 3]],
  [4, [0, 3], [0, 1], [1, 2, 3]],
] as const

test.each(squares)(
  'cutout of %i about pixel %j of a 4 x 4 image hides lines %j, columns %j',
  (size, pixel, lines, columns) => {
    const hidden = (y: number, x: number) =>
      (lines as readonly number[]).includes(y) && (columns as readonly number[]).includes(x)
    const random = told(...pixel)
    const pixels = flat(grey)
    cutout(size).bind([4, 4, 1])(pixels, random, mean)
    expect(pixels).toEqual(flat(grey.map((line, y) => line.map((value, x) => (hidden(y, x) ? -value : value)))))
    expect(random.asked).toEqual([4, 4])
  },
)

test('cutout hides all channels of a pixel, each with its own mean', () => {
  const pixels = twoChannels(grey)
  const means = Float32Array.from({ length: 32 }, (_, i) => (i % 2 === 0 ? 50 : 60))
  cutout(2).bind([4, 4, 2])(pixels, told(1, 3), means)
  const wanted = twoChannels(grey)
  for (const at of [2, 3, 6, 7]) wanted.set([50, 60], 2 * at)
  expect(pixels).toEqual(wanted)
})

test('cutout refuses a square larger than the image, and what is no number of pixels', () => {
  expect(cutout(8).description).toEqual({ kind: 'cutout', size: 8 })
  expect(() => cutout(5).bind([4, 9, 1])).toThrow(refusal(RangeError, 'cutout', 'size', '4 x 9', 5))
  expect(() => cutout(0)).toThrow(refusal(RangeError, 'cutout', 'size', 1, 0))
})
