import { describe, expect, test } from 'vitest'
import type { LayerKernels } from '../../../src/core/layers/kernels.js'
import { orderedDropout } from '../../reference/dropout.js'
import { Bench, expectSameBits, expectWithin, layerBuilds, values } from '../bench.js'

describe.each(Object.entries(layerBuilds))('%s', (_, build) => {
  test('dropout equals the reference bit for bit, into another buffer and in place: 0 to 13 numbers and 1001, keys and rates of every kind', async () => {
    const bench = new Bench(await build())
    const { dropout } = bench.core.layers as LayerKernels
    const keys = [
      [0, 0],
      [1, 0xffffffff],
      [-5, 0x9e3779b9],
    ] as const
    for (const n of [...Array.from({ length: 14 }, (_, i) => i), 1001]) {
      for (const [first, second] of keys) {
        for (const rate of [0, 0.1, 0.5, 0.9]) {
          const given = values(n, `dropout ${n}`)
          const threshold = Math.floor(rate * 2 ** 32)
          const wanted = orderedDropout(given, first, second, threshold, 1 / (1 - rate))
          bench.reset()
          const [x, y] = [bench.floats(n, given), bench.floats(n)]
          dropout(y, x, n, first, second, threshold, 1 / (1 - rate))
          dropout(x, x, n, first, second, threshold, 1 / (1 - rate))
          bench.checkGuards()
          const what = `${n} numbers, keys ${first} ${second}, rate ${rate}`
          expectSameBits(bench.read(y, n), wanted, what)
          expectSameBits(bench.read(x, n), wanted, `in place, ${what}`)
        }
      }
    }
    expect(orderedDropout(new Float32Array(4).fill(1), 7, 8, 0, 1)).toEqual(new Float32Array(4).fill(1))
  })

  test('what is kept is within 2^-23 of x / (1 - rate)', async () => {
    const bench = new Bench(await build())
    const { dropout } = bench.core.layers as LayerKernels
    for (const rate of [0.1, 0.3, 0.9]) {
      const given = values(1001, 'kept').map((value) => value + 2)
      bench.reset()
      const [x, y] = [bench.floats(1001, given), bench.floats(1001)]
      dropout(y, x, 1001, 5, 6, Math.floor(rate * 2 ** 32), 1 / (1 - rate))
      const actual = bench.read(y, 1001)
      const exact = Array.from(given, (value, i) => (actual[i] === 0 ? 0 : value / (1 - rate)))
      expectWithin(actual, exact, exact, 2 ** -23, `rate ${rate}`)
      expect(exact.some((value) => value !== 0)).toBe(true)
    }
  })
})
