/** Small images, and chance that is told what to give. */
import type { RandomStream } from '../../../../src/math/random.js'

/** Gives these numbers one after the other, whatever is asked for; `asked` holds the n of each `below(n)`. */
export function told(...values: number[]): RandomStream & { readonly asked: number[] } {
  const asked: number[] = []
  const give = () => values.shift() as number
  const below = (n: number) => {
    asked.push(n)
    return give()
  }
  return { asked, below, next: give, uniform: give, shuffle: (order) => order }
}

/** Grey, 4 x 4. */
export const grey = [
  [1, 2, 3, 4],
  [5, 6, 7, 8],
  [9, 10, 11, 12],
  [13, 14, 15, 16],
]

/** Row by row, as the augmentations take it. */
export function flat(image: readonly (readonly number[])[]): Float32Array {
  return Float32Array.from(image.flat())
}

/** Two channels a pixel: the second is the first plus 100. */
export function twoChannels(image: readonly (readonly number[])[]): Float32Array {
  return Float32Array.from(image.flat().flatMap((value) => [value, value === 0 ? 0 : value + 100]))
}

export const none = new Float32Array(32)
