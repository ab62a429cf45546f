import { describe, expect, test } from 'vitest'
import { stream, xoshiro128 } from '../../src/math/random.js'

/** Pearson's statistic of counts that should all be equal. */
function chiSquare(counts: readonly number[]): number {
  const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length
  return counts.reduce((sum, count) => sum + (count - mean) ** 2 / mean, 0)
}

describe('the generator', () => {
  test('from the state 1, 2, 3, 4 gives the published sequence of xoshiro128** 1.1', () => {
    const random = xoshiro128(1, 2, 3, 4)
    const published = [
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
    ]
    expect(published.map(() => random.next())).toEqual(published)
  })

  test('uniform is next times 2^-32, so it never reaches 1', () => {
    const a = xoshiro128(1, 2, 3, 4)
    const b = xoshiro128(1, 2, 3, 4)
    for (let i = 0; i < 1000; i++) expect(a.uniform()).toBe(b.next() / 2 ** 32)
    // (2^32 - 1) 2^-32 is the largest value there is
    expect((2 ** 32 - 1) * 2 ** -32).toBeLessThan(1)
  })

  test('below(n) is unbiased: 30,000 draws pass chi-square at 0.1 % for n = 2, 3, 7 and 10', () => {
    // quantiles 0.999 of chi-square with n - 1 degrees of freedom
    for (const [n, limit] of [
      [2, 10.83],
      [3, 13.82],
      [7, 22.46],
      [10, 27.88],
    ] as const) {
      const random = stream(11, 'below', n)
      const counts = new Array<number>(n).fill(0)
      for (let i = 0; i < 30_000; i++) counts[random.below(n)]! += 1
      expect(chiSquare(counts), `n = ${n}`).toBeLessThan(limit)
    }
  })

  test('below(n) draws again where the remainder would favour small numbers: thirds of n = 3 * 2^30 stay even', () => {
    // without the second draw, x mod n would fall in the first third half of the time
    const random = stream(12, 'below')
    const counts = [0, 0, 0]
    for (let i = 0; i < 30_000; i++) counts[Math.floor(random.below(3 * 2 ** 30) / 2 ** 30)]! += 1
    expect(chiSquare(counts)).toBeLessThan(13.82)
  })

  test('below covers its ends: 0 always for n = 1, every 32-bit number for n = 2^32', () => {
    const random = xoshiro128(1, 2, 3, 4)
    expect(random.below(1)).toBe(0)
    const same = xoshiro128(1, 2, 3, 4)
    same.next()
    for (let i = 0; i < 100; i++) expect(random.below(2 ** 32)).toBe(same.next())
  })
})

describe('streams', () => {
  const start = (seed: number, purpose: string, index?: number) => {
    const random = stream(seed, purpose, index)
    return Array.from({ length: 4 }, () => random.next()).join()
  }

  test('a stream is a function of seed, purpose and index alone', () => {
    const first = start(5, 'init', 2)
    stream(5, 'init', 2).next()
    stream(6, 'init', 2).next()
    expect(start(5, 'init', 2)).toBe(first)
    expect(start(5, 'init')).toBe(start(5, 'init', 0))
  })

  test('another seed, purpose or index is another stream: 30,000 names, no start twice', () => {
    const starts = new Set<string>()
    for (const purpose of ['init', 'shuffle', 'data']) {
      for (let i = 0; i < 5000; i++) {
        starts.add(start(i, purpose))
        starts.add(start(0, purpose, i + 1))
      }
    }
    expect(starts.size).toBe(30_000)
  })

  test('first bits of neighbouring streams are independent: each of 32 is set in 10,000 seeds half the time, to 5 sigma', () => {
    const set = new Array<number>(32).fill(0)
    const flipped = new Array<number>(32).fill(0)
    let before = stream(0, 'shuffle').next()
    for (let seed = 1; seed <= 10_000; seed++) {
      const now = stream(seed, 'shuffle').next()
      for (let bit = 0; bit < 32; bit++) {
        set[bit]! += (now >>> bit) & 1
        flipped[bit]! += ((now ^ before) >>> bit) & 1
      }
      before = now
    }
    // sigma = sqrt(10,000) / 2 = 50
    for (const count of [...set, ...flipped]) expect(Math.abs(count - 5000)).toBeLessThan(250)
  })
})

describe('shuffle', () => {
  test('every result is a permutation, returned in place', () => {
    for (const n of [0, 1, 2, 3, 5, 67, 1000]) {
      const values = Uint32Array.from({ length: n }, (_, i) => i)
      expect(stream(1, 'shuffle', n).shuffle(values)).toBe(values)
      expect([...values].sort((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, i) => i))
    }
  })

  test('draws what below draws, and the next draw is the one after', () => {
    for (const n of [0, 1, 2, 3, 67, 4096, 2 ** 21 + 3, 3_000_000]) {
      const values = Uint32Array.from({ length: n }, (_, i) => i)
      const random = stream(5, 'shuffle', n)
      random.shuffle(values)
      const expected = Uint32Array.from({ length: n }, (_, i) => i)
      const other = stream(5, 'shuffle', n)
      for (let i = n - 1; i > 0; i--) {
        const j = other.below(i + 1)
        const kept = expected[i]!
        expected[i] = expected[j]!
        expected[j] = kept
      }
      // a comparison of two million elements one by one would take a minute
      expect(Buffer.compare(Buffer.from(values.buffer), Buffer.from(expected.buffer)), `n = ${n}`).toBe(0)
      expect(random.next()).toBe(other.next())
    }
  })

  test('all 24 orders of four are equally likely: 24,000 shuffles pass chi-square at 0.1 %', () => {
    const counts = new Map<string, number>()
    for (let i = 0; i < 24_000; i++) {
      const order = stream(1, 'orders', i).shuffle([0, 1, 2, 3]).join('')
      counts.set(order, (counts.get(order) ?? 0) + 1)
    }
    expect(counts.size).toBe(24)
    // the 0.999 quantile with 23 degrees of freedom
    expect(chiSquare([...counts.values()])).toBeLessThan(49.73)
  })
})
