/**
 * Register tiles of C[m, n] = init + A[m, k] B[k, n] for A stored k-major: the four values of a tile stand side by side,
 * and one broadcast pointer moves per step. One call walks all row tiles, m >= 4, of one panel of columns.
 *
 * c(i, j) = init(j), then c = c + a(i, p) b(p, j) for p ascending from 0 to k - 1, k >= 1, each product and each sum rounded
 * once. B is a packed panel, 8 or 4 columns wide; strides are in bytes; mask has the layout of C. Why the loop looks as it
 * does stands in tile_rows_f32; the steps are written out because a function has one result. Held to the bits of the
 * plain-JS twin at every size by test/core.
 */
import { EPILOGUE_RELU } from './inline/epilogue'
import { add_product, store4, store_tile } from './inline/tile'

/** A in place: one step of p is lda bytes on. */
export function columns_4x8(
  c: usize, a: usize, b: usize, init: usize, mask: usize, m: i32, k: i32, lda: usize, ldc: usize, epilogue: i32,
): void {
  const i0 = v128.load(init)
  const i1 = v128.load(init, 16)
  const low = f32x4.splat(epilogue == EPILOGUE_RELU ? 0 : -Infinity)
  for (let row = 0; row < m; row += 4) {
    const top = <usize>min(row, m - 4)
    let pa = a + 4 * top - lda
    let pb = b - 128
    let c00 = i0, c01 = i1, c10 = i0, c11 = i1
    let c20 = i0, c21 = i1, c30 = i0, c31 = i1
    let b0: v128, b1: v128, s0: v128, s1: v128, s2: v128, s3: v128
    let p = k
    do {
      pb += 128
      pa += lda
      b0 = v128.load(pb)
      s0 = v128.load32_splat(pa)
      s1 = v128.load32_splat(pa, 4)
      s2 = v128.load32_splat(pa, 8)
      s3 = v128.load32_splat(pa, 12)
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
      pa += lda
      b0 = v128.load(pb, 32)
      s0 = v128.load32_splat(pa)
      s1 = v128.load32_splat(pa, 4)
      s2 = v128.load32_splat(pa, 8)
      s3 = v128.load32_splat(pa, 12)
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
      pa += lda
      b0 = v128.load(pb, 64)
      s0 = v128.load32_splat(pa)
      s1 = v128.load32_splat(pa, 4)
      s2 = v128.load32_splat(pa, 8)
      s3 = v128.load32_splat(pa, 12)
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
      pa += lda
      b0 = v128.load(pb, 96)
      s0 = v128.load32_splat(pa)
      s1 = v128.load32_splat(pa, 4)
      s2 = v128.load32_splat(pa, 8)
      s3 = v128.load32_splat(pa, 12)
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

/**
 * Four columns wide; only the first `width` of them, 1 to 4, exist in C and in the mask. Tile t of A starts at
 * a + t * tileStep (packed), or at a + 4 * row where tileStep is 0.
 */
export function columns_4x4(
  c: usize, a: usize, b: usize, init: usize, mask: usize,
  m: i32, k: i32, lda: usize, tileStep: usize, ldc: usize, epilogue: i32, width: i32,
): void {
  const i0 = v128.load(init)
  let packed = a
  for (let row = 0; row < m; row += 4) {
    const top = <usize>min(row, m - 4)
    let pa = (tileStep ? packed : a + 4 * top) - lda
    packed += tileStep
    let pb = b - 64
    let c0 = i0, c1 = i0, c2 = i0, c3 = i0
    let b0: v128
    let p = k
    do {
      pb += 64
      pa += lda
      b0 = v128.load(pb)
      c0 = add_product(c0, v128.load32_splat(pa), b0)
      c1 = add_product(c1, v128.load32_splat(pa, 4), b0)
      c2 = add_product(c2, v128.load32_splat(pa, 8), b0)
      c3 = add_product(c3, v128.load32_splat(pa, 12), b0)
      if (p == 1) break
      pa += lda
      b0 = v128.load(pb, 16)
      c0 = add_product(c0, v128.load32_splat(pa), b0)
      c1 = add_product(c1, v128.load32_splat(pa, 4), b0)
      c2 = add_product(c2, v128.load32_splat(pa, 8), b0)
      c3 = add_product(c3, v128.load32_splat(pa, 12), b0)
      if (p == 2) break
      pa += lda
      b0 = v128.load(pb, 32)
      c0 = add_product(c0, v128.load32_splat(pa), b0)
      c1 = add_product(c1, v128.load32_splat(pa, 4), b0)
      c2 = add_product(c2, v128.load32_splat(pa, 8), b0)
      c3 = add_product(c3, v128.load32_splat(pa, 12), b0)
      if (p == 3) break
      pa += lda
      b0 = v128.load(pb, 48)
      c0 = add_product(c0, v128.load32_splat(pa), b0)
      c1 = add_product(c1, v128.load32_splat(pa, 4), b0)
      c2 = add_product(c2, v128.load32_splat(pa, 8), b0)
      c3 = add_product(c3, v128.load32_splat(pa, 12), b0)
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
