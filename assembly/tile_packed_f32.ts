/**
 * The register tile of the matrix product C[m, n] = init + A[m, k] B[k, n] for panels of eight columns, both A and B packed
 * (pack_f32). One call walks all row tiles of one panel.
 *
 * Every element of C is one chain: c = init(j), then c = c + a(i, p) b(p, j) for p ascending from 0 to k - 1, one rounding
 * for each product and one for each sum. Tiles, packing and tails only choose which elements are computed together. Held to
 * the bits of the plain-JS twin at every size by test/core.
 *
 * A 4x8 tile keeps 8 accumulators in registers; a step takes 2 loads of B and 4 broadcast loads of A for 16 vector
 * operations, and a processor that starts six instructions and four vector operations a cycle has room for two more. So:
 *
 * - A turn takes 16 steps, and the first turn enters late, by the `switch`, where k is not a multiple of 16.
 * - The entries also make each step a basic block whose accumulators come from two sides. A compiler that orders by need
 *   (V8 up to 12) orders each such block by itself; in a longer one it moves all loads to the top and runs out of registers.
 * - Rows go from the last to the first and are stored from the first to the last: that compiler fills a block from its end,
 *   in the order of the stores, so each load comes to stand just before its own uses.
 * - Two products, then their two sums: processors with separate multipliers and adders share them out by turns, and product,
 *   sum, product, sum leaves half of them waiting. `tied` ties a row's two sums, so that they are placed together.
 * - Broadcast offsets stay 0, 4, 8, 12: V8 up to 12 adds any other with an instruction of its own. V8 from 13 on adds each but 0
 *   to the start of memory with one, unless it has that sum from a place that comes before on every path, and a step after an
 *   entry has no other: so the function begins with three broadcasts of which it keeps nothing. (Four pointers with one offset a
 *   step are as fast there, slower in JavaScriptCore and SpiderMonkey.)
 *
 * `onecycle bench --only 'kernel dense'` measures a change, `onecycle bench --nodes` in several versions of V8.
 */
import { EPILOGUE_RELU } from './inline/epilogue'
import { add_4x8, add_product, store_4x8, tied } from './inline/tile'

/**
 * m >= 4: the last tile is that of the last four rows and computes some again with the same result. k >= 1. init is one row
 * that all rows start from; ldc is in bytes; mask has the layout of C and is read for EPILOGUE_MASK only.
 *
 * A convolution says more (layers/conv2d_f32). Its chains are `runs` runs of k steps; the next run of A begins aRun bytes after
 * this one, that of B bRun. Tiles lie aStep bytes apart in A and cStep in C, and m is a multiple of 4. With `adds` the ends of the
 * chains are added to C. For a product these are constants, of which its code keeps nothing.
 */
export function packed_4x8(
  c: usize, a: usize, b: usize, init: usize, mask: usize, m: i32, k: i32, ldc: usize, epilogue: i32,
  runs: i32 = 1, aRun: usize = 0, bRun: usize = 0, cStep: usize = 0, aStep: usize = 0,
  adds: bool = false,
): void {
  v128.load32_splat(a, 4)
  v128.load32_splat(a, 8)
  v128.load32_splat(a, 12)
  const i0 = v128.load(init)
  const i1 = v128.load(init, 16)
  const low = f32x4.splat(epilogue == EPILOGUE_RELU ? 0 : -Infinity)
  const tileStep = aStep ? aStep : <usize>k << 4
  // steps that the first turn leaves out: the pointers start that much lower. An address with an offset does not wrap, so
  // A and B must lie 480 bytes or more above 0, as everything does above the module's own data, which begins at 1024
  const late = <usize>(-k & 15)
  a -= late << 4
  b -= late << 5
  // from the end of a run to where the next one starts
  aRun -= (<usize>k + late) << 4
  bRun -= (<usize>k + late) << 5
  const last = c + (cStep ? <usize>((m >> 2) - 1) * cStep : <usize>(m - 4) * ldc)
  mask -= c
  for (;;) {
    let pa = a, pb = b, q: usize
    let c00 = i0, c01 = i1, c10 = i0, c11 = i1
    let c20 = i0, c21 = i1, c30 = i0, c31 = i1
    let b0: v128, b1: v128, s: v128
    let run = runs
    for (;;) {
      let p = k
      do {
        switch (p & 15) {
          case 0:
            b0 = tied(v128.load(pb), b1 = v128.load(pb, 16))
            s = v128.load32_splat(pa, 12), c31 = add_product(c31, s, b1), c30 = tied(add_product(c30, s, b0), c31)
            s = v128.load32_splat(pa, 8), c21 = add_product(c21, s, b1), c20 = tied(add_product(c20, s, b0), c21)
            s = v128.load32_splat(pa, 4), c11 = add_product(c11, s, b1), c10 = tied(add_product(c10, s, b0), c11)
            s = v128.load32_splat(pa), c01 = add_product(c01, s, b1), c00 = tied(add_product(c00, s, b0), c01)
          case 15:
            q = pa + 16
            b0 = tied(v128.load(pb, 32), b1 = v128.load(pb, 48))
            s = v128.load32_splat(q, 12), c31 = add_product(c31, s, b1), c30 = tied(add_product(c30, s, b0), c31)
            s = v128.load32_splat(q, 8), c21 = add_product(c21, s, b1), c20 = tied(add_product(c20, s, b0), c21)
            s = v128.load32_splat(q, 4), c11 = add_product(c11, s, b1), c10 = tied(add_product(c10, s, b0), c11)
            s = v128.load32_splat(q), c01 = add_product(c01, s, b1), c00 = tied(add_product(c00, s, b0), c01)
          case 14:
            q = pa + 32
            b0 = tied(v128.load(pb, 64), b1 = v128.load(pb, 80))
            s = v128.load32_splat(q, 12), c31 = add_product(c31, s, b1), c30 = tied(add_product(c30, s, b0), c31)
            s = v128.load32_splat(q, 8), c21 = add_product(c21, s, b1), c20 = tied(add_product(c20, s, b0), c21)
            s = v128.load32_splat(q, 4), c11 = add_product(c11, s, b1), c10 = tied(add_product(c10, s, b0), c11)
            s = v128.load32_splat(q), c01 = add_product(c01, s, b1), c00 = tied(add_product(c00, s, b0), c01)
          case 13:
            q = pa + 48
            b0 = tied(v128.load(pb, 96), b1 = v128.load(pb, 112))
            s = v128.load32_splat(q, 12), c31 = add_product(c31, s, b1), c30 = tied(add_product(c30, s, b0), c31)
            s = v128.load32_splat(q, 8), c21 = add_product(c21, s, b1), c20 = tied(add_product(c20, s, b0), c21)
            s = v128.load32_splat(q, 4), c11 = add_product(c11, s, b1), c10 = tied(add_product(c10, s, b0), c11)
            s = v128.load32_splat(q), c01 = add_product(c01, s, b1), c00 = tied(add_product(c00, s, b0), c01)
          case 12:
            q = pa + 64
            b0 = tied(v128.load(pb, 128), b1 = v128.load(pb, 144))
            s = v128.load32_splat(q, 12), c31 = add_product(c31, s, b1), c30 = tied(add_product(c30, s, b0), c31)
            s = v128.load32_splat(q, 8), c21 = add_product(c21, s, b1), c20 = tied(add_product(c20, s, b0), c21)
            s = v128.load32_splat(q, 4), c11 = add_product(c11, s, b1), c10 = tied(add_product(c10, s, b0), c11)
            s = v128.load32_splat(q), c01 = add_product(c01, s, b1), c00 = tied(add_product(c00, s, b0), c01)
          case 11:
            q = pa + 80
            b0 = tied(v128.load(pb, 160), b1 = v128.load(pb, 176))
            s = v128.load32_splat(q, 12), c31 = add_product(c31, s, b1), c30 = tied(add_product(c30, s, b0), c31)
            s = v128.load32_splat(q, 8), c21 = add_product(c21, s, b1), c20 = tied(add_product(c20, s, b0), c21)
            s = v128.load32_splat(q, 4), c11 = add_product(c11, s, b1), c10 = tied(add_product(c10, s, b0), c11)
            s = v128.load32_splat(q), c01 = add_product(c01, s, b1), c00 = tied(add_product(c00, s, b0), c01)
          case 10:
            q = pa + 96
            b0 = tied(v128.load(pb, 192), b1 = v128.load(pb, 208))
            s = v128.load32_splat(q, 12), c31 = add_product(c31, s, b1), c30 = tied(add_product(c30, s, b0), c31)
            s = v128.load32_splat(q, 8), c21 = add_product(c21, s, b1), c20 = tied(add_product(c20, s, b0), c21)
            s = v128.load32_splat(q, 4), c11 = add_product(c11, s, b1), c10 = tied(add_product(c10, s, b0), c11)
            s = v128.load32_splat(q), c01 = add_product(c01, s, b1), c00 = tied(add_product(c00, s, b0), c01)
          case 9:
            q = pa + 112
            b0 = tied(v128.load(pb, 224), b1 = v128.load(pb, 240))
            s = v128.load32_splat(q, 12), c31 = add_product(c31, s, b1), c30 = tied(add_product(c30, s, b0), c31)
            s = v128.load32_splat(q, 8), c21 = add_product(c21, s, b1), c20 = tied(add_product(c20, s, b0), c21)
            s = v128.load32_splat(q, 4), c11 = add_product(c11, s, b1), c10 = tied(add_product(c10, s, b0), c11)
            s = v128.load32_splat(q), c01 = add_product(c01, s, b1), c00 = tied(add_product(c00, s, b0), c01)
          case 8:
            q = pa + 128
            b0 = tied(v128.load(pb, 256), b1 = v128.load(pb, 272))
            s = v128.load32_splat(q, 12), c31 = add_product(c31, s, b1), c30 = tied(add_product(c30, s, b0), c31)
            s = v128.load32_splat(q, 8), c21 = add_product(c21, s, b1), c20 = tied(add_product(c20, s, b0), c21)
            s = v128.load32_splat(q, 4), c11 = add_product(c11, s, b1), c10 = tied(add_product(c10, s, b0), c11)
            s = v128.load32_splat(q), c01 = add_product(c01, s, b1), c00 = tied(add_product(c00, s, b0), c01)
          case 7:
            q = pa + 144
            b0 = tied(v128.load(pb, 288), b1 = v128.load(pb, 304))
            s = v128.load32_splat(q, 12), c31 = add_product(c31, s, b1), c30 = tied(add_product(c30, s, b0), c31)
            s = v128.load32_splat(q, 8), c21 = add_product(c21, s, b1), c20 = tied(add_product(c20, s, b0), c21)
            s = v128.load32_splat(q, 4), c11 = add_product(c11, s, b1), c10 = tied(add_product(c10, s, b0), c11)
            s = v128.load32_splat(q), c01 = add_product(c01, s, b1), c00 = tied(add_product(c00, s, b0), c01)
          case 6:
            q = pa + 160
            b0 = tied(v128.load(pb, 320), b1 = v128.load(pb, 336))
            s = v128.load32_splat(q, 12), c31 = add_product(c31, s, b1), c30 = tied(add_product(c30, s, b0), c31)
            s = v128.load32_splat(q, 8), c21 = add_product(c21, s, b1), c20 = tied(add_product(c20, s, b0), c21)
            s = v128.load32_splat(q, 4), c11 = add_product(c11, s, b1), c10 = tied(add_product(c10, s, b0), c11)
            s = v128.load32_splat(q), c01 = add_product(c01, s, b1), c00 = tied(add_product(c00, s, b0), c01)
          case 5:
            q = pa + 176
            b0 = tied(v128.load(pb, 352), b1 = v128.load(pb, 368))
            s = v128.load32_splat(q, 12), c31 = add_product(c31, s, b1), c30 = tied(add_product(c30, s, b0), c31)
            s = v128.load32_splat(q, 8), c21 = add_product(c21, s, b1), c20 = tied(add_product(c20, s, b0), c21)
            s = v128.load32_splat(q, 4), c11 = add_product(c11, s, b1), c10 = tied(add_product(c10, s, b0), c11)
            s = v128.load32_splat(q), c01 = add_product(c01, s, b1), c00 = tied(add_product(c00, s, b0), c01)
          case 4:
            q = pa + 192
            b0 = tied(v128.load(pb, 384), b1 = v128.load(pb, 400))
            s = v128.load32_splat(q, 12), c31 = add_product(c31, s, b1), c30 = tied(add_product(c30, s, b0), c31)
            s = v128.load32_splat(q, 8), c21 = add_product(c21, s, b1), c20 = tied(add_product(c20, s, b0), c21)
            s = v128.load32_splat(q, 4), c11 = add_product(c11, s, b1), c10 = tied(add_product(c10, s, b0), c11)
            s = v128.load32_splat(q), c01 = add_product(c01, s, b1), c00 = tied(add_product(c00, s, b0), c01)
          case 3:
            q = pa + 208
            b0 = tied(v128.load(pb, 416), b1 = v128.load(pb, 432))
            s = v128.load32_splat(q, 12), c31 = add_product(c31, s, b1), c30 = tied(add_product(c30, s, b0), c31)
            s = v128.load32_splat(q, 8), c21 = add_product(c21, s, b1), c20 = tied(add_product(c20, s, b0), c21)
            s = v128.load32_splat(q, 4), c11 = add_product(c11, s, b1), c10 = tied(add_product(c10, s, b0), c11)
            s = v128.load32_splat(q), c01 = add_product(c01, s, b1), c00 = tied(add_product(c00, s, b0), c01)
          case 2:
            q = pa + 224
            b0 = tied(v128.load(pb, 448), b1 = v128.load(pb, 464))
            s = v128.load32_splat(q, 12), c31 = add_product(c31, s, b1), c30 = tied(add_product(c30, s, b0), c31)
            s = v128.load32_splat(q, 8), c21 = add_product(c21, s, b1), c20 = tied(add_product(c20, s, b0), c21)
            s = v128.load32_splat(q, 4), c11 = add_product(c11, s, b1), c10 = tied(add_product(c10, s, b0), c11)
            s = v128.load32_splat(q), c01 = add_product(c01, s, b1), c00 = tied(add_product(c00, s, b0), c01)
          case 1:
            q = pa + 240
            b0 = tied(v128.load(pb, 480), b1 = v128.load(pb, 496))
            s = v128.load32_splat(q, 12), c31 = add_product(c31, s, b1), c30 = tied(add_product(c30, s, b0), c31)
            s = v128.load32_splat(q, 8), c21 = add_product(c21, s, b1), c20 = tied(add_product(c20, s, b0), c21)
            s = v128.load32_splat(q, 4), c11 = add_product(c11, s, b1), c10 = tied(add_product(c10, s, b0), c11)
            s = v128.load32_splat(q), c01 = add_product(c01, s, b1), c00 = tied(add_product(c00, s, b0), c01)
          default:
        }
        pa += 256
        pb += 512
        p = (p - 1) & -16
      } while (p)
      if (runs == 1 || --run == 0) break
      pa += aRun
      pb += bRun
    }
    if (adds) add_4x8(c, ldc, c00, c01, c10, c11, c20, c21, c30, c31)
    else store_4x8(c, mask, ldc, epilogue, low, c00, c01, c10, c11, c20, c21, c30, c31)
    if (c == last) return
    c = min(c + (cStep ? cStep : 4 * ldc), last)
    a += tileStep
  }
}
