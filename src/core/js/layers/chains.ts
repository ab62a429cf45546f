/** What the twins of convolutions compute with: eight chains at once, of two rows of A and four columns of B. */
import type { Memory } from '../../memory.js'

const { fround } = Math

export interface Chains {
  /** what the chains of the first row, then of the second begin with, and where they have got to */
  readonly sums: Float64Array
  /** Copies four columns of B, k rows, side by side: B(p, j) stands at `at(p, j)`, and columns from `columns` on are 0. */
  pack(k: number, columns: number, at: (p: number, j: number) => number): void
  /**
   * Goes on for so many steps from row `from` of B: the rows of A begin at `a` and `other` of `values`, their numbers lie
   * `aStep` apart.
   */
  run(values: Float32Array, a: number, other: number, from: number, steps: number, aStep: number): void
}

export function chainsOver(memory: Memory): Chains {
  const sums = new Float64Array(8)
  // as f64, which saves the engine a conversion at each use; grows to the longest chain seen and then stays
  let panel = new Float64Array(4096)
  return {
    sums,
    pack(k, columns, at) {
      if (panel.length < 4 * k) panel = new Float64Array(4 * k)
      const { f32 } = memory
      for (let p = 0; p < k; p++) {
        for (let j = 0; j < 4; j++) panel[4 * p + j] = j < columns ? (f32[at(p, j)] as number) : 0
      }
    },
    run(values, a, other, from, steps, aStep) {
      eight(values, sums, a, other, panel, 4 * from, steps, aStep)
    },
  }
}

function eight(
  f32: Float32Array,
  sums: Float64Array,
  a: number,
  other: number,
  panel: Float64Array,
  at: number,
  steps: number,
  aStep: number,
): void {
  let c00 = sums[0] as number
  let c01 = sums[1] as number
  let c02 = sums[2] as number
  let c03 = sums[3] as number
  let c10 = sums[4] as number
  let c11 = sums[5] as number
  let c12 = sums[6] as number
  let c13 = sums[7] as number
  for (let step = 0; step < steps; step++) {
    const b0 = panel[at] as number
    const b1 = panel[at + 1] as number
    const b2 = panel[at + 2] as number
    const b3 = panel[at + 3] as number
    const x0 = f32[a] as number
    const x1 = f32[other] as number
    c00 = fround(c00 + fround(x0 * b0))
    c01 = fround(c01 + fround(x0 * b1))
    c02 = fround(c02 + fround(x0 * b2))
    c03 = fround(c03 + fround(x0 * b3))
    c10 = fround(c10 + fround(x1 * b0))
    c11 = fround(c11 + fround(x1 * b1))
    c12 = fround(c12 + fround(x1 * b2))
    c13 = fround(c13 + fround(x1 * b3))
    at += 4
    a += aStep
    other += aStep
  }
  sums[0] = c00
  sums[1] = c01
  sums[2] = c02
  sums[3] = c03
  sums[4] = c10
  sums[5] = c11
  sums[6] = c12
  sums[7] = c13
}
