/**
 * Register tiles of the matrix product C[m, n] = init + A[m, k] B[k, n].
 *
 * Every element of C is one chain: c = init(j), then c = c + a(i, p) * b(p, j) for p ascending, one rounding for each
 * product and one for each sum. Tiles, packing and tails only choose which elements are computed together.
 *
 * A function here walks all row tiles of one panel of columns. A 4x8 tile keeps 8 accumulators in registers and needs
 * 2 loads of B and 4 broadcast loads of A for 16 vector operations; 15 registers are usable on x64, so it never spills.
 *
 * The loop over p takes four steps a turn and may leave after each of them. The exits cost one predicted branch each and
 * keep every step in a basic block of its own: without them the compiler moves the loads of all four steps to the top,
 * runs out of registers and halves the speed. Broadcast offsets stay 0, 4, 8, 12 and the pointer moves at every step,
 * because the compiler adds any other offset with an instruction of its own.
 *
 * Rows: the last tile moves up until it fits and computes some rows again with the same result, so m >= 4 is required.
 * Fewer rows take `row_1x8` and `row_1x4`. Strides are in bytes; init is one row that all rows start from; mask has the
 * layout of C and is read for EPILOGUE_MASK only; k >= 1.
 */
import { EPILOGUE_MASK, EPILOGUE_RELU } from './inline/epilogue'

/** A row-major: row i at a + i * lda. */
export function rows_4x8(
  c: usize, a: usize, b: usize, init: usize, mask: usize,
  m: i32, k: i32, lda: usize, ldb: usize, ldc: usize, epilogue: i32,
): void {
  const i0 = v128.load(init)
  const i1 = v128.load(init, 16)
  for (let row = 0; row < m; row += 4) {
    const top = <usize>min(row, m - 4)
    let a0 = a + top * lda
    let a1 = a0 + lda
    let a2 = a1 + lda
    let a3 = a2 + lda
    let pb = b
    let c00 = i0, c01 = i1, c10 = i0, c11 = i1
    let c20 = i0, c21 = i1, c30 = i0, c31 = i1
    let b0: v128, b1: v128, s: v128
    let p = k
    do {
      b0 = v128.load(pb)
      b1 = v128.load(pb, 16)
      s = v128.load32_splat(a0)
      c00 = add_product(c00, s, b0)
      c01 = add_product(c01, s, b1)
      s = v128.load32_splat(a1)
      c10 = add_product(c10, s, b0)
      c11 = add_product(c11, s, b1)
      s = v128.load32_splat(a2)
      c20 = add_product(c20, s, b0)
      c21 = add_product(c21, s, b1)
      s = v128.load32_splat(a3)
      c30 = add_product(c30, s, b0)
      c31 = add_product(c31, s, b1)
      a0 += 4
      a1 += 4
      a2 += 4
      a3 += 4
      pb += ldb
      if (--p == 0) break
      b0 = v128.load(pb)
      b1 = v128.load(pb, 16)
      s = v128.load32_splat(a0)
      c00 = add_product(c00, s, b0)
      c01 = add_product(c01, s, b1)
      s = v128.load32_splat(a1)
      c10 = add_product(c10, s, b0)
      c11 = add_product(c11, s, b1)
      s = v128.load32_splat(a2)
      c20 = add_product(c20, s, b0)
      c21 = add_product(c21, s, b1)
      s = v128.load32_splat(a3)
      c30 = add_product(c30, s, b0)
      c31 = add_product(c31, s, b1)
      a0 += 4
      a1 += 4
      a2 += 4
      a3 += 4
      pb += ldb
      if (--p == 0) break
      b0 = v128.load(pb)
      b1 = v128.load(pb, 16)
      s = v128.load32_splat(a0)
      c00 = add_product(c00, s, b0)
      c01 = add_product(c01, s, b1)
      s = v128.load32_splat(a1)
      c10 = add_product(c10, s, b0)
      c11 = add_product(c11, s, b1)
      s = v128.load32_splat(a2)
      c20 = add_product(c20, s, b0)
      c21 = add_product(c21, s, b1)
      s = v128.load32_splat(a3)
      c30 = add_product(c30, s, b0)
      c31 = add_product(c31, s, b1)
      a0 += 4
      a1 += 4
      a2 += 4
      a3 += 4
      pb += ldb
      if (--p == 0) break
      b0 = v128.load(pb)
      b1 = v128.load(pb, 16)
      s = v128.load32_splat(a0)
      c00 = add_product(c00, s, b0)
      c01 = add_product(c01, s, b1)
      s = v128.load32_splat(a1)
      c10 = add_product(c10, s, b0)
      c11 = add_product(c11, s, b1)
      s = v128.load32_splat(a2)
      c20 = add_product(c20, s, b0)
      c21 = add_product(c21, s, b1)
      s = v128.load32_splat(a3)
      c30 = add_product(c30, s, b0)
      c31 = add_product(c31, s, b1)
      a0 += 4
      a1 += 4
      a2 += 4
      a3 += 4
      pb += ldb
    } while (--p)
    const t0 = c + top * ldc
    const t1 = t0 + ldc
    const t2 = t1 + ldc
    const t3 = t2 + ldc
    // three blocks of stores: a test for each vector would cost the hot loop its registers
    if (epilogue == EPILOGUE_RELU) {
      store8_relu(t0, c00, c01)
      store8_relu(t1, c10, c11)
      store8_relu(t2, c20, c21)
      store8_relu(t3, c30, c31)
    } else if (epilogue == EPILOGUE_MASK) {
      const y = mask + top * ldc
      store8_mask(t0, c00, c01, y)
      store8_mask(t1, c10, c11, y + ldc)
      store8_mask(t2, c20, c21, y + 2 * ldc)
      store8_mask(t3, c30, c31, y + 3 * ldc)
    } else {
      store8(t0, c00, c01)
      store8(t1, c10, c11)
      store8(t2, c20, c21)
      store8(t3, c30, c31)
    }
  }
}

/** As rows_4x8, four columns wide; only the first `width` of them, 1 to 4, exist in C and in the mask. */
export function rows_4x4(
  c: usize, a: usize, b: usize, init: usize, mask: usize,
  m: i32, k: i32, lda: usize, ldb: usize, ldc: usize, epilogue: i32, width: i32,
): void {
  const i0 = v128.load(init)
  for (let row = 0; row < m; row += 4) {
    const top = <usize>min(row, m - 4)
    let a0 = a + top * lda
    let a1 = a0 + lda
    let a2 = a1 + lda
    let a3 = a2 + lda
    let pb = b
    let c0 = i0, c1 = i0, c2 = i0, c3 = i0
    let b0: v128
    let p = k
    do {
      b0 = v128.load(pb)
      c0 = add_product(c0, v128.load32_splat(a0), b0)
      c1 = add_product(c1, v128.load32_splat(a1), b0)
      c2 = add_product(c2, v128.load32_splat(a2), b0)
      c3 = add_product(c3, v128.load32_splat(a3), b0)
      a0 += 4
      a1 += 4
      a2 += 4
      a3 += 4
      pb += ldb
      if (--p == 0) break
      b0 = v128.load(pb)
      c0 = add_product(c0, v128.load32_splat(a0), b0)
      c1 = add_product(c1, v128.load32_splat(a1), b0)
      c2 = add_product(c2, v128.load32_splat(a2), b0)
      c3 = add_product(c3, v128.load32_splat(a3), b0)
      a0 += 4
      a1 += 4
      a2 += 4
      a3 += 4
      pb += ldb
      if (--p == 0) break
      b0 = v128.load(pb)
      c0 = add_product(c0, v128.load32_splat(a0), b0)
      c1 = add_product(c1, v128.load32_splat(a1), b0)
      c2 = add_product(c2, v128.load32_splat(a2), b0)
      c3 = add_product(c3, v128.load32_splat(a3), b0)
      a0 += 4
      a1 += 4
      a2 += 4
      a3 += 4
      pb += ldb
      if (--p == 0) break
      b0 = v128.load(pb)
      c0 = add_product(c0, v128.load32_splat(a0), b0)
      c1 = add_product(c1, v128.load32_splat(a1), b0)
      c2 = add_product(c2, v128.load32_splat(a2), b0)
      c3 = add_product(c3, v128.load32_splat(a3), b0)
      a0 += 4
      a1 += 4
      a2 += 4
      a3 += 4
      pb += ldb
    } while (--p)
    const t0 = c + top * ldc
    const y = mask + top * ldc
    store4(t0, c0, y, epilogue, width)
    store4(t0 + ldc, c1, y + ldc, epilogue, width)
    store4(t0 + 2 * ldc, c2, y + 2 * ldc, epilogue, width)
    store4(t0 + 3 * ldc, c3, y + 3 * ldc, epilogue, width)
  }
}

/**
 * A k-major: the four values of a tile stand side by side, one step of p is lda bytes on. Tile t starts at
 * a + t * tileStep (packed), or at a + 4 * row where tileStep is 0 (in place).
 */
export function columns_4x8(
  c: usize, a: usize, b: usize, init: usize, mask: usize,
  m: i32, k: i32, lda: usize, tileStep: usize, ldb: usize, ldc: usize, epilogue: i32,
): void {
  const i0 = v128.load(init)
  const i1 = v128.load(init, 16)
  let packed = a
  for (let row = 0; row < m; row += 4) {
    const top = <usize>min(row, m - 4)
    let pa = tileStep ? packed : a + 4 * top
    packed += tileStep
    let pb = b
    let c00 = i0, c01 = i1, c10 = i0, c11 = i1
    let c20 = i0, c21 = i1, c30 = i0, c31 = i1
    let b0: v128, b1: v128, s: v128
    let p = k
    do {
      b0 = v128.load(pb)
      b1 = v128.load(pb, 16)
      s = v128.load32_splat(pa)
      c00 = add_product(c00, s, b0)
      c01 = add_product(c01, s, b1)
      s = v128.load32_splat(pa, 4)
      c10 = add_product(c10, s, b0)
      c11 = add_product(c11, s, b1)
      s = v128.load32_splat(pa, 8)
      c20 = add_product(c20, s, b0)
      c21 = add_product(c21, s, b1)
      s = v128.load32_splat(pa, 12)
      c30 = add_product(c30, s, b0)
      c31 = add_product(c31, s, b1)
      pa += lda
      pb += ldb
      if (--p == 0) break
      b0 = v128.load(pb)
      b1 = v128.load(pb, 16)
      s = v128.load32_splat(pa)
      c00 = add_product(c00, s, b0)
      c01 = add_product(c01, s, b1)
      s = v128.load32_splat(pa, 4)
      c10 = add_product(c10, s, b0)
      c11 = add_product(c11, s, b1)
      s = v128.load32_splat(pa, 8)
      c20 = add_product(c20, s, b0)
      c21 = add_product(c21, s, b1)
      s = v128.load32_splat(pa, 12)
      c30 = add_product(c30, s, b0)
      c31 = add_product(c31, s, b1)
      pa += lda
      pb += ldb
      if (--p == 0) break
      b0 = v128.load(pb)
      b1 = v128.load(pb, 16)
      s = v128.load32_splat(pa)
      c00 = add_product(c00, s, b0)
      c01 = add_product(c01, s, b1)
      s = v128.load32_splat(pa, 4)
      c10 = add_product(c10, s, b0)
      c11 = add_product(c11, s, b1)
      s = v128.load32_splat(pa, 8)
      c20 = add_product(c20, s, b0)
      c21 = add_product(c21, s, b1)
      s = v128.load32_splat(pa, 12)
      c30 = add_product(c30, s, b0)
      c31 = add_product(c31, s, b1)
      pa += lda
      pb += ldb
      if (--p == 0) break
      b0 = v128.load(pb)
      b1 = v128.load(pb, 16)
      s = v128.load32_splat(pa)
      c00 = add_product(c00, s, b0)
      c01 = add_product(c01, s, b1)
      s = v128.load32_splat(pa, 4)
      c10 = add_product(c10, s, b0)
      c11 = add_product(c11, s, b1)
      s = v128.load32_splat(pa, 8)
      c20 = add_product(c20, s, b0)
      c21 = add_product(c21, s, b1)
      s = v128.load32_splat(pa, 12)
      c30 = add_product(c30, s, b0)
      c31 = add_product(c31, s, b1)
      pa += lda
      pb += ldb
    } while (--p)
    const t0 = c + top * ldc
    const t1 = t0 + ldc
    const t2 = t1 + ldc
    const t3 = t2 + ldc
    // three blocks of stores: a test for each vector would cost the hot loop its registers
    if (epilogue == EPILOGUE_RELU) {
      store8_relu(t0, c00, c01)
      store8_relu(t1, c10, c11)
      store8_relu(t2, c20, c21)
      store8_relu(t3, c30, c31)
    } else if (epilogue == EPILOGUE_MASK) {
      const y = mask + top * ldc
      store8_mask(t0, c00, c01, y)
      store8_mask(t1, c10, c11, y + ldc)
      store8_mask(t2, c20, c21, y + 2 * ldc)
      store8_mask(t3, c30, c31, y + 3 * ldc)
    } else {
      store8(t0, c00, c01)
      store8(t1, c10, c11)
      store8(t2, c20, c21)
      store8(t3, c30, c31)
    }
  }
}

/** As columns_4x8, four columns wide; only the first `width` of them, 1 to 4, exist in C and in the mask. */
export function columns_4x4(
  c: usize, a: usize, b: usize, init: usize, mask: usize,
  m: i32, k: i32, lda: usize, tileStep: usize, ldb: usize, ldc: usize, epilogue: i32, width: i32,
): void {
  const i0 = v128.load(init)
  let packed = a
  for (let row = 0; row < m; row += 4) {
    const top = <usize>min(row, m - 4)
    let pa = tileStep ? packed : a + 4 * top
    packed += tileStep
    let pb = b
    let c0 = i0, c1 = i0, c2 = i0, c3 = i0
    let b0: v128
    let p = k
    do {
      b0 = v128.load(pb)
      c0 = add_product(c0, v128.load32_splat(pa), b0)
      c1 = add_product(c1, v128.load32_splat(pa, 4), b0)
      c2 = add_product(c2, v128.load32_splat(pa, 8), b0)
      c3 = add_product(c3, v128.load32_splat(pa, 12), b0)
      pa += lda
      pb += ldb
      if (--p == 0) break
      b0 = v128.load(pb)
      c0 = add_product(c0, v128.load32_splat(pa), b0)
      c1 = add_product(c1, v128.load32_splat(pa, 4), b0)
      c2 = add_product(c2, v128.load32_splat(pa, 8), b0)
      c3 = add_product(c3, v128.load32_splat(pa, 12), b0)
      pa += lda
      pb += ldb
      if (--p == 0) break
      b0 = v128.load(pb)
      c0 = add_product(c0, v128.load32_splat(pa), b0)
      c1 = add_product(c1, v128.load32_splat(pa, 4), b0)
      c2 = add_product(c2, v128.load32_splat(pa, 8), b0)
      c3 = add_product(c3, v128.load32_splat(pa, 12), b0)
      pa += lda
      pb += ldb
      if (--p == 0) break
      b0 = v128.load(pb)
      c0 = add_product(c0, v128.load32_splat(pa), b0)
      c1 = add_product(c1, v128.load32_splat(pa, 4), b0)
      c2 = add_product(c2, v128.load32_splat(pa, 8), b0)
      c3 = add_product(c3, v128.load32_splat(pa, 12), b0)
      pa += lda
      pb += ldb
    } while (--p)
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
  c: usize, a: usize, b: usize, init: usize, mask: usize, k: i32, aStep: usize, ldb: usize, epilogue: i32,
): void {
  let c0 = v128.load(init)
  let c1 = v128.load(init, 16)
  let p = k
  do {
    const s = v128.load32_splat(a)
    c0 = f32x4.add(c0, f32x4.mul(s, v128.load(b)))
    c1 = f32x4.add(c1, f32x4.mul(s, v128.load(b, 16)))
    a += aStep
    b += ldb
  } while (--p)
  store4(c, c0, mask, epilogue, 4)
  store4(c + 16, c1, mask + 16, epilogue, 4)
}

/** One row of C, four columns of which `width` exist; the values of A are aStep bytes apart; k >= 1. */
export function row_1x4(
  c: usize, a: usize, b: usize, init: usize, mask: usize, k: i32, aStep: usize, ldb: usize, epilogue: i32, width: i32,
): void {
  let c0 = v128.load(init)
  let p = k
  do {
    c0 = f32x4.add(c0, f32x4.mul(v128.load32_splat(a), v128.load(b)))
    a += aStep
    b += ldb
  } while (--p)
  store4(c, c0, mask, epilogue, width)
}

@inline
function add_product(c: v128, a: v128, b: v128): v128 {
  return f32x4.add(c, f32x4.mul(a, b))
}

@inline
function store8(to: usize, x0: v128, x1: v128): void {
  v128.store(to, x0)
  v128.store(to, x1, 16)
}

// the accumulator first: pmax(x, 0) is x < 0 ? 0 : x, which is one instruction and keeps NaN
@inline
function store8_relu(to: usize, x0: v128, x1: v128): void {
  v128.store(to, f32x4.pmax(x0, f32x4.splat(0)))
  v128.store(to, f32x4.pmax(x1, f32x4.splat(0)), 16)
}

@inline
function store8_mask(to: usize, x0: v128, x1: v128, y: usize): void {
  const zero = f32x4.splat(0)
  v128.store(to, v128.and(x0, f32x4.gt(v128.load(y), zero)))
  v128.store(to, v128.and(x1, f32x4.gt(v128.load(y, 16), zero)), 16)
}

function store4(to: usize, x: v128, y: usize, epilogue: i32, width: i32): void {
  if (epilogue == EPILOGUE_RELU) x = f32x4.pmax(x, f32x4.splat(0))
  else if (epilogue == EPILOGUE_MASK) x = v128.and(x, f32x4.gt(load_part(y, width), f32x4.splat(0)))
  store_part(to, x, width)
}

/** The first `width` of four values; the others are 0. */
@inline
function load_part(from: usize, width: i32): v128 {
  if (width == 4) return v128.load(from)
  if (width == 1) return v128.load32_zero(from)
  const two = v128.load64_zero(from)
  return width == 2 ? two : v128.load_lane<f32>(from, two, 2, 8)
}

@inline
function store_part(to: usize, x: v128, width: i32): void {
  if (width == 4) return v128.store(to, x)
  if (width == 1) return v128.store_lane<f32>(to, x, 0)
  v128.store_lane<f64>(to, x, 0)
  if (width == 3) v128.store_lane<f32>(to, x, 2, 8)
}
