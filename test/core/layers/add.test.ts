import { describe, test } from 'vitest'
import type { LayerKernels } from '../../../src/core/layers/kernels.js'
import { Bench, expectSameBits, layerBuilds, values } from '../bench.js'

describe.each(Object.entries(layerBuilds))('%s', (_, build) => {
  test('the sum of two tensors is that of each pair rounded once, into a third and into either: 0 to 13 numbers and 61', async () => {
    const bench = new Bench(await build())
    const { add } = bench.core.layers as LayerKernels
    for (const n of [...Array.from({ length: 14 }, (_, i) => i), 61]) {
      const [one, other] = [values(n, 'one'), values(n, 'other').map((value, i) => value * 10 ** (i % 9))]
      const wanted = one.map((value, i) => Math.fround(value + other[i]!))
      bench.reset()
      const [a, b, y] = [bench.floats(n, one), bench.floats(n, other), bench.floats(n)]
      add(y, a, b, n)
      expectSameBits(bench.read(y, n), wanted, `${n}`)
      add(a, a, b, n)
      expectSameBits(bench.read(a, n), wanted, `${n} into the first`)
      bench.core.f32.set(one, a / 4)
      add(b, a, b, n)
      expectSameBits(bench.read(b, n), wanted, `${n} into the second`)
      bench.checkGuards()
    }
  })
})
