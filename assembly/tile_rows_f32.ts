/**
 * Register tiles of the matrix product C[m, n] = init + A[m, k] B[k, n].
 *
 * Every element of C is one chain: c = init(j), then c = c + a(i, p) * b(p, j) for p ascending, one rounding for each
 * product and one for each sum. Tiles, packing and tails only choose which elements are computed together.
 *
 * A function here walks all row tiles of one panel of columns. A 4x8 tile keeps 8 accumulators in registers and needs
 * 2 loads of B and 4 broadcast loads of A for 16 vector operations; 15 registers are usable on x64, so it never spills.
 *
 * What binds the speed is the number of instructions, so the loop over p has few besides those 22. It takes several steps
 * a turn. B is a packed panel, its rows side by side, so that its pointer moves once a turn. The pointers move before they
 * are used, because an address that comes from an addition needs no extension to 64 bits. Broadcast offsets stay 0, 4, 8,
 * 12, because the compiler adds any other offset with an instruction of its own.
 *
 * After each step the loop may be left, which is how a k that is no multiple of them ends. These exits also keep every step
 * in a basic block of its own: without them the compiler moves the loads of all steps to the top, runs out of
 * registers and halves the speed.
 *
 * Rows: the last tile moves up until it fits and computes some rows again with the same result, so m >= 4 is required.
 * Fewer rows take `row_1x8` and `row_1x4`. Strides are in bytes; init is one row that all rows start from; mask has the
 * layout of C and is read for EPILOGUE_MASK only; k >= 1.
 */
import { EPILOGUE_RELU } from './inline/epilogue'
import { add_product, store4, store_tile } from './inline/tile'

/** A row-major: row i at a + i * lda. */
export function rows_4x8(
  c: usize, a: usize, b: usize, init: usize, mask: usize, m: i32, k: i32, lda: usize, ldc: usize, epilogue: i32,
): void {
  const i0 = v128.load(init)
  const i1 = v128.load(init, 16)
  const low = f32x4.splat(epilogue == EPILOGUE_RELU ? 0 : -Infinity)
  for (let row = 0; row < m; row += 4) {
    const top = <usize>min(row, m - 4)
    let a0 = a + top * lda - 16
    let a1 = a0 + lda
    let a2 = a1 + lda
    let a3 = a2 + lda
    let pb = b - 128
    let c00 = i0, c01 = i1, c10 = i0, c11 = i1
    let c20 = i0, c21 = i1, c30 = i0, c31 = i1
    let b0: v128, b1: v128, s0: v128, s1: v128, s2: v128, s3: v128
    let p = k
    do {
      pb += 128
      a0 += 16
      a1 += 16
      a2 += 16
      a3 += 16
      b0 = v128.load(pb)
      s0 = v128.load32_splat(a0)
      s1 = v128.load32_splat(a1)
      s2 = v128.load32_splat(a2)
      s3 = v128.load32_splat(a3)
      c00 = add_product(c00, s0, b0)
      c10 = add_product(c10, s1, b0)
      c20 = add_product(c20, s2, b0)
      c30 = add_product(c30, s3, b0)
      b1 = v128.load(pb, 16)
      c01 = add_product(c01, s0, b1)
      c11 = add_product(c11, s1, b1)
      c21 = add_product(c21, s2, b1)
      c31 = add_product(c31, s3, b1)
      if (p == 1) break
      b0 = v128.load(pb, 32)
      s0 = v128.load32_splat(a0, 4)
      s1 = v128.load32_splat(a1, 4)
      s2 = v128.load32_splat(a2, 4)
      s3 = v128.load32_splat(a3, 4)
      c00 = add_product(c00, s0, b0)
      c10 = add_product(c10, s1, b0)
      c20 = add_product(c20, s2, b0)
      c30 = add_product(c30, s3, b0)
      b1 = v128.load(pb, 48)
      c01 = add_product(c01, s0, b1)
      c11 = add_product(c11, s1, b1)
      c21 = add_product(c21, s2, b1)
      c31 = add_product(c31, s3, b1)
      if (p == 2) break
      b0 = v128.load(pb, 64)
      s0 = v128.load32_splat(a0, 8)
      s1 = v128.load32_splat(a1, 8)
      s2 = v128.load32_splat(a2, 8)
      s3 = v128.load32_splat(a3, 8)
      c00 = add_product(c00, s0, b0)
      c10 = add_product(c10, s1, b0)
      c20 = add_product(c20, s2, b0)
      c30 = add_product(c30, s3, b0)
      b1 = v128.load(pb, 80)
      c01 = add_product(c01, s0, b1)
      c11 = add_product(c11, s1, b1)
      c21 = add_product(c21, s2, b1)
      c31 = add_product(c31, s3, b1)
      if (p == 3) break
      b0 = v128.load(pb, 96)
      s0 = v128.load32_splat(a0, 12)
      s1 = v128.load32_splat(a1, 12)
      s2 = v128.load32_splat(a2, 12)
      s3 = v128.load32_splat(a3, 12)
      c00 = add_product(c00, s0, b0)
      c10 = add_product(c10, s1, b0)
      c20 = add_product(c20, s2, b0)
      c30 = add_product(c30, s3, b0)
      b1 = v128.load(pb, 112)
      c01 = add_product(c01, s0, b1)
      c11 = add_product(c11, s1, b1)
      c21 = add_product(c21, s2, b1)
      c31 = add_product(c31, s3, b1)
      p -= 4
    } while (p)
    const at = top * ldc
    store_tile(c + at, mask + at, ldc, epilogue, low, c00, c01, c10, c11, c20, c21, c30, c31)
  }
}

/** As rows_4x8, four columns wide; only the first `width` of them, 1 to 4, exist in C and in the mask. */
export function rows_4x4(
  c: usize, a: usize, b: usize, init: usize, mask: usize,
  m: i32, k: i32, lda: usize, ldc: usize, epilogue: i32, width: i32,
): void {
  const i0 = v128.load(init)
  for (let row = 0; row < m; row += 4) {
    const top = <usize>min(row, m - 4)
    let a0 = a + top * lda - 16
    let a1 = a0 + lda
    let a2 = a1 + lda
    let a3 = a2 + lda
    let pb = b - 64
    let c0 = i0, c1 = i0, c2 = i0, c3 = i0
    let b0: v128
    let p = k
    do {
      pb += 64
      a0 += 16
      a1 += 16
      a2 += 16
      a3 += 16
      b0 = v128.load(pb)
      c0 = add_product(c0, v128.load32_splat(a0), b0)
      c1 = add_product(c1, v128.load32_splat(a1), b0)
      c2 = add_product(c2, v128.load32_splat(a2), b0)
      c3 = add_product(c3, v128.load32_splat(a3), b0)
      if (p == 1) break
      b0 = v128.load(pb, 16)
      c0 = add_product(c0, v128.load32_splat(a0, 4), b0)
      c1 = add_product(c1, v128.load32_splat(a1, 4), b0)
      c2 = add_product(c2, v128.load32_splat(a2, 4), b0)
      c3 = add_product(c3, v128.load32_splat(a3, 4), b0)
      if (p == 2) break
      b0 = v128.load(pb, 32)
      c0 = add_product(c0, v128.load32_splat(a0, 8), b0)
      c1 = add_product(c1, v128.load32_splat(a1, 8), b0)
      c2 = add_product(c2, v128.load32_splat(a2, 8), b0)
      c3 = add_product(c3, v128.load32_splat(a3, 8), b0)
      if (p == 3) break
      b0 = v128.load(pb, 48)
      c0 = add_product(c0, v128.load32_splat(a0, 12), b0)
      c1 = add_product(c1, v128.load32_splat(a1, 12), b0)
      c2 = add_product(c2, v128.load32_splat(a2, 12), b0)
      c3 = add_product(c3, v128.load32_splat(a3, 12), b0)
      p -= 4
    } while (p)
    const t0 = c + top * ldc
    const y = mask + top * ldc
    store4(t0, c0, y, epilogue, width)
    store4(t0 + ldc, c1, y + ldc, epilogue, width)
    store4(t0 + 2 * ldc, c2, y + 2 * ldc, epilogue, width)
    store4(t0 + 3 * ldc, c3, y + 3 * ldc, epilogue, width)
  }
}

/** One row of C, eight columns; the values of A are aStep bytes apart; k >= 1. */
export function row_1x8(
  c: usize, a: usize, b: usize, init: usize, mask: usize, k: i32, aStep: usize, epilogue: i32,
): void {
  let c0 = v128.load(init)
  let c1 = v128.load(init, 16)
  let p = k
  do {
    const s = v128.load32_splat(a)
    c0 = add_product(c0, s, v128.load(b))
    c1 = add_product(c1, s, v128.load(b, 16))
    a += aStep
    b += 32
  } while (--p)
  store4(c, c0, mask, epilogue, 4)
  store4(c + 16, c1, mask + 16, epilogue, 4)
}

/** One row of C, four columns of which `width` exist; the values of A are aStep bytes apart; k >= 1. */
export function row_1x4(
  c: usize, a: usize, b: usize, init: usize, mask: usize, k: i32, aStep: usize, epilogue: i32, width: i32,
): void {
  let c0 = v128.load(init)
  let p = k
  do {
    c0 = add_product(c0, v128.load32_splat(a), v128.load(b))
    a += aStep
    b += 16
  } while (--p)
  store4(c, c0, mask, epilogue, width)
}
