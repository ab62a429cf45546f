/**
 * The products of a dense layer in plain JS. One strided product serves all three: element (i, j) of C starts at its
 * init and adds a(i, p) b(p, j) for p ascending, rounding each product and each sum to f32.
 *
 * Four columns of B at a time are copied side by side, so that the inner loop walks two short streams whatever the
 * strides, and as f64, which saves the engine a conversion at each use; tiles of 2 x 4 keep eight chains in flight.
 */
import type { Kernels } from '../kernels.js'
import type { Memory } from '../memory.js'
import { activate, activationBackward } from './activation.js'

type DenseKernels = Pick<Kernels, 'denseForward' | 'denseBackwardWeight' | 'denseBackwardBias' | 'denseBackwardInput'>

const { fround } = Math

export function denseKernels(memory: Memory): DenseKernels {
  // four columns of B; grows to the longest chain seen and then stays
  let panel = new Float64Array(4096)

  /**
   * C[m, n] with rows cRow elements apart; A and B by the distance of their neighbours in each direction, in elements;
   * init < 0 is zero.
   */
  function product(
    c: number,
    cRow: number,
    m: number,
    k: number,
    n: number,
    init: number,
    a: number,
    aRow: number,
    aStep: number,
    b: number,
    bStep: number,
    bColumn: number,
  ): void {
    const f32 = memory.f32
    if (panel.length < 4 * k) panel = new Float64Array(4 * k)
    let j = 0
    for (; j + 4 <= n; j += 4) {
      packColumns(panel, f32, b + j * bColumn, bStep, bColumn, k)
      const start = init < 0 ? init : init + j
      let i = 0
      for (; i + 2 <= m; i += 2) tile2x4(f32, c + i * cRow + j, cRow, a + i * aRow, aRow, aStep, panel, k, start)
      if (i < m) tile1x4(f32, c + i * cRow + j, a + i * aRow, aStep, panel, k, start)
    }
    for (; j < n; j++) {
      const start = init < 0 ? 0 : (f32[init + j] as number)
      for (let i = 0; i < m; i++) {
        f32[c + i * cRow + j] = chain(f32, a + i * aRow, aStep, b + j * bColumn, bStep, k, start)
      }
    }
  }

  return {
    denseForward(y, x, w, bias, from, to, inputs, outputs, stride, activation) {
      const atY = (y >>> 2) + from * stride
      const atX = (x >>> 2) + from * inputs
      const rows = to - from
      product(atY, stride, rows, inputs, outputs, bias >>> 2, atX, inputs, 1, w >>> 2, stride, 1)
      // rows side by side are one long loop, in which the engine boxes no numbers
      const apart = stride !== outputs
      const length = apart ? outputs : rows * outputs
      for (let b = 0; b < (apart ? rows : 1); b++) activate(memory.f32, atY + b * stride, length, activation)
    },
    denseBackwardWeight(dw, x, dz, batch, from, to, inputs, outputs, stride) {
      const atW = (dw >>> 2) + from * stride
      product(atW, stride, to - from, batch, outputs, -1, (x >>> 2) + from, 1, inputs, dz >>> 2, stride, 1)
    },
    denseBackwardBias(db, dz, batch, outputs) {
      const f32 = memory.f32
      const to = db >>> 2
      for (let o = 0; o < outputs; o++) f32[to + o] = 0
      let from = dz >>> 2
      for (let b = 0; b < batch; b++) {
        for (let o = 0; o < outputs; o++) f32[to + o] = (f32[to + o] as number) + (f32[from++] as number)
      }
    },
    denseBackwardInput(dx, dz, w, x, from, to, inputs, outputs, stride, activation) {
      const first = from * stride
      const atX = (dx >>> 2) + first
      const rows = to - from
      product(atX, stride, rows, outputs, inputs, -1, (dz >>> 2) + from * outputs, outputs, 1, w >>> 2, 1, outputs)
      const apart = stride !== inputs
      const length = apart ? inputs : rows * inputs
      for (let b = 0; b < (apart ? rows : 1); b++) {
        const row = b * stride
        activationBackward(memory.f32, atX + row, (x >>> 2) + first + row, length, activation)
      }
    },
  }
}

function packColumns(to: Float64Array, from: Float32Array, b: number, bStep: number, bColumn: number, k: number) {
  let at = 0
  for (let p = 0; p < k; p++) {
    to[at] = from[b] as number
    to[at + 1] = from[b + bColumn] as number
    to[at + 2] = from[b + 2 * bColumn] as number
    to[at + 3] = from[b + 3 * bColumn] as number
    at += 4
    b += bStep
  }
}

function tile2x4(
  f32: Float32Array,
  c: number,
  cRow: number,
  a: number,
  aRow: number,
  aStep: number,
  panel: Float64Array,
  k: number,
  init: number,
): void {
  let c00 = init < 0 ? 0 : (f32[init] as number)
  let c01 = init < 0 ? 0 : (f32[init + 1] as number)
  let c02 = init < 0 ? 0 : (f32[init + 2] as number)
  let c03 = init < 0 ? 0 : (f32[init + 3] as number)
  let c10 = c00
  let c11 = c01
  let c12 = c02
  let c13 = c03
  let a1 = a + aRow
  const end = 4 * k
  for (let at = 0; at < end; at += 4) {
    const b0 = panel[at] as number
    const b1 = panel[at + 1] as number
    const b2 = panel[at + 2] as number
    const b3 = panel[at + 3] as number
    const x0 = f32[a] as number
    const x1 = f32[a1] as number
    c00 = fround(c00 + fround(x0 * b0))
    c01 = fround(c01 + fround(x0 * b1))
    c02 = fround(c02 + fround(x0 * b2))
    c03 = fround(c03 + fround(x0 * b3))
    c10 = fround(c10 + fround(x1 * b0))
    c11 = fround(c11 + fround(x1 * b1))
    c12 = fround(c12 + fround(x1 * b2))
    c13 = fround(c13 + fround(x1 * b3))
    a += aStep
    a1 += aStep
  }
  f32[c] = c00
  f32[c + 1] = c01
  f32[c + 2] = c02
  f32[c + 3] = c03
  f32[c + cRow] = c10
  f32[c + cRow + 1] = c11
  f32[c + cRow + 2] = c12
  f32[c + cRow + 3] = c13
}

function tile1x4(
  f32: Float32Array,
  c: number,
  a: number,
  aStep: number,
  panel: Float64Array,
  k: number,
  init: number,
): void {
  let c0 = init < 0 ? 0 : (f32[init] as number)
  let c1 = init < 0 ? 0 : (f32[init + 1] as number)
  let c2 = init < 0 ? 0 : (f32[init + 2] as number)
  let c3 = init < 0 ? 0 : (f32[init + 3] as number)
  const end = 4 * k
  for (let at = 0; at < end; at += 4) {
    const x = f32[a] as number
    c0 = fround(c0 + fround(x * (panel[at] as number)))
    c1 = fround(c1 + fround(x * (panel[at + 1] as number)))
    c2 = fround(c2 + fround(x * (panel[at + 2] as number)))
    c3 = fround(c3 + fround(x * (panel[at + 3] as number)))
    a += aStep
  }
  f32[c] = c0
  f32[c + 1] = c1
  f32[c + 2] = c2
  f32[c + 3] = c3
}

function chain(f32: Float32Array, a: number, aStep: number, b: number, bStep: number, k: number, sum: number): number {
  for (let p = 0; p < k; p++) {
    sum = fround(sum + fround((f32[a] as number) * (f32[b] as number)))
    a += aStep
    b += bStep
  }
  return sum
}
