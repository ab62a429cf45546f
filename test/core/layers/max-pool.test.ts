import { describe, expect, test } from 'vitest'
import type { LayerKernels } from '../../../src/core/layers/kernels.js'
import {
  orderedMaxPool,
  orderedMaxPoolBackward,
  tapsOf,
  type Windowed,
  windowedShapes,
  windowsOf,
} from '../../reference/windows.js'
import { Bench, expectSameBits, expectWithin, layerBuilds, values } from '../bench.js'

function run(bench: Bench, shape: Windowed, given: Float32Array, gradient: Float32Array) {
  const { batch, height, width, channels, kh, kw, stride } = shape
  const { outHeight, outWidth, top, left } = windowsOf(shape)
  const { maxPoolForward, maxPoolBackward } = bench.core.layers as LayerKernels
  const row = outHeight * outWidth * channels
  const bytes = Math.ceil(row / 4) * 4
  bench.reset()
  const x = bench.floats(given.length, given)
  const y = bench.floats(batch * row)
  const winners = bench.ints((batch * bytes) / 4)
  const dy = bench.floats(batch * row, gradient.subarray(0, batch * row))
  const dx = bench.floats(given.length)
  maxPoolForward(y, winners, x, batch, height, width, channels, outHeight, outWidth, kh, kw, stride, top, left)
  maxPoolBackward(dx, dy, winners, batch, height, width, channels, outHeight, outWidth, kh, kw, stride, top, left)
  bench.checkGuards()
  const kept = Array.from({ length: batch * row }, (_, i) => {
    return bench.core.u8[winners + Math.floor(i / row) * bytes + (i % row)]!
  })
  return { y: bench.read(y, batch * row), kept, dx: bench.read(dx, given.length) }
}

describe.each(Object.entries(layerBuilds))('%s', (_, build) => {
  test('max pooling equals the ordered reference bit for bit: sizes 1 to 13, windows 1 to 5, strides 1 to 3, both paddings, 1 to 9 channels, 1 to 5 images', async () => {
    const bench = new Bench(await build())
    for (const shape of windowedShapes()) {
      const { batch, height, width, channels } = shape
      // few different values, so that windows have ties
      const x = values(batch * height * width * channels, 'pooled').map((value) => Math.round(4 * value) / 4)
      const dy = values(batch * height * width * channels * 9, 'pooled gradient')
      const wanted = orderedMaxPool(shape, x)
      const actual = run(bench, shape, x, dy)
      const what = JSON.stringify(shape)
      expectSameBits(actual.y, wanted.y, `largest ${what}`)
      expect(actual.kept, what).toEqual(wanted.winners)
      expectSameBits(actual.dx, orderedMaxPoolBackward(shape, wanted.winners, dy), `gradient ${what}`)
    }
  })

  test('the largest is that of its window exactly, and the gradient within k 2^-24 of the magnitude of its k terms in f64', async () => {
    const bench = new Bench(await build())
    for (const [kh, kw, stride, padding] of [
      [2, 2, 2, 'valid'],
      [3, 4, 1, 'same'],
    ] as const) {
      const shape = { batch: 2, height: 9, width: 8, channels: 5, kh, kw, stride, padding }
      const x = values(2 * 9 * 8 * 5, 'pooled')
      const dy = values(2 * 9 * 8 * 5, 'pooled gradient')
      const { y, kept, dx } = run(bench, shape, x, dy)
      const windows: number[][] = Array.from(y, () => [])
      for (const { window, pixel } of tapsOf(shape)) {
        for (let c = 0; c < 5; c++) windows[5 * window + c]!.push(x[5 * pixel + c]!)
      }
      expect([...y]).toEqual(windows.map((window) => Math.max(...window)))
      const of = (gradient: Float32Array) => orderedMaxPoolBackward(shape, kept, gradient, (value) => value)
      expectWithin(dx, of(dy), of(dy.map(Math.abs)), kh * kw * 2 ** -24, `gradient ${JSON.stringify(shape)}`)
    }
  })

  test('a NaN anywhere in a window is what comes out, the first of several wins, and a window of -Infinity gives its first', async () => {
    const bench = new Bench(await build())
    for (const channels of [1, 3, 4, 6]) {
      const shape = { batch: 1, height: 2, width: 4, channels, kh: 2, kw: 2, stride: 2, padding: 'valid' } as const
      for (const place of [0, 1, 2, 3]) {
        const x = new Float32Array(8 * channels).fill(Number.NEGATIVE_INFINITY)
        // the pixel of tap `place` in the first window, and the last one
        const pixel = (place >> 1) * 4 + (place & 1)
        x.fill(Number.NaN, pixel * channels, (pixel + 1) * channels)
        x.fill(Number.NaN, 5 * channels, 6 * channels)
        const { y, kept } = run(bench, shape, x, new Float32Array(2 * channels).fill(1))
        expect([...y]).toEqual([
          ...Array<number>(channels).fill(Number.NaN),
          ...Array<number>(channels).fill(Number.NEGATIVE_INFINITY),
        ])
        expect(kept).toEqual([...Array<number>(channels).fill(place), ...Array<number>(channels).fill(0)])
      }
    }
  })

  test('a gradient of -0 is 0 where it arrives, whatever the windows', async () => {
    const bench = new Bench(await build())
    for (const [kh, stride] of [
      [2, 2],
      [3, 1],
    ] as const) {
      for (const channels of [3, 5]) {
        const shape = { batch: 1, height: 4, width: 4, channels, kh, kw: kh, stride, padding: 'valid' } as const
        const x = Float32Array.from({ length: 16 * channels }, (_, i) => i)
        const { dx } = run(bench, shape, x, new Float32Array(9 * channels).fill(-0))
        expectSameBits(dx, new Float32Array(16 * channels), `${kh} x ${kh}, ${channels} channels`)
      }
    }
  })

  test('no rows write nothing', async () => {
    const bench = new Bench(await build())
    const shape = { batch: 0, height: 4, width: 4, channels: 3, kh: 2, kw: 2, stride: 2, padding: 'valid' } as const
    expect(run(bench, shape, new Float32Array(0), new Float32Array(0)).y.length).toBe(0)
  })
})
