import { describe, expect, test } from 'vitest'
import type { LayerKernels } from '../../../src/core/layers/kernels.js'
import {
  orderedAveragePool,
  orderedAveragePoolBackward,
  type Windowed,
  windowedShapes,
  windowsOf,
} from '../../reference/windows.js'
import { Bench, expectSameBits, expectWithin, layerBuilds, values } from '../bench.js'

const exact = (value: number) => value

function run(bench: Bench, shape: Windowed, given: Float32Array, gradient: Float32Array) {
  const { batch, height, width, channels, kh, kw, stride } = shape
  const { outHeight, outWidth, top, left } = windowsOf(shape)
  const { averagePoolForward, averagePoolBackward } = bench.core.layers as LayerKernels
  const outputs = batch * outHeight * outWidth * channels
  bench.reset()
  const [x, y] = [bench.floats(given.length, given), bench.floats(outputs)]
  const [dy, dx] = [bench.floats(outputs, gradient.subarray(0, outputs)), bench.floats(given.length)]
  averagePoolForward(y, x, batch, height, width, channels, outHeight, outWidth, kh, kw, stride, top, left)
  averagePoolBackward(dx, dy, batch, height, width, channels, outHeight, outWidth, kh, kw, stride, top, left)
  bench.checkGuards()
  return { y: bench.read(y, outputs), dx: bench.read(dx, given.length) }
}

describe.each(Object.entries(layerBuilds))('%s', (_, build) => {
  test('average pooling equals the ordered reference bit for bit: sizes 1 to 13, windows 1 to 5 and the whole image, strides 1 to 3, both paddings, 1 to 9 channels, 1 to 5 images', async () => {
    const bench = new Bench(await build())
    const whole = [1, 3, 4, 13].map((channels) => {
      return { batch: 2, height: 7, width: 5, channels, kh: 7, kw: 5, stride: 1, padding: 'valid' } as const
    })
    for (const shape of [...windowedShapes(), ...whole]) {
      const { batch, height, width, channels } = shape
      const x = values(batch * height * width * channels, 'pooled')
      const dy = values(batch * height * width * channels * 9, 'pooled gradient')
      const { y, dx } = run(bench, shape, x, dy)
      const what = JSON.stringify(shape)
      expectSameBits(y, orderedAveragePool(shape, x), `mean ${what}`)
      expectSameBits(dx, orderedAveragePoolBackward(shape, dy), `gradient ${what}`)
    }
  })

  test('both stay within (k + 2) 2^-24 of the magnitude of their k terms in f64', async () => {
    const bench = new Bench(await build())
    for (const [kh, kw, stride, padding] of [
      [3, 4, 2, 'same'],
      [5, 3, 1, 'valid'],
    ] as const) {
      const shape = { batch: 2, height: 9, width: 8, channels: 5, kh, kw, stride, padding }
      const x = values(2 * 9 * 8 * 5, 'pooled')
      const dy = values(2 * 9 * 8 * 5, 'pooled gradient')
      const { y, dx } = run(bench, shape, x, dy)
      const bound = (kh * kw + 2) * 2 ** -24
      for (const [name, actual, of, given] of [
        ['mean', y, orderedAveragePool, x],
        ['gradient', dx, orderedAveragePoolBackward, dy],
      ] as const) {
        const magnitude = of(shape, given.map(Math.abs), exact)
        expectWithin(actual, of(shape, given, exact), magnitude, bound, `${name} ${JSON.stringify(shape)}`)
      }
    }
  })

  test('no rows write nothing, and a NaN stays in its own window and channel', async () => {
    const bench = new Bench(await build())
    const shape = { batch: 0, height: 4, width: 4, channels: 5, kh: 2, kw: 2, stride: 2, padding: 'valid' } as const
    expect(run(bench, shape, new Float32Array(0), new Float32Array(0)).y.length).toBe(0)
    const x = new Float32Array(80).fill(3)
    x[2] = Number.NaN
    const { y } = run(bench, { ...shape, batch: 1 }, x, new Float32Array(20))
    expect([...y]).toEqual(Array.from({ length: 20 }, (_, i) => (i === 2 ? Number.NaN : 3)))
  })
})
