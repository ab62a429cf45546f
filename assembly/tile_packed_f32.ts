/**
 * The register tile of the large products C[m, n] = init + A[m, k] B[k, n]: both A and B packed (pack_f32). One call walks
 * all row tiles, m >= 4, of one panel of 8 columns.
 *
 * c(i, j) = init(j), then c = c + a(i, p) b(p, j) for p ascending from 0 to k - 1, k >= 1, each product and each sum rounded
 * once. ldc is in bytes; mask has the layout of C. Held to the bits of the plain-JS twin at every size by test/core.
 *
 * Why the loop looks as it does stands in tile_rows_f32; this one differs in how it walks A. All four values of a step lie
 * in one cache line, and the five steps of a turn have a pointer each, which all move at its head. Of the unrollings that
 * were measured this is the one that the compilers of Node 20, 24 and 26 run alike (`onecycle bench --only 'kernel
 * dense.*784'`); one pointer that moves at each step suits the first alone.
 */
import { EPILOGUE_RELU } from './inline/epilogue'
import { add_product, store_tile } from './inline/tile'

/** A as tiles of 4 k values, one after the other, a step's four side by side (pack_f32). */
export function packed_4x8(
  c: usize, a: usize, b: usize, init: usize, mask: usize, m: i32, k: i32, ldc: usize, epilogue: i32,
): void {
  const i0 = v128.load(init)
  const i1 = v128.load(init, 16)
  const low = f32x4.splat(epilogue == EPILOGUE_RELU ? 0 : -Infinity)
  const tileStep = <usize>k << 4
  for (let row = 0; row < m; row += 4) {
    const top = <usize>min(row, m - 4)
    let a0 = a - 80
    let a1 = a0 + 16
    let a2 = a1 + 16
    let a3 = a2 + 16
    let a4 = a3 + 16
    a += tileStep
    let pb = b - 160
    let c00 = i0, c01 = i1, c10 = i0, c11 = i1
    let c20 = i0, c21 = i1, c30 = i0, c31 = i1
    let b0: v128, b1: v128, s0: v128, s1: v128, s2: v128, s3: v128
    let p = k
    do {
      pb += 160
      a0 += 80
      a1 += 80
      a2 += 80
      a3 += 80
      a4 += 80
      b0 = v128.load(pb)
      s0 = v128.load32_splat(a0)
      s1 = v128.load32_splat(a0, 4)
      s2 = v128.load32_splat(a0, 8)
      s3 = v128.load32_splat(a0, 12)
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
      s0 = v128.load32_splat(a1)
      s1 = v128.load32_splat(a1, 4)
      s2 = v128.load32_splat(a1, 8)
      s3 = v128.load32_splat(a1, 12)
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
      s0 = v128.load32_splat(a2)
      s1 = v128.load32_splat(a2, 4)
      s2 = v128.load32_splat(a2, 8)
      s3 = v128.load32_splat(a2, 12)
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
      s0 = v128.load32_splat(a3)
      s1 = v128.load32_splat(a3, 4)
      s2 = v128.load32_splat(a3, 8)
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
      if (p == 4) break
      b0 = v128.load(pb, 128)
      s0 = v128.load32_splat(a4)
      s1 = v128.load32_splat(a4, 4)
      s2 = v128.load32_splat(a4, 8)
      s3 = v128.load32_splat(a4, 12)
      c00 = add_product(c00, s0, b0)
      c10 = add_product(c10, s1, b0)
      c20 = add_product(c20, s2, b0)
      c30 = add_product(c30, s3, b0)
      b1 = v128.load(pb, 144)
      c01 = add_product(c01, s0, b1)
      c11 = add_product(c11, s1, b1)
      c21 = add_product(c21, s2, b1)
      c31 = add_product(c31, s3, b1)
      p -= 5
    } while (p)
    const at = top * ldc
    store_tile(c + at, mask + at, ldc, epilogue, low, c00, c01, c10, c11, c20, c21, c30, c31)
  }
}
