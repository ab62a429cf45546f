import { digits } from 'onecycle'
import { describe, expect, test } from 'vitest'
import { builtInHand, likeMnist, middleOf, type Point, written } from '../../../../web/src/learned/asked/handwriting.ts'

/** A seven, drawn from a corner on in some size. */
const seven = (x: number, y: number, size: number): Point[] => [
  { x, y },
  { x: x + 0.6 * size, y },
  { x: x + 0.2 * size, y: y + size },
]

/** The rows or columns of an image that have more than faint ink: the first and the last. */
function extent(image: Uint8Array, place: (pixel: number) => number): [number, number] {
  const inked = Array.from(image.keys()).filter((pixel) => (image[pixel] as number) > 60)
  return [Math.min(...inked.map(place)), Math.max(...inked.map(place))]
}

const rowOf = (pixel: number) => Math.floor(pixel / 28)
const columnOf = (pixel: number) => pixel % 28

describe('written', () => {
  test('the same drawing gives the same image, wherever and however large it was drawn', () => {
    const image = written([seven(10, 20, 50)], builtInHand)
    expect(written([seven(100, 5, 50)], builtInHand)).toEqual(image)
    expect(written([seven(10, 20, 200)], builtInHand)).toEqual(image)
  })

  test('its box is in the middle and as high as the built-in digits are on average, within 1.5 pixels', () => {
    const image = written([seven(0, 0, 100)], builtInHand)
    const [top, bottom] = extent(image, rowOf)
    const [left, right] = extent(image, columnOf)
    expect(Math.abs(top + bottom - 27)).toBeLessThanOrEqual(1)
    expect(Math.abs(left + right - 27)).toBeLessThanOrEqual(1)
    const { training } = digits({ training: 500, test: 1 })
    const heights = Array.from({ length: 500 }, (_, i) => {
      const [first, last] = extent(training.features.slice(784 * i, 784 * (i + 1)) as Uint8Array, rowOf)
      return last - first
    }).sort((a, b) => a - b)
    expect(Math.abs(bottom - top - (heights[250] as number))).toBeLessThanOrEqual(1.5)
  })

  test('as MNIST, its ink is in the middle, within half a pixel', () => {
    const { x, y } = middleOf(written([seven(3, 4, 80)], likeMnist(28, 28)), 28)
    expect(Math.abs(x - 14)).toBeLessThan(0.5)
    expect(Math.abs(y - 14)).toBeLessThan(0.5)
  })

  test('a dot is a dot in the middle, a line is no wider than a pen, nothing is paper', () => {
    const dot = written([[{ x: 5, y: 5 }]], builtInHand)
    expect(extent(dot, rowOf).map((row) => Math.abs(row - 13.5))).toEqual([0.5, 0.5])
    const [left, right] = extent(
      written(
        [
          [
            { x: 9, y: 0 },
            { x: 9, y: 90 },
          ],
        ],
        builtInHand,
      ),
      columnOf,
    )
    expect(right - left).toBeLessThanOrEqual(3)
    expect(Math.max(...written([], builtInHand))).toBe(0)
  })
})
