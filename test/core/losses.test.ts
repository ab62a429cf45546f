import { describe, expect, test } from 'vitest'
import { stream } from '../../src/math/random.js'
import {
  exactBinaryCrossEntropy,
  exactCrossEntropy,
  exactSoftmax,
  type LossAndGradient,
  orderedBinaryCrossEntropy,
  orderedMeanSquaredError,
  orderedSoftmax,
  orderedSoftmaxCrossEntropy,
} from '../reference/losses.js'
import { Bench, builds, expectSameBits, sizes, values } from './bench.js'
import { crossEntropy, logits, pointwise, softmax } from './loss-bench.js'

const UNIT = 2 ** -24
const classSizes = sizes.filter((classes) => classes > 0)

const labelsOf = (batch: number, classes: number) => {
  const random = stream(1, 'labels', batch)
  return Array.from({ length: batch }, () => random.below(classes))
}
/** Targets of the binary loss: 0, 1 and what lies between. */
const shares = (n: number, purpose: string) =>
  values(n, purpose).map((x, i) => (i % 3 === 0 ? (x < 0 ? 0 : 1) : Math.abs(x)))

function expectSame(actual: LossAndGradient, wanted: LossAndGradient, what: string): void {
  expectSameBits(Float32Array.from(actual.gradient), Float32Array.from(wanted.gradient), `${what}, gradient`)
  if (!Object.is(actual.loss, wanted.loss)) expect.fail(`${what}: loss ${actual.loss}, expected ${wanted.loss}`)
}

const ordered = { meanSquaredError: orderedMeanSquaredError, binaryCrossEntropy: orderedBinaryCrossEntropy }

describe.each(Object.entries(builds))('%s', (_, build) => {
  test('softmax equals the ordered reference bit for bit, 0 to 67 rows of 1 to 67 classes, aliased or not', async () => {
    const bench = new Bench(await build())
    for (const batch of sizes) {
      for (const classes of classSizes) {
        const z = logits(batch * classes, 'softmax')
        const wanted = orderedSoftmax(z, classes)
        const shape = `${batch}x${classes}`
        expectSameBits(softmax(bench, z, batch, classes), wanted, shape)
        expectSameBits(softmax(bench, z, batch, classes, true), wanted, `${shape} in place`)
      }
    }
  })

  test('softmax cross-entropy equals the ordered reference bit for bit, every size to 67, aliased or not', async () => {
    const bench = new Bench(await build())
    for (const batch of sizes) {
      for (const classes of classSizes) {
        const z = logits(batch * classes, 'cross-entropy')
        const labels = labelsOf(batch, classes)
        const wanted = orderedSoftmaxCrossEntropy(z, labels, classes)
        const shape = `${batch}x${classes}`
        expectSame(crossEntropy(bench, z, labels, classes), wanted, shape)
        expectSame(crossEntropy(bench, z, labels, classes, true), wanted, `${shape} in place`)
      }
    }
  })

  test('the cross-entropy of many classes, too, in as few groups of rows as fit and row by row', async () => {
    const bench = new Bench(await build())
    for (const [batch, classes] of [
      [9, 85],
      [37, 128],
      [33, 256],
      [37, 257],
      [5, 1000],
    ] as const) {
      const z = logits(batch * classes, 'cross-entropy')
      const labels = labelsOf(batch, classes)
      const wanted = orderedSoftmaxCrossEntropy(z, labels, classes)
      expectSame(crossEntropy(bench, z, labels, classes), wanted, `${batch}x${classes}`)
      expectSame(crossEntropy(bench, z, labels, classes, true), wanted, `${batch}x${classes} in place`)
    }
  })

  test.each(['meanSquaredError', 'binaryCrossEntropy'] as const)(
    '%s equals the ordered reference bit for bit, every n to 67 and 1000, aliased or not',
    async (kernel) => {
      const bench = new Bench(await build())
      for (const n of [...sizes, 1000]) {
        const y = logits(n, kernel)
        const t = kernel === 'meanSquaredError' ? values(n, 'targets') : shares(n, 'targets')
        const wanted = ordered[kernel](y, t)
        expectSame(pointwise(bench, kernel, y, t), wanted, `n = ${n}`)
        expectSame(pointwise(bench, kernel, y, t, true), wanted, `n = ${n} in place`)
      }
    },
  )

  test('softmax and its loss are within (C + 2 D + 12) 2^-24 of f64, where D is the spread of the C logits', async () => {
    const bench = new Bench(await build())
    for (const [batch, classes] of [
      [1, 2],
      [5, 3],
      [16, 10],
      [9, 67],
    ] as const) {
      const z = logits(batch * classes, 'bounds')
      const labels = labelsOf(batch, classes)
      const p = softmax(bench, z, batch, classes)
      const { loss, gradient } = crossEntropy(bench, z, labels, classes)
      let total = 0
      let allowed = 0
      for (let b = 0; b < batch; b++) {
        const row = z.subarray(b * classes, (b + 1) * classes)
        const bound = (classes + 2 * (Math.max(...row) - Math.min(...row)) + 12) * UNIT
        total += exactCrossEntropy(row, labels[b]!)
        allowed += bound
        exactSoftmax(row).forEach((exact, j) => {
          const one = j === labels[b] ? 1 : 0
          expect(Math.abs(p[b * classes + j]! - exact)).toBeLessThanOrEqual(bound * exact)
          const difference = gradient[b * classes + j]! - (exact - one) / batch
          expect(Math.abs(difference)).toBeLessThanOrEqual((bound * (exact + one)) / batch)
        })
      }
      expect(Math.abs(loss - total)).toBeLessThanOrEqual(allowed)
    }
  })

  test('probabilities of a row add up to 1 within (C + 2) 2^-24', async () => {
    const bench = new Bench(await build())
    for (const classes of classSizes) {
      const p = softmax(bench, logits(8 * classes, 'sums'), 8, classes)
      for (let b = 0; b < 8; b++) {
        const sum = p.subarray(b * classes, (b + 1) * classes).reduce((a, x) => a + x, 0)
        expect(Math.abs(sum - 1)).toBeLessThanOrEqual((classes + 2) * UNIT)
      }
    }
  })

  test('the mean squared error is within 2.1 2^-24 of f64 and its gradient within 3.1 2^-24, relative', async () => {
    const bench = new Bench(await build())
    for (const n of [1, 3, 8, 67, 1000]) {
      const [y, t] = [logits(n, 'y'), values(n, 't')]
      const { loss, gradient } = pointwise(bench, 'meanSquaredError', y, t)
      const exact = y.reduce((sum, value, i) => sum + (value - t[i]!) ** 2, 0)
      expect(Math.abs(loss - exact)).toBeLessThanOrEqual(2.1 * UNIT * exact)
      gradient.forEach((d, i) => {
        const wanted = (2 * (y[i]! - t[i]!)) / n
        expect(Math.abs(d - wanted)).toBeLessThanOrEqual(3.1 * UNIT * Math.abs(wanted))
      })
    }
  })

  test('the binary cross-entropy is within 2 n 2^-24 of f64 and its gradient within 12 2^-24 / n', async () => {
    const bench = new Bench(await build())
    for (const n of [1, 3, 8, 67, 1000]) {
      const [z, t] = [logits(n, 'z'), shares(n, 't')]
      const { loss, gradient } = pointwise(bench, 'binaryCrossEntropy', z, t)
      const exact = z.reduce((sum, x, i) => sum + exactBinaryCrossEntropy(x, t[i]!), 0)
      expect(Math.abs(loss - exact)).toBeLessThanOrEqual(2 * n * UNIT)
      gradient.forEach((d, i) => {
        const wanted = (1 / (1 + Math.exp(-z[i]!)) - t[i]!) / n
        expect(Math.abs(d - wanted)).toBeLessThanOrEqual((12 * UNIT) / n)
      })
    }
  })
})
