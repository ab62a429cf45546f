import { expect, test } from 'vitest'
import { boundOf, drawReplicates } from '../../../src/measure/statistics/bootstrap.js'

/** The k-th of 999 replicates is k. */
const replicates = Float64Array.from({ length: 999 }, (_, i) => i + 1)
const bounds = (bias: number, acceleration: number, z = 1.96) =>
  [-z, z].map((deviate) => boundOf({ replicates, bias, acceleration }, deviate))

test('without bias and acceleration the bounds at 1.96 are the quantiles at 2.5 and 97.5 %, rounded outwards', () => {
  expect(bounds(0, 0)).toEqual([24, 976])
})

test('a bias moves both bounds by twice itself, an acceleration divides the deviates by 1 - acceleration z', () => {
  // -1.76 and 2.16: 3.92 % and 98.461 %
  expect(bounds(0.1, 0)).toEqual([39, 985])
  // -1.96 / 1.196 = -1.6388 and 1.96 / 0.804 = 2.4378: 5.063 % and 99.261 %
  expect(bounds(0, 0.1)).toEqual([50, 993])
  expect(bounds(0, -0.1)).toEqual([7, 950])
})

test('past the pole of the correction the bound is the outermost replicate', () => {
  expect(bounds(0, 0.6)[1]).toBe(999)
  expect(bounds(0, -0.6)[0]).toBe(1)
})

test('the bias is the deviate of the share of replicates below what was observed, ties counted half', () => {
  const draws = [4, 1, 2, 3]
  const drawn = (observed: number) => {
    let next = 0
    return drawReplicates(observed, 4, () => draws[next++] as number, 0.2)
  }
  expect([...drawn(2.5).replicates]).toEqual([1, 2, 3, 4])
  expect(drawn(2.5)).toMatchObject({ acceleration: 0.2 })
  expect(drawn(2.5).bias).toBeCloseTo(0, 9)
  // 2 of 4 below and one as large are 5/8, all are kept half a replicate from 1
  expect(drawn(3).bias).toBeCloseTo(0.3186393639643752, 6)
  expect(drawn(9).bias).toBeCloseTo(1.1503493803760079, 6)
  expect(drawn(0).bias).toBeCloseTo(-1.1503493803760079, 6)
})
