import { describe, expect, test } from 'vitest'
import type { LayerKernels } from '../../../src/core/layers/kernels.js'
import {
  type Channels,
  exactBatchNorm,
  orderedInputGradient,
  orderedMoments,
  orderedNormalized,
  orderedScaleGradients,
} from '../../reference/normalization.js'
import { Bench, expectSameBits, expectWithin, layerBuilds, values } from '../bench.js'

const channelsOf = (n: number, purpose: string): Channels => {
  const names = ['mean', 'inverse', 'factor', 'shift', 'a', 'b'] as const
  return Object.fromEntries(names.map((name) => [name, values(n, `${purpose} ${name}`)])) as Channels
}

describe.each(Object.entries(layerBuilds))('%s', (_, build) => {
  test('every kernel equals the ordered reference bit for bit: 1 to 13 values a channel, 1 to 13 channels, and 8 to 40', async () => {
    const bench = new Bench(await build())
    const kernels = bench.core.layers as LayerKernels
    const sizes = Array.from({ length: 169 }, (_, i) => [(i % 13) + 1, Math.floor(i / 13) + 1] as const)
    for (const [count, channels] of [...sizes, [61, 16], [37, 19], [29, 24], [5, 40]] as const) {
      const what = `${count} x ${channels}`
      const n = count * channels
      const [given, gradient] = [values(n, 'normalized').map((value) => 3 * value + 5), values(n, 'gradient')]
      const each = channelsOf(channels, what)
      bench.reset()
      const [x, dy] = [bench.floats(n, given), bench.floats(n, gradient)]
      const at = Object.fromEntries(Object.entries(each).map(([name, array]) => [name, bench.floats(channels, array)]))
      const { mean, inverse, factor, shift, a, b } = at as Record<keyof Channels, number>
      const [y, dx] = [bench.floats(n), bench.floats(n)]
      const [m, v, dgamma, dbeta] = [0, 1, 2, 3].map(() => bench.floats(channels)) as [number, number, number, number]
      kernels.batchNormMoments(m, v, x, count, channels)
      kernels.batchNormForward(y, x, mean, factor, shift, count, channels)
      kernels.batchNormBackwardScale(dgamma, dbeta, dy, x, mean, inverse, count, channels)
      kernels.batchNormBackwardInput(dx, dy, x, mean, inverse, a, b, factor, count, channels)
      bench.checkGuards()
      const moments = orderedMoments(given, count, channels)
      expectSameBits(bench.read(m, channels), moments.mean, `mean ${what}`)
      expectSameBits(bench.read(v, channels), moments.variance, `variance ${what}`)
      expectSameBits(bench.read(y, n), orderedNormalized(given, each), `forward ${what}`)
      const scales = orderedScaleGradients(gradient, given, each)
      expectSameBits(bench.read(dgamma, channels), scales.dgamma, `dgamma ${what}`)
      expectSameBits(bench.read(dbeta, channels), scales.dbeta, `dbeta ${what}`)
      expectSameBits(bench.read(dx, n), orderedInputGradient(gradient, given, each), `dx ${what}`)
    }
  })

  test('every kernel stays within 6 2^-24 of the magnitude of its terms in f64, the moments within 2^-23', async () => {
    const bench = new Bench(await build())
    const kernels = bench.core.layers as LayerKernels
    for (const [count, channels] of [
      [61, 5],
      [9, 16],
    ] as const) {
      const n = count * channels
      const [given, gradient] = [values(n, 'normalized').map((value) => 3 * value + 5), values(n, 'gradient')]
      const each = channelsOf(channels, 'f64')
      bench.reset()
      const [x, dy, y, dx] = [bench.floats(n, given), bench.floats(n, gradient), bench.floats(n), bench.floats(n)]
      const at = Object.fromEntries(Object.entries(each).map(([name, array]) => [name, bench.floats(channels, array)]))
      const { mean, inverse, factor, shift, a, b } = at as Record<keyof Channels, number>
      const [m, v, dgamma, dbeta] = [0, 1, 2, 3].map(() => bench.floats(channels)) as [number, number, number, number]
      kernels.batchNormMoments(m, v, x, count, channels)
      kernels.batchNormForward(y, x, mean, factor, shift, count, channels)
      kernels.batchNormBackwardScale(dgamma, dbeta, dy, x, mean, inverse, count, channels)
      kernels.batchNormBackwardInput(dx, dy, x, mean, inverse, a, b, factor, count, channels)
      const exact = exactBatchNorm(given, gradient, each)
      for (const [name, pointer, size, bound] of [
        ['mean', m, channels, 2 ** -23],
        ['variance', v, channels, 2 ** -23],
        ['y', y, n, 6 * 2 ** -24],
        ['dgamma', dgamma, channels, 6 * 2 ** -24],
        ['dbeta', dbeta, channels, 6 * 2 ** -24],
        ['dx', dx, n, 6 * 2 ** -24],
      ] as const) {
        const { value, magnitude } = exact[name]
        expectWithin(bench.read(pointer, size), value, magnitude, bound, `${name} ${count} x ${channels}`)
      }
    }
  })

  test('the variance of 1000 values about 10,000 deviations from 0 is right within 1e-6, that of equal values at least 0, NaN and Infinity stay', async () => {
    const bench = new Bench(await build())
    const { batchNormMoments } = bench.core.layers as LayerKernels
    const columns = [
      Float32Array.from({ length: 1000 }, (_, i) => 1024 + (i % 2 === 0 ? 0.125 : -0.125)),
      new Float32Array(1000).fill(0.1),
      new Float32Array(1000).fill(1).fill(Number.NaN, 3, 4),
      new Float32Array(1000).fill(1).fill(Number.POSITIVE_INFINITY, 5, 6),
    ]
    for (const channels of [1, 4, 9]) {
      for (const [index, column] of columns.entries()) {
        bench.reset()
        const x = bench.floats(
          1000 * channels,
          Float32Array.from({ length: 1000 * channels }, (_, i) => column[Math.floor(i / channels)]!),
        )
        const [mean, variance] = [bench.floats(channels), bench.floats(channels)]
        batchNormMoments(mean, variance, x, 1000, channels)
        const means = bench.read(mean, channels)
        const variances = bench.read(variance, channels)
        for (let c = 0; c < channels; c++) {
          if (index === 0) {
            expect(means[c]).toBe(1024)
            expect(Math.abs(variances[c]! * 64 - 1)).toBeLessThan(1e-6)
          } else if (index === 1) {
            expect(variances[c]).toBeGreaterThanOrEqual(0)
            expect(variances[c]).toBeLessThan(1e-12)
          } else expect(variances[c]).toBeNaN()
        }
      }
    }
  })
})
