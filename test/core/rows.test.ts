import { describe, expect, test } from 'vitest'
import { stream } from '../../src/math/random.js'
import { Bench, builds, expectSameBits, sizes, values } from './bench.js'

const { fround } = Math
const random = stream(1, 'bytes')
const BYTES = Uint8Array.from({ length: 67 * 67 }, () => random.below(256))

/** (raw - mean) scale, each operation rounded to f32 */
function standardized(raw: ArrayLike<number>, mean: Float32Array, scale: Float32Array): Float32Array {
  const { length } = mean
  return Float32Array.from(raw, (x, i) => fround(fround(x - mean[i % length]!) * scale[i % length]!))
}

/** The first of the largest, 0 where no number is above -infinity. */
function firstLargest(row: Float32Array): number {
  const most = row.reduce((a, x) => (x > a ? x : a), -Infinity)
  return Math.max(row.indexOf(most), 0)
}

describe.each(Object.entries(builds))('%s', (_, build) => {
  test('gathering equals standardising the same rows one after the other, in any order and repeated, every size', async () => {
    const bench = new Bench(await build())
    const { kernels } = bench.core
    for (const count of sizes) {
      for (const inputs of sizes) {
        bench.reset()
        const total = 67
        const raw = values(total * inputs, 'raw')
        const mean = values(inputs, 'mean')
        const scale = values(inputs, 'scale')
        const rows = Array.from({ length: count }, (_, b) => (41 * b + 5) % total)
        const [atMean, atScale] = [bench.floats(inputs, mean), bench.floats(inputs, scale)]
        const atRows = bench.ints(count, rows)
        const bytes = bench.bytes(BYTES.subarray(0, total * inputs))
        const floats = bench.floats(total * inputs, raw)
        const x = bench.floats(count * inputs)
        const y = bench.floats(count * inputs)
        kernels.gatherU8(x, bytes, atRows, atMean, atScale, count, inputs)
        kernels.gather(y, floats, atRows, atMean, atScale, count, inputs)
        bench.checkGuards()
        const picked = (from: Uint8Array | Float32Array) =>
          rows.flatMap((row) => [...from.subarray(row * inputs, (row + 1) * inputs)])
        expectSameBits(
          bench.read(x, count * inputs),
          standardized(picked(BYTES), mean, scale),
          `bytes ${count}x${inputs}`,
        )
        expectSameBits(
          bench.read(y, count * inputs),
          standardized(picked(raw), mean, scale),
          `floats ${count}x${inputs}`,
        )
      }
    }
  })

  test('standardisation of bytes and of floats equals the ordered reference bit for bit, every size from 0 to 67', async () => {
    const bench = new Bench(await build())
    const { kernels } = bench.core
    for (const rows of sizes) {
      for (const inputs of sizes) {
        const n = rows * inputs
        const shape = `${rows}x${inputs}`
        const raw = values(n, 'raw').map((x) => 100 * x)
        const mean = values(inputs, 'mean').map((x) => 50 * x)
        const scale = values(inputs, 'scale')
        bench.reset()
        const atMean = bench.floats(inputs, mean)
        const atScale = bench.floats(inputs, scale)
        const bytes = bench.bytes(BYTES.subarray(0, n))
        const floats = bench.floats(n, raw)
        const [x, y] = [bench.floats(n), bench.floats(n)]
        kernels.standardizeU8(x, bytes, atMean, atScale, rows, inputs)
        kernels.standardize(y, floats, atMean, atScale, rows, inputs)
        expectSameBits(bench.read(x, n), standardized(BYTES.subarray(0, n), mean, scale), `bytes ${shape}`)
        expectSameBits(bench.read(y, n), standardized(raw, mean, scale), `floats ${shape}`)
        expectSameBits(bench.read(floats, n), raw, `${shape}: the rows are only read`)
        kernels.standardize(floats, floats, atMean, atScale, rows, inputs)
        expectSameBits(bench.read(floats, n), standardized(raw, mean, scale), `floats in place ${shape}`)
        bench.checkGuards()
      }
    }
  })

  test('every byte value is read as the whole number from 0 to 255 that it is, in lanes and tails', async () => {
    const bench = new Bench(await build())
    for (const inputs of [1, 3, 4, 16]) {
      const rows = Math.ceil(256 / inputs)
      const raw = Uint8Array.from({ length: rows * inputs }, (_, i) => i % 256)
      bench.reset()
      const mean = bench.floats(inputs, new Float32Array(inputs))
      const scale = bench.floats(inputs, new Float32Array(inputs).fill(1))
      const x = bench.floats(rows * inputs)
      bench.core.kernels.standardizeU8(x, bench.bytes(raw), mean, scale, rows, inputs)
      expectSameBits(bench.read(x, rows * inputs), Float32Array.from(raw), `${inputs} inputs`)
    }
  })

  test('standardised values are within 2.1 2^-24 of f64, relative; NaN and infinity stay', async () => {
    const bench = new Bench(await build())
    const raw = values(1001, 'raw').map((x) => 1000 * x)
    raw.set([Number.NaN, Infinity, -Infinity], 11)
    const [mean, scale] = [values(1, 'mean'), Float32Array.of(0.3)]
    const x = bench.floats(1001)
    const [atMean, atScale] = [bench.floats(1, mean), bench.floats(1, scale)]
    bench.core.kernels.standardize(x, bench.floats(1001, raw), atMean, atScale, 1001, 1)
    const got = bench.read(x, 1001)
    expectSameBits(got.slice(11, 14), Float32Array.of(Number.NaN, Infinity, -Infinity), 'not finite')
    got.forEach((value, i) => {
      if (i >= 11 && i < 14) return
      const exact = (raw[i]! - mean[0]!) * scale[0]!
      expect(Math.abs(value - exact)).toBeLessThanOrEqual(2.1 * 2 ** -24 * Math.abs(exact))
    })
  })

  test('argmax is the first largest of each row, every size from 0 to 67, ties included', async () => {
    const bench = new Bench(await build())
    for (const batch of sizes) {
      for (const classes of sizes) {
        // ten different values, so that rows of more classes have ties
        const z = values(batch * classes, 'argmax').map((x) => Math.round(5 * x))
        bench.reset()
        const to = bench.ints(batch)
        bench.core.kernels.argmax(to, bench.floats(z.length, z), batch, classes)
        bench.checkGuards()
        const wanted = Array.from({ length: batch }, (_, b) => firstLargest(z.subarray(b * classes, (b + 1) * classes)))
        expect(Array.from(bench.readInts(to, batch)), `${batch}x${classes}`).toEqual(wanted)
      }
    }
  })

  test('argmax never chooses a NaN over a number, and takes infinity as the largest', async () => {
    const bench = new Bench(await build())
    const rows = [
      [Number.NaN, 1, 2, Number.NaN],
      [3, Number.NaN, 2, 1],
      [0, 1, Infinity, Infinity],
      [-3e38, -Infinity, -3e38, 0],
      [Number.NaN, -Infinity, -1, -2],
      [Number.NaN, Number.NaN, Number.NaN, Number.NaN],
      [-Infinity, -Infinity, -Infinity, -Infinity],
    ]
    const to = bench.ints(rows.length)
    bench.core.kernels.argmax(to, bench.floats(4 * rows.length, rows.flat()), rows.length, 4)
    expect(Array.from(bench.readInts(to, rows.length))).toEqual([2, 0, 2, 3, 2, 0, 0])
  })
})
