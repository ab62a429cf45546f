import { describe, expect, test } from 'vitest'
import { exp32, flush32, sigmoid32 } from '../reference/functions.js'
import { orderedSoftmax, orderedSoftmaxCrossEntropy } from '../reference/losses.js'
import { Bench, builds, expectSameBits } from './bench.js'
import { crossEntropy, logits, pointwise, softmax } from './loss-bench.js'

describe.each(Object.entries(builds))('%s', (_, build) => {
  test('logits of 1e4 and 3e38 are safe: exact losses and gradients, none of them NaN', async () => {
    const bench = new Bench(await build())
    // e^-20000 is 0, so p = 1 at the largest logit and 0 elsewhere; the loss is the distance to it
    const z = Float32Array.of(1e4, -1e4, 0, 1e4, -1e4, 0, 3e38, -3e38, 0)
    expectSameBits(softmax(bench, z, 3, 3), Float32Array.of(1, 0, 0, 1, 0, 0, 1, 0, 0), 'softmax')
    const rows = crossEntropy(bench, z.subarray(0, 6), [0, 1], 3)
    expect(rows.loss).toBe(20_000)
    expectSameBits(rows.gradient, Float32Array.of(0, 0, 0, 0.5, -0.5, 0), 'cross-entropy')
    const wide = crossEntropy(bench, z.subarray(6), [1], 3)
    expect(wide.loss).toBe(2 * Math.fround(3e38))
    expectSameBits(wide.gradient, Float32Array.of(1, -1, 0), 'cross-entropy of 3e38')
    const y = Float32Array.of(1e4, 1e4, -1e4, -1e4)
    const binary = pointwise(bench, 'binaryCrossEntropy', y, Float32Array.of(0, 1, 0, 1))
    expect(binary.loss).toBe(20_000)
    expectSameBits(binary.gradient, Float32Array.of(0.25, 0, 0, -0.25), 'binary cross-entropy')
  })

  test('a NaN or +infinity among the logits makes its whole row NaN and no other, wherever it stands', async () => {
    const bench = new Bench(await build())
    for (const bad of [Number.NaN, Infinity]) {
      for (const classes of [1, 2, 5, 8, 11]) {
        for (let at = 0; at < classes; at++) {
          const z = logits(3 * classes, 'spoilt')
          z[classes + at] = bad
          const wanted = orderedSoftmax(z, classes).fill(Number.NaN, classes, 2 * classes)
          expectSameBits(softmax(bench, z, 3, classes), wanted, `${bad} at ${at} of ${classes}`)
          const labels = [0, classes - 1, 0]
          const { loss, gradient } = crossEntropy(bench, z, labels, classes)
          expect(loss).toBeNaN()
          const clean = orderedSoftmaxCrossEntropy(z, labels, classes).gradient as Float32Array
          expectSameBits(gradient, clean.fill(Number.NaN, classes, 2 * classes), `gradient, ${bad} at ${at}`)
        }
      }
    }
  })

  test('-infinity is a logit of probability 0; with the label on it the loss is infinite and the gradient finite', async () => {
    const bench = new Bench(await build())
    const z = Float32Array.of(-Infinity, 0, 0, 0, -Infinity)
    const third = Math.fround(Math.fround(1) / 3)
    expectSameBits(softmax(bench, z, 1, 5), Float32Array.of(0, third, third, third, 0), 'softmax')
    const { loss, gradient } = crossEntropy(bench, z, [4], 5)
    expect(loss).toBe(Infinity)
    expectSameBits(gradient, Float32Array.of(0, third, third, third, -1), 'gradient')
    expect(softmax(bench, new Float32Array(3).fill(-Infinity), 1, 3).every(Number.isNaN)).toBe(true)
  })

  test('NaN and infinity reach the other losses from every place, lanes and tail', async () => {
    const bench = new Bench(await build())
    for (let at = 0; at < 7; at++) {
      for (const kernel of ['meanSquaredError', 'binaryCrossEntropy'] as const) {
        const y = new Float32Array(7).fill(0.5)
        y[at] = Number.NaN
        const spoilt = pointwise(bench, kernel, y, new Float32Array(7))
        expect(spoilt.loss).toBeNaN()
        expect(Array.from(spoilt.gradient, Number.isNaN)).toEqual(Array.from(y, Number.isNaN))
        y[at] = Infinity
        expect(pointwise(bench, kernel, y, new Float32Array(7)).loss).not.toSatisfy(Number.isFinite)
      }
      const y = new Float32Array(7)
      y[at] = -Infinity
      const { loss, gradient } = pointwise(bench, 'meanSquaredError', y, new Float32Array(7))
      expect(loss).toBe(Infinity)
      expect(gradient[at]).toBe(-Infinity)
    }
  })

  test('a gradient of size 2^-100 is kept and the next smaller f32 becomes +0, either sign: mean squared error', async () => {
    const bench = new Bench(await build())
    // the share 2 / n is a power of two, so the gradient is exact: n = 4 and 8 in lanes, 1 and 2 in the tail
    for (const n of [1, 2, 4, 8]) {
      const kept = 2 ** -100 / (2 / n)
      const below = kept * (1 - 2 ** -24)
      const y = Float32Array.from({ length: n }, (_, i) => (i % 2 === 0 ? kept : -kept))
      const t = new Float32Array(n)
      const wanted = Float32Array.from({ length: n }, (_, i) => (i % 2 === 0 ? 2 ** -100 : -(2 ** -100)))
      expectSameBits(pointwise(bench, 'meanSquaredError', y, t).gradient, wanted, `kept, n = ${n}`)
      for (const small of [below, 2 ** -126, 2 ** -149]) {
        const tiny = y.map((value) => Math.sign(value) * small)
        const flushed = pointwise(bench, 'meanSquaredError', tiny, t).gradient
        expectSameBits(flushed, new Float32Array(n), `flushed ${small}, n = ${n}`)
      }
    }
  })

  test('gradients of the cross-entropies on either side of 2^-100 are kept or +0, as the reference before flushing says', async () => {
    const bench = new Bench(await build())
    // e^-69.3147 = 2^-100
    const depths = Float32Array.from({ length: 400 }, (_, i) => -69.2 - i * 0.0005)
    const n = depths.length
    const probabilities = depths.map((z) => exp32(z))
    const flushed = probabilities.filter((p) => p < 2 ** -100).length
    expect(flushed).toBeGreaterThan(100)
    expect(flushed).toBeLessThan(n - 100)

    // one row: the label's logit is 0 and its e is 1; the others are too small to change the sum
    const row = crossEntropy(bench, Float32Array.of(0, ...depths), [0], n + 1)
    expectSameBits(row.gradient, Float32Array.of(0, ...probabilities.map(flush32)), 'softmax cross-entropy')

    const share = Math.fround(1 / n)
    const { gradient } = pointwise(
      bench,
      'binaryCrossEntropy',
      depths.map((z) => z + 6),
      new Float32Array(n),
    )
    const unflushed = depths.map((z) => sigmoid32(Math.fround(z + 6)) * share)
    expectSameBits(gradient, unflushed.map(flush32), 'binary cross-entropy')
    expect(gradient.filter((d) => d === 0).length).toBeGreaterThan(50)
    expect(gradient.filter((d) => d !== 0).length).toBeGreaterThan(50)
    for (const d of gradient) expect(d === 0 || d >= 2 ** -100).toBe(true)
  })
})

test('the share of a value is rounded alike by both engines where n exceeds what f32 holds: n = 2^24 + 1', async () => {
  const n = 2 ** 24 + 1
  for (const build of [builds.wasm, builds.js]) {
    const core = await build()
    const at = Math.ceil(core.start / 64) * 64
    core.grow(at + 4 * (n + 1))
    // targets lie one value behind the outputs, so one array serves as both
    core.f32[at >> 2] = 1
    core.kernels.meanSquaredError(at, at, at + 4, n)
    // n rounds to 2^24, so the share is 2^-23
    expect(core.f32[at >> 2]).toBe(2 ** -23)
  }
})
