import { describe, expect, test } from 'vitest'
import type { LayerKernels } from '../../../src/core/layers/kernels.js'
import { exactGate, orderedGate } from '../../reference/gate.js'
import { Bench, expectSameBits, expectWithin, layerBuilds, values } from '../bench.js'

describe.each(Object.entries(layerBuilds))('%s', (_, build) => {
  test('both kernels equal the ordered reference bit for bit: 0 to 13 values and 61, into other buffers and in place', async () => {
    const bench = new Bench(await build())
    const { gateForward, gateBackward } = bench.core.layers as LayerKernels
    for (const [a, b] of [
      [1, 0],
      [1.5957691216057308, 0.0713548162726009],
    ] as const) {
      for (const n of [...Array.from({ length: 14 }, (_, i) => i), 61]) {
        const what = `${n} values, b ${b}`
        const given = values(n, `gate ${n}`).map((value, i) => value * [1, 8, 40, 1e20, 1e-30][i % 5]!)
        if (n > 5) given.set([Number.NaN, -0, -87, 88], 1)
        const gradient = values(n, `gate gradient ${n}`)
        const wanted = orderedGate(given, gradient, a, b)
        bench.reset()
        const [x, dy] = [bench.floats(n, given), bench.floats(n, gradient)]
        const [y, dx] = [bench.floats(n), bench.floats(n)]
        gateForward(y, x, n, a, b)
        gateBackward(dx, dy, x, n, a, b)
        expectSameBits(bench.read(y, n), wanted.y, `forward ${what}`)
        expectSameBits(bench.read(dx, n), wanted.dx, `backward ${what}`)
        gateBackward(dy, dy, x, n, a, b)
        gateForward(x, x, n, a, b)
        bench.checkGuards()
        expectSameBits(bench.read(x, n), wanted.y, `forward in place ${what}`)
        expectSameBits(bench.read(dy, n), wanted.dx, `backward in place ${what}`)
      }
    }
  })

  test('both stay within 8 2^-24 of the magnitude of their terms in f64, from -30 to 30', async () => {
    const bench = new Bench(await build())
    const { gateForward, gateBackward } = bench.core.layers as LayerKernels
    for (const [a, b] of [
      [1, 0],
      [1.5957691216057308, 0.0713548162726009],
    ] as const) {
      const given = Float32Array.from({ length: 2001 }, (_, i) => 0.03 * (i - 1000))
      const gradient = values(2001, 'gate gradient')
      bench.reset()
      const [x, dy, y, dx] = [
        bench.floats(2001, given),
        bench.floats(2001, gradient),
        bench.floats(2001),
        bench.floats(2001),
      ]
      gateForward(y, x, 2001, a, b)
      gateBackward(dx, dy, x, 2001, a, b)
      const exact = exactGate(given, gradient, a, b)
      expectWithin(bench.read(y, 2001), exact.y.value, exact.y.magnitude, 8 * 2 ** -24, `forward, b ${b}`)
      expectWithin(bench.read(dx, 2001), exact.dx.value, exact.dx.magnitude, 8 * 2 ** -24, `backward, b ${b}`)
    }
  })

  test('no finite number gives NaN, nor a denormal that did not go in', async () => {
    const bench = new Bench(await build())
    const { gateForward, gateBackward } = bench.core.layers as LayerKernels
    const given = Float32Array.from({ length: 2000 }, (_, i) => (i % 2 ? -1 : 1) * 2 ** (Math.floor(i / 8) - 122))
    const n = given.length
    for (const [a, b] of [
      [1, 0],
      [1.5957691216057308, 0.0713548162726009],
    ] as const) {
      bench.reset()
      const [x, dy] = [bench.floats(n, given), bench.floats(n, new Float32Array(n).fill(1))]
      const [y, dx] = [bench.floats(n), bench.floats(n)]
      gateForward(y, x, n, a, b)
      gateBackward(dx, dy, x, n, a, b)
      for (const value of [...bench.read(y, n), ...bench.read(dx, n)]) {
        expect(Number.isFinite(value) && (value === 0 || Math.abs(value) >= 2 ** -126)).toBe(true)
      }
    }
  })
})
