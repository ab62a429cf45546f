import { describe, expect, test } from 'vitest'
import type { LayerKernels } from '../../../src/core/layers/kernels.js'
import { orderedGate } from '../../reference/gate.js'
import { Bench, expectSameBits, layerBuilds, values } from '../bench.js'

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
