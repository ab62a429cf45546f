import { describe, expect, test } from 'vitest'
import { activationCode, activations, denseWorkspace } from '../../src/core/kernels.js'
import { denseProducts, exactActivation, exactDerivative, exactProduct, orderedProduct } from '../reference/kernels.js'
import { Bench, builds, expectSameBits, sizes, values } from './bench.js'

const RELU = activationCode('relu')
const LINEAR = activationCode('linear')
const relu = (x: number) => (x < 0 ? 0 : x)

/** One set of operands large enough for every shape below. */
const most = 67 * 67
const X = values(most, 'x')
const W = values(most, 'w')
const BIAS = values(67, 'bias')
const DZ = values(most, 'dz')

const products = (batch: number, inputs: number, outputs: number) =>
  denseProducts(batch, inputs, outputs, { x: X, w: W, bias: BIAS, dz: DZ })

interface Results {
  y: Float32Array
  dw: Float32Array
  db: Float32Array
  dx: Float32Array
}

/** Rows from and to, the first column, and how many. */
type Cut = [from: number, end: number, left: number, width: number]

/** 0 .. n in three uneven parts, one of which may be empty. */
function cuts(n: number): [from: number, end: number][] {
  const [first, second] = [Math.floor(n / 5), Math.floor((3 * n) / 5)]
  return [
    [0, first],
    [first, second],
    [second, n],
  ]
}

function run(bench: Bench, batch: number, inputs: number, outputs: number, activation: number): Results {
  bench.reset()
  const { kernels } = bench.core
  const x = bench.floats(batch * inputs, X.subarray(0, batch * inputs))
  const w = bench.floats(inputs * outputs, W.subarray(0, inputs * outputs))
  const bias = bench.floats(outputs, BIAS.subarray(0, outputs))
  const dz = bench.floats(batch * outputs, DZ.subarray(0, batch * outputs))
  const y = bench.floats(batch * outputs)
  const dw = bench.floats(inputs * outputs)
  const db = bench.floats(outputs)
  const dx = bench.floats(batch * inputs)
  const work = bench.floats(denseWorkspace(batch, inputs, outputs))
  kernels.denseForward(y, x, w, bias, 0, batch, inputs, outputs, outputs, activation, work)
  kernels.denseBackwardWeight(dw, x, dz, batch, 0, inputs, inputs, outputs, outputs, work)
  kernels.denseBackwardBias(db, dz, batch, outputs)
  kernels.denseBackwardInput(dx, dz, w, x, 0, batch, inputs, outputs, inputs, activation, work)
  bench.checkGuards()
  return {
    y: bench.read(y, batch * outputs),
    dw: bench.read(dw, inputs * outputs),
    db: bench.read(db, outputs),
    dx: bench.read(dx, batch * inputs),
  }
}

/** Expected bits of every shape, worked out once and shared by the builds. */
const expected = new Map<string, Results>()
function reference(batch: number, inputs: number, outputs: number): Results {
  const key = `${batch} ${inputs} ${outputs}`
  let results = expected.get(key)
  if (results === undefined) {
    const db = new Float32Array(outputs)
    for (let b = 0; b < batch; b++) for (let o = 0; o < outputs; o++) db[o]! += DZ[b * outputs + o]!
    const { y, dw, dx } = products(batch, inputs, outputs)
    results = {
      y: orderedProduct(y).map(relu),
      dw: orderedProduct(dw),
      db,
      dx: orderedProduct(dx).map((d, i) => (X[i]! > 0 ? d : 0)),
    }
    expected.set(key, results)
  }
  return results
}

/** Every shape of small sizes, which are all pairs of tails; then every larger size in each place between some of all. */
function* shapes(): Generator<[number, number, number]> {
  const small = sizes.filter((size) => size <= 17)
  for (const i of small) for (const j of small) for (const k of small) yield [i, j, k]
  const between = [1, 3, 8, 17, 67]
  for (const size of sizes.filter((size) => size > 17)) {
    for (const i of between)
      for (const j of between)
        yield* [
          [size, i, j],
          [i, size, j],
          [i, j, size],
        ] as const
  }
}

describe.each(Object.entries(builds))('%s', (_, build) => {
  test('dense kernels with ReLU equal the ordered reference bit for bit, every size from 0 to 67 in each dimension', async () => {
    const bench = new Bench(await build())
    for (const [batch, inputs, outputs] of shapes()) {
      const shape = `${batch}x${inputs}x${outputs}`
      const actual = run(bench, batch, inputs, outputs, RELU)
      const wanted = reference(batch, inputs, outputs)
      expectSameBits(actual.y, wanted.y, `forward ${shape}`)
      expectSameBits(actual.dw, wanted.dw, `weight gradient ${shape}`)
      expectSameBits(actual.db, wanted.db, `bias gradient ${shape}`)
      expectSameBits(actual.dx, wanted.dx, `input gradient ${shape}`)
    }
  })

  test('dense products stay within (2k + 2) 2^-24 of the magnitude of their chain in f64', async () => {
    const bench = new Bench(await build())
    for (const [batch, inputs, outputs] of [
      [1, 67, 10],
      [5, 3, 2],
      [64, 61, 67],
      [67, 67, 67],
      [32, 2, 16],
    ] as const) {
      const actual = run(bench, batch, inputs, outputs, LINEAR)
      const { y, dw, dx } = products(batch, inputs, outputs)
      for (const [got, product] of [
        [actual.y, y],
        [actual.dw, dw],
        [actual.dx, dx],
      ] as const) {
        const { value, magnitude } = exactProduct(product)
        const bound = (2 * product.k + 2) * 2 ** -24
        const beyond = value.findIndex((exact, i) => !(Math.abs(got[i]! - exact) <= bound * magnitude[i]!))
        expect(beyond, `${batch}x${inputs}x${outputs}`).toBe(-1)
      }
    }
  })

  test.each(activations)(
    '%s and its derivative, fused into the dense kernels, are within 4 ulp of f64',
    async (name) => {
      const bench = new Bench(await build())
      for (const [batch, inputs, outputs] of [
        [3, 7, 5],
        [8, 16, 12],
        [2, 1, 1],
        [9, 4, 3],
      ] as const) {
        const code = activationCode(name)
        const linear = run(bench, batch, inputs, outputs, LINEAR)
        const actual = run(bench, batch, inputs, outputs, code)
        const near = (got: number, wanted: number, scale: number) =>
          expect(Math.abs(got - wanted)).toBeLessThanOrEqual(4 * 2 ** -23 * Math.max(Math.abs(scale), 2 ** -120))
        actual.y.forEach((y, i) => {
          const wanted = exactActivation[name]!(linear.y[i]!)
          near(y, wanted, wanted)
        })
        // x plays the output of the layer below
        actual.dx.forEach((d, i) => {
          near(d, linear.dx[i]! * exactDerivative[name]!(X[i]!), linear.dx[i]!)
        })
      }
    },
  )

  test('chains of 1 to 34 products, which enter a turn of the tiles at every step, equal the ordered reference', async () => {
    const bench = new Bench(await build())
    for (let inputs = 1; inputs <= 34; inputs++) {
      for (const [batch, outputs] of [
        [4, 8],
        [9, 9],
        [13, 4],
        [5, 3],
      ] as const) {
        const wanted = reference(batch, inputs, outputs)
        const actual = run(bench, batch, inputs, outputs, RELU)
        expectSameBits(actual.y, wanted.y, `forward ${batch}x${inputs}x${outputs}`)
      }
    }
  })

  test('wide, deep and tall shapes, over several groups of panels and blocks of rows, equal the ordered reference', async () => {
    const bench = new Bench(await build())
    for (const [batch, inputs, outputs] of [
      [129, 5, 9],
      [133, 9, 3],
      [132, 8, 8],
      [257, 3, 17],
      [37, 5, 300],
      [131, 9, 261],
      [5, 300, 257],
      [1, 40, 300],
      [3, 30, 259],
      [130, 67, 256],
      [66, 3, 512],
      [6, 1100, 9],
      [260, 70, 68],
    ] as const) {
      const x = values(batch * inputs, 'wide x')
      const w = values(inputs * outputs, 'wide w')
      const dz = values(batch * outputs, 'wide dz')
      bench.reset()
      const { kernels } = bench.core
      const px = bench.floats(x.length, x)
      const pw = bench.floats(w.length, w)
      const pdz = bench.floats(dz.length, dz)
      const wantedBias = values(outputs, 'wide bias')
      const bias = bench.floats(outputs, wantedBias)
      const y = bench.floats(batch * outputs)
      const dw = bench.floats(inputs * outputs)
      const dx = bench.floats(batch * inputs)
      const work = bench.floats(denseWorkspace(batch, inputs, outputs))
      kernels.denseForward(y, px, pw, bias, 0, batch, inputs, outputs, outputs, RELU, work)
      kernels.denseBackwardWeight(dw, px, pdz, batch, 0, inputs, inputs, outputs, outputs, work)
      kernels.denseBackwardInput(dx, pdz, pw, px, 0, batch, inputs, outputs, inputs, RELU, work)
      bench.checkGuards()
      const shape = `${batch}x${inputs}x${outputs}`
      const wanted = denseProducts(batch, inputs, outputs, { x, w, bias: wantedBias, dz })
      expectSameBits(bench.read(y, batch * outputs), orderedProduct(wanted.y).map(relu), `forward ${shape}`)
      expectSameBits(bench.read(dw, inputs * outputs), orderedProduct(wanted.dw), `weight gradient ${shape}`)
      const masked = orderedProduct(wanted.dx).map((d, i) => (x[i]! > 0 ? d : 0))
      expectSameBits(bench.read(dx, batch * inputs), masked, `input gradient ${shape}`)
    }
  })

  test('a product in parts, cut by rows and by columns, gives the bits of the whole and writes nothing else', async () => {
    const bench = new Bench(await build())
    const { kernels } = bench.core
    for (const [batch, inputs, outputs] of [
      [5, 6, 7],
      [13, 17, 19],
      [37, 33, 31],
      [40, 24, 40],
      [131, 11, 90],
      [3, 5, 1],
      [9, 0, 6],
    ] as const) {
      bench.reset()
      const x = bench.floats(batch * inputs, values(batch * inputs, 'part x'))
      const w = bench.floats(inputs * outputs, values(inputs * outputs, 'part w'))
      const dz = bench.floats(batch * outputs, values(batch * outputs, 'part dz'))
      const bias = bench.floats(outputs, values(outputs, 'part bias'))
      const work = bench.floats(denseWorkspace(batch, inputs, outputs))
      for (const name of activations) {
        const act = activationCode(name)
        const kinds: [what: string, rows: number, columns: number, part: (to: number, ...cut: Cut) => void][] = [
          [
            'forward',
            batch,
            outputs,
            (to, from, end, left, width) =>
              kernels.denseForward(
                to + 4 * left,
                x,
                w + 4 * left,
                bias + 4 * left,
                from,
                end,
                inputs,
                width,
                outputs,
                act,
                work,
              ),
          ],
          [
            'weight gradient',
            inputs,
            outputs,
            (to, from, end, left, width) =>
              kernels.denseBackwardWeight(
                to + 4 * left,
                x,
                dz + 4 * left,
                batch,
                from,
                end,
                inputs,
                width,
                outputs,
                work,
              ),
          ],
          [
            'input gradient',
            batch,
            inputs,
            (to, from, end, left, width) =>
              kernels.denseBackwardInput(
                to + 4 * left,
                dz,
                w + 4 * left * outputs,
                x + 4 * left,
                from,
                end,
                width,
                outputs,
                inputs,
                act,
                work,
              ),
          ],
        ]
        for (const [what, rows, columns, part] of kinds) {
          const whole = bench.floats(rows * columns)
          part(whole, 0, rows, 0, columns)
          const parts = bench.floats(rows * columns)
          const wanted = bench.read(whole, rows * columns)
          for (const [from, end] of cuts(rows)) {
            for (const [left, right] of cuts(columns)) {
              const before = bench.read(parts, rows * columns)
              part(parts, from, end, left, right - left)
              for (let r = from; r < end; r++) {
                before.set(wanted.subarray(r * columns + left, r * columns + right), r * columns + left)
              }
              expectSameBits(bench.read(parts, rows * columns), before, `${what} ${name} ${batch}x${inputs}x${outputs}`)
            }
          }
          bench.checkGuards()
        }
      }
    }
  })

  test('a NaN or an infinity in the input reaches the output: ReLU hides neither', async () => {
    const bench = new Bench(await build())
    const { kernels } = bench.core
    for (const outputs of [1, 3, 4, 8, 12]) {
      bench.reset()
      const x = bench.floats(8, [Number.NaN, 1, Infinity, 1, 1, 1, 1, 1])
      const w = bench.floats(2 * outputs, new Float32Array(2 * outputs).fill(1))
      const bias = bench.floats(outputs, new Float32Array(outputs))
      const y = bench.floats(4 * outputs)
      const work = bench.floats(denseWorkspace(4, 2, outputs))
      kernels.denseForward(y, x, w, bias, 0, 4, 2, outputs, outputs, RELU, work)
      const wanted = new Float32Array(4 * outputs).fill(2)
      wanted.fill(Number.NaN, 0, outputs).fill(Infinity, outputs, 2 * outputs)
      expectSameBits(bench.read(y, 4 * outputs), wanted, `${outputs} outputs`)
    }
  })
})
