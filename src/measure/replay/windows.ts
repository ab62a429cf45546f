/** The smallest, the middle and the largest of every so many values that follow one another, in n log n steps. */
import { middle } from '../statistics/median.js'

export interface Windows {
  /** of the values from i on */
  readonly low: Float64Array
  readonly middle: Float64Array
  readonly high: Float64Array
}

/** @param width values of a window; towards the end there are fewer */
export function windowsOf(values: readonly number[], width: number): Windows {
  const { length } = values
  const windows = { low: new Float64Array(length), middle: new Float64Array(length), high: new Float64Array(length) }
  const order = Uint32Array.from(values, (_, i) => i).sort((a, b) => (values[a] as number) - (values[b] as number))
  const ranks = new Uint32Array(length)
  for (let rank = 0; rank < length; rank++) ranks[order[rank] as number] = rank
  const inside = new RankSet(length)
  /** The value at a place among those of the window in ascending order. */
  const at = (place: number): number => values[order[inside.find(place)] as number] as number
  let end = 0
  for (let i = 0; i < length; i++) {
    while (end < Math.min(i + width, length)) inside.add(ranks[end++] as number, 1)
    const count = end - i
    windows.low[i] = at(0)
    windows.high[i] = at(count - 1)
    windows.middle[i] = count % 2 === 1 ? at(count >> 1) : middle([at((count >> 1) - 1), at(count >> 1)])
    inside.add(ranks[i] as number, -1)
  }
  return windows
}

/** A set of ranks from 0, as a tree of sums (Fenwick, 1994). */
class RankSet {
  readonly #sums: Int32Array
  readonly #top: number

  constructor(size: number) {
    this.#sums = new Int32Array(size + 1)
    this.#top = 1 << (31 - Math.clz32(size))
  }

  /** Adds a rank, or takes it out with -1. */
  add(rank: number, count: 1 | -1): void {
    const sums = this.#sums
    for (let i = rank + 1; i < sums.length; i += i & -i) sums[i] = (sums[i] as number) + count
  }

  /** The rank that so many in the set are below. */
  find(below: number): number {
    const sums = this.#sums
    let rank = 0
    let left = below
    for (let step = this.#top; step > 0; step >>= 1) {
      const sum = sums[rank + step]
      if (sum === undefined || sum > left) continue
      rank += step
      left -= sum
    }
    return rank
  }
}
