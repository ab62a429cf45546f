/**
 * The register tile of the matrix product for panels of four columns, or of the fewer that exist: eight rows, as the chains of
 * four would wait for their own sums. Why the loop looks as it does stands in tile_packed_f32; here the two vectors of a step are
 * of A, and what is broadcast is of B, so that it takes no more loads than there; the broadcasts in front are those of init. The
 * ends of the chains stand column by column then, and are turned before they are stored.
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
  const i0 = v128.load32_splat(init)
  const i1 = v128.load32_splat(init, 4)
  const i2 = v128.load32_splat(init, 8)
  const i3 = v128.load32_splat(init, 12)
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
    let pa = a + <usize>first * tileStep, pr = a + <usize>second * tileStep, pb = b, q: usize
    // column j of the first tile's rows, and of the second's
    let c00 = i0, c01 = i0, c10 = i1, c11 = i1, c20 = i2, c21 = i2, c30 = i3, c31 = i3
    let a0: v128, a1: v128, s: v128
    let run = runs
    for (;;) {
      let p = k
      do {
        switch (p & 7) {
          case 0:
            a0 = tied(v128.load(pa), a1 = v128.load(pr))
            s = v128.load32_splat(pb, 12), c31 = add_product(c31, s, a1), c30 = tied(add_product(c30, s, a0), c31)
            s = v128.load32_splat(pb, 8), c21 = add_product(c21, s, a1), c20 = tied(add_product(c20, s, a0), c21)
            s = v128.load32_splat(pb, 4), c11 = add_product(c11, s, a1), c10 = tied(add_product(c10, s, a0), c11)
            s = v128.load32_splat(pb), c01 = add_product(c01, s, a1), c00 = tied(add_product(c00, s, a0), c01)
          case 7:
            q = pb + 16
            a0 = tied(v128.load(pa, 16), a1 = v128.load(pr, 16))
            s = v128.load32_splat(q, 12), c31 = add_product(c31, s, a1), c30 = tied(add_product(c30, s, a0), c31)
            s = v128.load32_splat(q, 8), c21 = add_product(c21, s, a1), c20 = tied(add_product(c20, s, a0), c21)
            s = v128.load32_splat(q, 4), c11 = add_product(c11, s, a1), c10 = tied(add_product(c10, s, a0), c11)
            s = v128.load32_splat(q), c01 = add_product(c01, s, a1), c00 = tied(add_product(c00, s, a0), c01)
          case 6:
            q = pb + 32
            a0 = tied(v128.load(pa, 32), a1 = v128.load(pr, 32))
            s = v128.load32_splat(q, 12), c31 = add_product(c31, s, a1), c30 = tied(add_product(c30, s, a0), c31)
            s = v128.load32_splat(q, 8), c21 = add_product(c21, s, a1), c20 = tied(add_product(c20, s, a0), c21)
            s = v128.load32_splat(q, 4), c11 = add_product(c11, s, a1), c10 = tied(add_product(c10, s, a0), c11)
            s = v128.load32_splat(q), c01 = add_product(c01, s, a1), c00 = tied(add_product(c00, s, a0), c01)
          case 5:
            q = pb + 48
            a0 = tied(v128.load(pa, 48), a1 = v128.load(pr, 48))
            s = v128.load32_splat(q, 12), c31 = add_product(c31, s, a1), c30 = tied(add_product(c30, s, a0), c31)
            s = v128.load32_splat(q, 8), c21 = add_product(c21, s, a1), c20 = tied(add_product(c20, s, a0), c21)
            s = v128.load32_splat(q, 4), c11 = add_product(c11, s, a1), c10 = tied(add_product(c10, s, a0), c11)
            s = v128.load32_splat(q), c01 = add_product(c01, s, a1), c00 = tied(add_product(c00, s, a0), c01)
          case 4:
            q = pb + 64
            a0 = tied(v128.load(pa, 64), a1 = v128.load(pr, 64))
            s = v128.load32_splat(q, 12), c31 = add_product(c31, s, a1), c30 = tied(add_product(c30, s, a0), c31)
            s = v128.load32_splat(q, 8), c21 = add_product(c21, s, a1), c20 = tied(add_product(c20, s, a0), c21)
            s = v128.load32_splat(q, 4), c11 = add_product(c11, s, a1), c10 = tied(add_product(c10, s, a0), c11)
            s = v128.load32_splat(q), c01 = add_product(c01, s, a1), c00 = tied(add_product(c00, s, a0), c01)
          case 3:
            q = pb + 80
            a0 = tied(v128.load(pa, 80), a1 = v128.load(pr, 80))
            s = v128.load32_splat(q, 12), c31 = add_product(c31, s, a1), c30 = tied(add_product(c30, s, a0), c31)
            s = v128.load32_splat(q, 8), c21 = add_product(c21, s, a1), c20 = tied(add_product(c20, s, a0), c21)
            s = v128.load32_splat(q, 4), c11 = add_product(c11, s, a1), c10 = tied(add_product(c10, s, a0), c11)
            s = v128.load32_splat(q), c01 = add_product(c01, s, a1), c00 = tied(add_product(c00, s, a0), c01)
          case 2:
            q = pb + 96
            a0 = tied(v128.load(pa, 96), a1 = v128.load(pr, 96))
            s = v128.load32_splat(q, 12), c31 = add_product(c31, s, a1), c30 = tied(add_product(c30, s, a0), c31)
            s = v128.load32_splat(q, 8), c21 = add_product(c21, s, a1), c20 = tied(add_product(c20, s, a0), c21)
            s = v128.load32_splat(q, 4), c11 = add_product(c11, s, a1), c10 = tied(add_product(c10, s, a0), c11)
            s = v128.load32_splat(q), c01 = add_product(c01, s, a1), c00 = tied(add_product(c00, s, a0), c01)
          case 1:
            q = pb + 112
            a0 = tied(v128.load(pa, 112), a1 = v128.load(pr, 112))
            s = v128.load32_splat(q, 12), c31 = add_product(c31, s, a1), c30 = tied(add_product(c30, s, a0), c31)
            s = v128.load32_splat(q, 8), c21 = add_product(c21, s, a1), c20 = tied(add_product(c20, s, a0), c21)
            s = v128.load32_splat(q, 4), c11 = add_product(c11, s, a1), c10 = tied(add_product(c10, s, a0), c11)
            s = v128.load32_splat(q), c01 = add_product(c01, s, a1), c00 = tied(add_product(c00, s, a0), c01)
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
    // not again to a neighbour that had it
    if (!adds || first == tile) {
      store_turned(c + at, mask + at, ldc, epilogue, low, width, c00, c10, c20, c30, adds)
    }
    at = cStep ? <usize>second * cStep : <usize>min(second << 2, m - 4) * ldc
    if (!adds || second > first) {
      store_turned(c + at, mask + at, ldc, epilogue, low, width, c01, c11, c21, c31, adds)
    }
  }
}

/** Stores four columns of four rows, or adds them. */
@inline
function store_turned(
  c: usize, mask: usize, ldc: usize, epilogue: i32, low: v128, width: i32,
  c0: v128, c1: v128, c2: v128, c3: v128, adds: bool,
): void {
  const low01 = v128.shuffle<f32>(c0, c1, 0, 4, 1, 5)
  const high01 = v128.shuffle<f32>(c0, c1, 2, 6, 3, 7)
  const low23 = v128.shuffle<f32>(c2, c3, 0, 4, 1, 5)
  const high23 = v128.shuffle<f32>(c2, c3, 2, 6, 3, 7)
  const r0 = v128.shuffle<f32>(low01, low23, 0, 1, 4, 5)
  const r1 = v128.shuffle<f32>(low01, low23, 2, 3, 6, 7)
  const r2 = v128.shuffle<f32>(high01, high23, 0, 1, 4, 5)
  const r3 = v128.shuffle<f32>(high01, high23, 2, 3, 6, 7)
  if (adds) add_4x4(c, ldc, width, r0, r1, r2, r3)
  else store_4x4(c, mask, ldc, epilogue, low, width, r0, r1, r2, r3)
}
