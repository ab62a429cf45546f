/**
 * The register tile of the matrix product for panels of four columns, or of the fewer that exist. Why the loop looks as it
 * does stands in tile_packed_f32; eight rows, because the chains of four would wait for their own sums.
 */
import { EPILOGUE_RELU } from './inline/epilogue'
import { add_4x4, add_product, store_4x4, tied } from './inline/tile'

/**
 * Two tiles of A at a time; an odd one out takes its neighbour again, and an only one stands for both, with the same result.
 * As packed_4x8, but for `width`: of the four columns that many, 1 to 4, exist in C and in the mask.
 */
export function packed_8x4(
  c: usize, a: usize, b: usize, init: usize, mask: usize, m: i32, k: i32, ldc: usize, epilogue: i32, width: i32,
  runs: i32 = 1, aRun: usize = 0, bRun: usize = 0, cStep: usize = 0, aStep: usize = 0,
  adds: bool = false,
): void {
  const i0 = v128.load(init)
  const low = f32x4.splat(epilogue == EPILOGUE_RELU ? 0 : -Infinity)
  const tileStep = aStep ? aStep : <usize>k << 4
  const late = <usize>(-k & 7) << 4
  a -= late
  b -= late
  aRun -= (<usize>k << 4) + late
  bRun -= (<usize>k << 4) + late
  const last = (m - 1) >> 2
  for (let tile = 0; tile <= last; tile += 2) {
    const first = max(min(tile, last - 1), 0)
    const second = min(first + 1, last)
    let pa = a + <usize>first * tileStep, pr = a + <usize>second * tileStep, pb = b, q: usize, r: usize
    let c0 = i0, c1 = i0, c2 = i0, c3 = i0, c4 = i0, c5 = i0, c6 = i0, c7 = i0
    let b0: v128, s: v128, t: v128
    let run = runs
    for (;;) {
      let p = k
      do {
        switch (p & 7) {
          case 0:
            b0 = v128.load(pb)
            s = v128.load32_splat(pr, 12), t = v128.load32_splat(pr, 8)
            c7 = add_product(c7, s, b0), c6 = tied(add_product(c6, t, b0), c7)
            s = v128.load32_splat(pr, 4), t = v128.load32_splat(pr)
            c5 = add_product(c5, s, b0), c4 = tied(add_product(c4, t, b0), c5)
            s = v128.load32_splat(pa, 12), t = v128.load32_splat(pa, 8)
            c3 = add_product(c3, s, b0), c2 = tied(add_product(c2, t, b0), c3)
            s = v128.load32_splat(pa, 4), t = v128.load32_splat(pa)
            c1 = add_product(c1, s, b0), c0 = tied(add_product(c0, t, b0), c1)
          case 7:
            q = pa + 16, r = pr + 16
            b0 = v128.load(pb, 16)
            s = v128.load32_splat(r, 12), t = v128.load32_splat(r, 8)
            c7 = add_product(c7, s, b0), c6 = tied(add_product(c6, t, b0), c7)
            s = v128.load32_splat(r, 4), t = v128.load32_splat(r)
            c5 = add_product(c5, s, b0), c4 = tied(add_product(c4, t, b0), c5)
            s = v128.load32_splat(q, 12), t = v128.load32_splat(q, 8)
            c3 = add_product(c3, s, b0), c2 = tied(add_product(c2, t, b0), c3)
            s = v128.load32_splat(q, 4), t = v128.load32_splat(q)
            c1 = add_product(c1, s, b0), c0 = tied(add_product(c0, t, b0), c1)
          case 6:
            q = pa + 32, r = pr + 32
            b0 = v128.load(pb, 32)
            s = v128.load32_splat(r, 12), t = v128.load32_splat(r, 8)
            c7 = add_product(c7, s, b0), c6 = tied(add_product(c6, t, b0), c7)
            s = v128.load32_splat(r, 4), t = v128.load32_splat(r)
            c5 = add_product(c5, s, b0), c4 = tied(add_product(c4, t, b0), c5)
            s = v128.load32_splat(q, 12), t = v128.load32_splat(q, 8)
            c3 = add_product(c3, s, b0), c2 = tied(add_product(c2, t, b0), c3)
            s = v128.load32_splat(q, 4), t = v128.load32_splat(q)
            c1 = add_product(c1, s, b0), c0 = tied(add_product(c0, t, b0), c1)
          case 5:
            q = pa + 48, r = pr + 48
            b0 = v128.load(pb, 48)
            s = v128.load32_splat(r, 12), t = v128.load32_splat(r, 8)
            c7 = add_product(c7, s, b0), c6 = tied(add_product(c6, t, b0), c7)
            s = v128.load32_splat(r, 4), t = v128.load32_splat(r)
            c5 = add_product(c5, s, b0), c4 = tied(add_product(c4, t, b0), c5)
            s = v128.load32_splat(q, 12), t = v128.load32_splat(q, 8)
            c3 = add_product(c3, s, b0), c2 = tied(add_product(c2, t, b0), c3)
            s = v128.load32_splat(q, 4), t = v128.load32_splat(q)
            c1 = add_product(c1, s, b0), c0 = tied(add_product(c0, t, b0), c1)
          case 4:
            q = pa + 64, r = pr + 64
            b0 = v128.load(pb, 64)
            s = v128.load32_splat(r, 12), t = v128.load32_splat(r, 8)
            c7 = add_product(c7, s, b0), c6 = tied(add_product(c6, t, b0), c7)
            s = v128.load32_splat(r, 4), t = v128.load32_splat(r)
            c5 = add_product(c5, s, b0), c4 = tied(add_product(c4, t, b0), c5)
            s = v128.load32_splat(q, 12), t = v128.load32_splat(q, 8)
            c3 = add_product(c3, s, b0), c2 = tied(add_product(c2, t, b0), c3)
            s = v128.load32_splat(q, 4), t = v128.load32_splat(q)
            c1 = add_product(c1, s, b0), c0 = tied(add_product(c0, t, b0), c1)
          case 3:
            q = pa + 80, r = pr + 80
            b0 = v128.load(pb, 80)
            s = v128.load32_splat(r, 12), t = v128.load32_splat(r, 8)
            c7 = add_product(c7, s, b0), c6 = tied(add_product(c6, t, b0), c7)
            s = v128.load32_splat(r, 4), t = v128.load32_splat(r)
            c5 = add_product(c5, s, b0), c4 = tied(add_product(c4, t, b0), c5)
            s = v128.load32_splat(q, 12), t = v128.load32_splat(q, 8)
            c3 = add_product(c3, s, b0), c2 = tied(add_product(c2, t, b0), c3)
            s = v128.load32_splat(q, 4), t = v128.load32_splat(q)
            c1 = add_product(c1, s, b0), c0 = tied(add_product(c0, t, b0), c1)
          case 2:
            q = pa + 96, r = pr + 96
            b0 = v128.load(pb, 96)
            s = v128.load32_splat(r, 12), t = v128.load32_splat(r, 8)
            c7 = add_product(c7, s, b0), c6 = tied(add_product(c6, t, b0), c7)
            s = v128.load32_splat(r, 4), t = v128.load32_splat(r)
            c5 = add_product(c5, s, b0), c4 = tied(add_product(c4, t, b0), c5)
            s = v128.load32_splat(q, 12), t = v128.load32_splat(q, 8)
            c3 = add_product(c3, s, b0), c2 = tied(add_product(c2, t, b0), c3)
            s = v128.load32_splat(q, 4), t = v128.load32_splat(q)
            c1 = add_product(c1, s, b0), c0 = tied(add_product(c0, t, b0), c1)
          case 1:
            q = pa + 112, r = pr + 112
            b0 = v128.load(pb, 112)
            s = v128.load32_splat(r, 12), t = v128.load32_splat(r, 8)
            c7 = add_product(c7, s, b0), c6 = tied(add_product(c6, t, b0), c7)
            s = v128.load32_splat(r, 4), t = v128.load32_splat(r)
            c5 = add_product(c5, s, b0), c4 = tied(add_product(c4, t, b0), c5)
            s = v128.load32_splat(q, 12), t = v128.load32_splat(q, 8)
            c3 = add_product(c3, s, b0), c2 = tied(add_product(c2, t, b0), c3)
            s = v128.load32_splat(q, 4), t = v128.load32_splat(q)
            c1 = add_product(c1, s, b0), c0 = tied(add_product(c0, t, b0), c1)
          default:
        }
        pa += 128
        pr += 128
        pb += 128
        p = (p - 1) & -8
      } while (p)
      if (runs == 1 || --run == 0) break
      pa += aRun
      pr += aRun
      pb += bRun
    }
    let at = cStep ? <usize>first * cStep : <usize>min(first << 2, m - 4) * ldc
    if (!adds) store_4x4(c + at, mask + at, ldc, epilogue, low, width, c0, c1, c2, c3)
    // not again to a neighbour that had it
    else if (first == tile) add_4x4(c + at, ldc, width, c0, c1, c2, c3)
    at = cStep ? <usize>second * cStep : <usize>min(second << 2, m - 4) * ldc
    if (!adds) store_4x4(c + at, mask + at, ldc, epilogue, low, width, c4, c5, c6, c7)
    else if (second > first) add_4x4(c + at, ldc, width, c4, c5, c6, c7)
  }
}
