import { describe, expect, test } from 'vitest'
import { expF32 } from '../../src/core/js/exponential.js'
import { type Activation, activationCode, activations } from '../../src/core/kernels.js'
import { activation32, activationBackward32, exp32 } from '../reference/functions.js'
import { exactActivation, exactDerivative } from '../reference/kernels.js'
import { Bench, builds, expectSameBits, sizes, values } from './bench.js'

/** Where a formula changes its branch, and every kind of number that is not ordinary. */
const SPECIAL = [0.625, 0.62499994, 43.5, 43.6, 86.9, 87, 87.1, 88, 1e4, 3e38, Infinity, 1e-3, 2 ** -126, 2 ** -149, 0]
const special = Float32Array.from([...SPECIAL, ...SPECIAL.map((x) => -x), Number.NaN])

/** n values of which every fifth is a special one. */
function mixed(n: number, purpose: string): Float32Array {
  return values(n, purpose).map((x, i) => (i % 5 === 4 ? special[i % special.length]! : 6 * x))
}

/** Every `step`-th f32 from 2^-30 up to `high`, both signs where `both`. */
function sweep(high: number, step: number, both: boolean): Float32Array {
  const bits = new Uint32Array(Float32Array.of(2 ** -30, high).buffer)
  const count = Math.floor((bits[1]! - bits[0]!) / step)
  const positive = new Float32Array(Uint32Array.from({ length: count }, (_, i) => bits[0]! + i * step).buffer)
  return both ? Float32Array.from([...positive, ...positive.map((x) => -x)]) : positive.map((x) => -x)
}

/** |got - wanted| in units of the last place of an f32 of wanted's size. */
function ulps32(got: number, wanted: number): number {
  const exponent = Math.max(Math.floor(Math.log2(Math.abs(wanted))), -126)
  return Math.abs(got - wanted) / 2 ** (exponent - 23)
}

function worst(x: Float32Array, got: (x: number, i: number) => number, wanted: (x: number) => number): number {
  let most = 0
  for (let i = 0; i < x.length; i++) {
    const distance = ulps32(got(x[i]!, i), wanted(x[i]!))
    if (!(distance <= most)) most = distance
  }
  return most
}

function activate(bench: Bench, x: Float32Array, name: Activation): Float32Array {
  bench.reset()
  const at = bench.floats(x.length, x)
  bench.core.kernels.activate(at, x.length, activationCode(name))
  bench.checkGuards()
  return bench.read(at, x.length)
}

const arguments32 = sweep(87, 1009, false)
const turns = sweep(20, 2003, true)

test('exp in single precision is within 1.1 ulp of e^x on every 1009th f32 from -2^-30 to -87', () => {
  expect(arguments32.length).toBeGreaterThan(250_000)
  expect(worst(arguments32, expF32, Math.exp)).toBeLessThan(1.1)
  expect(worst(arguments32, exp32, Math.exp)).toBeLessThan(1.1)
})

test('exp in single precision is 1 at 0, 0 below -87, never denormal, and keeps NaN', () => {
  expect(expF32(0)).toBe(1)
  expect(expF32(-0)).toBe(1)
  expect(expF32(-87)).toBeGreaterThan(2 ** -126)
  for (const x of [-87.00001, -1e4, -3e38, -Infinity]) expect(expF32(x)).toBe(0)
  expect(expF32(Number.NaN)).toBeNaN()
})

describe.each(Object.entries(builds))('%s', (_, build) => {
  test.each(activations)('%s equals the ordered reference bit for bit at every length from 0 to 67', async (name) => {
    const bench = new Bench(await build())
    for (const n of sizes) {
      const x = mixed(n, `activate ${n}`)
      expectSameBits(activate(bench, x, name), x.map(activation32[name]!), `${name}, n = ${n}`)
    }
    expectSameBits(activate(bench, special, name), special.map(activation32[name]!), `${name}, special values`)
  })

  test.each(activations)(
    'the gradient through %s equals the ordered reference bit for bit at every length from 0 to 67',
    async (name) => {
      const bench = new Bench(await build())
      for (const n of sizes) {
        const y = mixed(n, `outputs ${n}`)
        const d = mixed(n, `gradient ${n}`)
        bench.reset()
        const at = bench.floats(n, d)
        const of = bench.floats(n, y)
        bench.core.kernels.activationBackward(at, of, n, activationCode(name))
        bench.checkGuards()
        const wanted = d.map((value, i) => activationBackward32[name]!(value, y[i]!))
        expectSameBits(bench.read(at, n), wanted, `${name}, n = ${n}`)
        expectSameBits(bench.read(of, n), y, `${name}, n = ${n}: the outputs are only read`)
      }
    },
  )

  test('sigmoid is within 2.5 ulp of f64 on every 1009th f32 from -87 to -2^-30 and every 2003rd from there to 20', async () => {
    const bench = new Bench(await build())
    const exact = (x: number) => (x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x)))
    for (const x of [arguments32, turns]) {
      const got = activate(bench, x, 'sigmoid')
      expect(worst(x, (_, i) => got[i]!, exact)).toBeLessThan(2.5)
    }
  })

  test('tanh is within 2 ulp of f64 on every 2003rd f32 of size 2^-30 to 20, odd, and 1 above 9.1', async () => {
    const bench = new Bench(await build())
    const got = activate(bench, turns, 'tanh')
    expect(worst(turns, (_, i) => got[i]!, Math.tanh)).toBeLessThan(2)
    const half = turns.length / 2
    expectSameBits(
      got.slice(half),
      got.slice(0, half).map((y) => -y),
      'tanh(-x)',
    )
    got.forEach((y, i) => {
      if (turns[i]! > 9.1) expect(y).toBe(1)
    })
  })

  test('sigmoid and tanh stay inside their range and reach its ends at infinity; NaN stays NaN', async () => {
    const bench = new Bench(await build())
    const x = Float32Array.of(-Infinity, -1e4, -100, 0, 100, 1e4, Infinity, Number.NaN)
    expectSameBits(activate(bench, x, 'sigmoid'), Float32Array.of(0, 0, 0, 0.5, 1, 1, 1, Number.NaN), 'sigmoid')
    expectSameBits(activate(bench, x, 'tanh'), Float32Array.of(-1, -1, -1, 0, 1, 1, 1, Number.NaN), 'tanh')
  })

  test.each(activations)('%s and its gradient are within 4 ulp of the f64 formula', async (name) => {
    const bench = new Bench(await build())
    const x = values(1000, 'x').map((v) => 4 * v)
    const y = activate(bench, x, name)
    expect(worst(x, (_, i) => y[i]!, exactActivation[name]!)).toBeLessThanOrEqual(4)
    const d = values(1000, 'd')
    const at = bench.floats(1000, d)
    const of = bench.floats(1000, y)
    bench.core.kernels.activationBackward(at, of, 1000, activationCode(name))
    const got = bench.read(at, 1000)
    d.forEach((value, i) => {
      // 1 - y y and 1 - y cancel near the ends of the range, so the error is relative to d
      const wanted = value * exactDerivative[name]!(y[i]!)
      expect(Math.abs(got[i]! - wanted)).toBeLessThanOrEqual(4 * 2 ** -24 * Math.abs(value))
    })
  })
})
