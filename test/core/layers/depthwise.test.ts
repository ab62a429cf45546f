import { describe, expect, test } from 'vitest'
import type { LayerKernels } from '../../../src/core/layers/kernels.js'
import { orderedConv2dBackwardBias } from '../../reference/convolutions.js'
import { orderedDepthwise, orderedDepthwiseInput, orderedDepthwiseWeight } from '../../reference/depthwise.js'
import { type Windowed, windowedShapes, windowsOf } from '../../reference/windows.js'
import { Bench, expectSameBits, expectWithin, layerBuilds, values } from '../bench.js'

const exact = (value: number) => value

/** All three kernels over the same operands. */
function run(bench: Bench, shape: Windowed, given: Record<'x' | 'dz' | 'w' | 'bias', Float32Array>) {
  const { batch, height, width, channels, kh, kw, stride } = shape
  const { outHeight, outWidth, top, left } = windowsOf(shape)
  const kernels = bench.core.layers as LayerKernels
  const sizes = [height, width, channels, outHeight, outWidth, kh, kw, stride, top, left] as const
  bench.reset()
  const [x, dz] = [bench.floats(given.x.length, given.x), bench.floats(given.dz.length, given.dz)]
  const [w, bias] = [bench.floats(given.w.length, given.w), bench.floats(channels, given.bias)]
  const [y, dx] = [bench.floats(given.dz.length), bench.floats(given.x.length)]
  const [dw, db, work] = [bench.floats(given.w.length), bench.floats(channels), bench.floats(given.w.length)]
  kernels.depthwiseForward(y, x, w, bias, batch, ...sizes)
  kernels.depthwiseBackwardWeight(dw, db, x, dz, batch, ...sizes, work)
  kernels.depthwiseBackwardInput(dx, dz, w, batch, ...sizes)
  bench.checkGuards()
  return {
    y: bench.read(y, given.dz.length),
    dw: bench.read(dw, given.w.length),
    dx: bench.read(dx, given.x.length),
    db: bench.read(db, channels),
  }
}

function operands(shape: Windowed) {
  const { batch, height, width, channels, kh, kw } = shape
  const { outHeight, outWidth } = windowsOf(shape)
  return {
    x: values(batch * height * width * channels, 'depthwise x'),
    dz: values(batch * outHeight * outWidth * channels, 'depthwise dz'),
    w: values(kh * kw * channels, 'depthwise w'),
    bias: values(channels, 'depthwise bias'),
  }
}

describe.each(Object.entries(layerBuilds))('%s', (_, build) => {
  test('every kernel equals the ordered reference bit for bit: sizes 1 to 13, windows 1 to 5, strides 1 to 3, both paddings, 1 to 9 channels, 1 to 5 images', async () => {
    const bench = new Bench(await build())
    for (const shape of windowedShapes()) {
      const given = operands(shape)
      const { y, dw, dx, db } = run(bench, shape, given)
      const what = JSON.stringify(shape)
      expectSameBits(y, orderedDepthwise(shape, given.x, given.w, given.bias), `forward ${what}`)
      expectSameBits(dw, orderedDepthwiseWeight(shape, given.x, given.dz), `weights ${what}`)
      expectSameBits(dx, orderedDepthwiseInput(shape, given.dz, given.w), `input ${what}`)
      expectSameBits(db, orderedConv2dBackwardBias({ ...shape, filters: shape.channels }, given.dz), `biases ${what}`)
    }
  })

  test('all three stay within (2k + 2) 2^-24 of the magnitude of their chain of k products in f64', async () => {
    const bench = new Bench(await build())
    for (const shape of [
      { batch: 5, height: 9, width: 8, channels: 7, kh: 3, kw: 3, stride: 1, padding: 'same' },
      { batch: 3, height: 11, width: 7, channels: 4, kh: 5, kw: 2, stride: 2, padding: 'valid' },
    ] as const) {
      const given = operands(shape)
      const actual = run(bench, shape, given)
      const sizes = Object.fromEntries(Object.entries(given).map(([name, array]) => [name, array.map(Math.abs)]))
      const { outHeight, outWidth } = windowsOf(shape)
      const [taps, windows] = [shape.kh * shape.kw, shape.batch * outHeight * outWidth]
      for (const [name, chain, of] of [
        ['y', taps, ({ x, w, bias }: typeof given) => orderedDepthwise(shape, x, w, bias, exact)],
        ['dw', windows, ({ x, dz }: typeof given) => orderedDepthwiseWeight(shape, x, dz, exact)],
        ['dx', taps, ({ dz, w }: typeof given) => orderedDepthwiseInput(shape, dz, w, exact)],
      ] as const) {
        const bound = (2 * chain + 2) * 2 ** -24
        expectWithin(actual[name], of(given), of(sizes as typeof given), bound, `${name} ${JSON.stringify(shape)}`)
      }
    }
  })

  test('no rows leave the weights a gradient of 0, and a NaN stays in its channel', async () => {
    const bench = new Bench(await build())
    const shape = { batch: 0, height: 4, width: 5, channels: 5, kh: 3, kw: 3, stride: 1, padding: 'same' } as const
    expect(run(bench, shape, operands(shape)).dw).toEqual(new Float32Array(45))
    const one = { ...shape, batch: 1 }
    const given = operands(one)
    given.x[7] = Number.NaN
    for (const result of Object.values(run(bench, one, given)).slice(0, 2)) {
      expect([...result.keys()].filter((i) => Number.isNaN(result[i])).map((i) => i % 5)).toContain(2)
      expect(result.every((value, i) => !Number.isNaN(value) || i % 5 === 2)).toBe(true)
    }
  })
})
