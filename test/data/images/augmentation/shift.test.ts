import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shift } from '../../../../src/data/images/augmentation/shift.js'
import { refusal } from '../../../helpers.js'
import { flat, grey, none, told, twoChannels } from './images.js'

/** Shifts of 4 x 4, by hand; drawn is the shift plus 3. */
const shifts = [
  [3, 3, grey],
  [4, 3, [[0, 0, 0, 0], ...grey.slice(0, 3)]],
  [2, 3, [...grey.slice(1), [0, 0, 0, 0]]],
  [3, 4, grey.map((line) => [0, ...line.slice(0, 3)])],
  [3, 2, grey.map((line) => [...line.slice(1), 0])],
  [
    4,
    5,
    [
      [0, 0, 0, 0],
      [0, 0, 1, 2],
      [0, 0, 5, 6],
      [0, 0, 9, 10],
    ],
  ],
  [
    1,
    4,
    [
      [0, 9, 10, 11],
      [0, 13, 14, 15],
      [0, 0, 0, 0],
      [0, 0, 0, 0],
    ],
  ],
  [
    6,
    0,
    [
      [0, 0, 0, 0],
      [0, 0, 0, 0],
      [0, 0, 0, 0],
      [4, 0, 0, 0],
    ],
  ],
  [
    0,
    6,
    [
      [0, 0, 0, 13],
      [0, 0, 0, 0],
      [0, 0, 0, 0],
      [0, 0, 0, 0],
    ],
  ],
] as const

test.each(shifts)(
  'shift moves a 4 x 4 image, down drawn as %i and right as %i, and zeros come in',
  (down, right, wanted) => {
    const random = told(down, right)
    const pixels = flat(grey)
    shift(3).bind([4, 4, 1])(pixels, random, none)
    expect(pixels).toEqual(flat(wanted))
    expect(random.asked).toEqual([7, 7])
    const coloured = twoChannels(grey)
    shift(3).bind([4, 4, 2])(coloured, told(down, right), none)
    expect(coloured).toEqual(twoChannels(wanted))
  },
)

test('shift is padding by as many zeros and cropping, for images of any shape', () => {
  const sizes = fc.record({
    height: fc.integer({ min: 2, max: 6 }),
    width: fc.integer({ min: 2, max: 6 }),
    channels: fc.integer({ min: 1, max: 3 }),
    down: fc.nat(100),
    right: fc.nat(100),
  })
  fc.assert(
    fc.property(sizes, ({ height, width, channels, down, right }) => {
      const most = Math.min(height, width) - 1
      const [dy, dx] = [down % (2 * most + 1), right % (2 * most + 1)]
      const pixels = Float32Array.from({ length: height * width * channels }, (_, i) => i + 1)
      const padded = (y: number, x: number, c: number) => {
        const inside = y >= most && y < most + height && x >= most && x < most + width
        return inside ? ((y - most) * width + (x - most)) * channels + c + 1 : 0
      }
      const wanted: number[] = []
      for (let y = 0; y < height; y++) {
        for (let x = 0; x < width; x++) {
          // the corner of the crop goes the other way
          for (let c = 0; c < channels; c++) wanted.push(padded(y + 2 * most - dy, x + 2 * most - dx, c))
        }
      }
      shift(most).bind([height, width, channels])(pixels, told(dy, dx), none)
      expect([...pixels]).toEqual(wanted)
    }),
  )
})

test('shift refuses to move an image out of its frame, and what is no number of pixels', () => {
  expect(shift(4).description).toEqual({ kind: 'shift', pixels: 4 })
  expect(() => shift(4).bind([32, 4, 3])).toThrow(refusal(RangeError, 'shift', 'pixels', '32 x 4', 4))
  expect(() => shift(0)).toThrow(refusal(RangeError, 'shift', 'pixels', 1, 0))
  expect(() => shift(1.5)).toThrow(refusal(RangeError, 'shift', 'pixels', 1, 1.5))
})
