import { describe, expect, test } from 'vitest'
import type { LayerKernels } from '../../../src/core/layers/kernels.js'
import { exactLayerNorm, orderedLayerNorm } from '../../reference/normalization.js'
import { Bench, expectSameBits, expectWithin, layerBuilds, values } from '../bench.js'

describe.each(Object.entries(layerBuilds))('%s', (_, build) => {
  test('every kernel equals the ordered reference bit for bit: 0 to 13 rows, 1 to 13 channels, and 40', async () => {
    const bench = new Bench(await build())
    const kernels = bench.core.layers as LayerKernels
    const epsilon = 1e-5
    const sizes = Array.from({ length: 14 * 13 }, (_, i) => [i % 14, Math.floor(i / 14) + 1] as const)
    for (const [count, channels] of [...sizes, [9, 40], [2, 67]] as const) {
      const what = `${count} x ${channels}`
      const n = count * channels
      const given = values(n, 'normalized').map((value) => 3 * value + 5)
      const gradient = values(n, 'gradient')
      const scales = { gamma: values(channels, 'gamma'), beta: values(channels, 'beta') }
      const wanted = orderedLayerNorm(given, gradient, scales, count, epsilon)
      bench.reset()
      const [x, dy] = [bench.floats(n, given), bench.floats(n, gradient)]
      const [gamma, beta] = [bench.floats(channels, scales.gamma), bench.floats(channels, scales.beta)]
      const [y, dx, moments] = [bench.floats(n), bench.floats(n), bench.floats(2 * count)]
      const [dgamma, dbeta] = [bench.floats(channels), bench.floats(channels)]
      kernels.layerNormForward(y, moments, x, gamma, beta, count, channels, epsilon)
      kernels.layerNormBackwardScale(dgamma, dbeta, dy, x, moments, count, channels)
      kernels.layerNormBackwardInput(dx, dy, x, moments, gamma, count, channels)
      bench.checkGuards()
      expectSameBits(bench.read(moments, 2 * count), wanted.moments, `moments ${what}`)
      expectSameBits(bench.read(y, n), wanted.y, `forward ${what}`)
      expectSameBits(bench.read(dgamma, channels), wanted.dgamma, `dgamma ${what}`)
      expectSameBits(bench.read(dbeta, channels), wanted.dbeta, `dbeta ${what}`)
      expectSameBits(bench.read(dx, n), wanted.dx, `dx ${what}`)
    }
  })

  test('every kernel stays within 12 2^-24 of the magnitude of its terms in f64', async () => {
    const bench = new Bench(await build())
    const kernels = bench.core.layers as LayerKernels
    for (const [count, channels] of [
      [7, 5],
      [4, 33],
    ] as const) {
      const n = count * channels
      const given = values(n, 'normalized').map((value) => 3 * value + 5)
      const gradient = values(n, 'gradient')
      const scales = { gamma: values(channels, 'gamma'), beta: values(channels, 'beta') }
      bench.reset()
      const [x, dy] = [bench.floats(n, given), bench.floats(n, gradient)]
      const [gamma, beta] = [bench.floats(channels, scales.gamma), bench.floats(channels, scales.beta)]
      const [y, dx, moments] = [bench.floats(n), bench.floats(n), bench.floats(2 * count)]
      const [dgamma, dbeta] = [bench.floats(channels), bench.floats(channels)]
      kernels.layerNormForward(y, moments, x, gamma, beta, count, channels, 1e-5)
      kernels.layerNormBackwardScale(dgamma, dbeta, dy, x, moments, count, channels)
      kernels.layerNormBackwardInput(dx, dy, x, moments, gamma, count, channels)
      const exact = exactLayerNorm(given, gradient, scales, 1e-5)
      for (const [name, pointer, size] of [
        ['y', y, n],
        ['dx', dx, n],
        ['dgamma', dgamma, channels],
        ['dbeta', dbeta, channels],
      ] as const) {
        const { value, magnitude } = exact[name]
        expectWithin(bench.read(pointer, size), value, magnitude, 12 * 2 ** -24, `${name} ${count} x ${channels}`)
      }
    }
  })

  test('a NaN stays in its own row', async () => {
    const bench = new Bench(await build())
    const { layerNormForward } = bench.core.layers as LayerKernels
    for (const channels of [3, 5]) {
      const given = values(5 * channels, 'one NaN')
      given[channels + 1] = Number.NaN
      bench.reset()
      const x = bench.floats(5 * channels, given)
      const [y, moments] = [bench.floats(5 * channels), bench.floats(10)]
      const gamma = bench.floats(channels, new Float32Array(channels).fill(1))
      layerNormForward(y, moments, x, gamma, gamma, 5, channels, 1e-5)
      const wrong = Array.from(bench.read(y, 5 * channels), Number.isNaN)
      expect(wrong).toEqual(Array.from(wrong, (_, i) => Math.floor(i / channels) === 1))
    }
  })
})
