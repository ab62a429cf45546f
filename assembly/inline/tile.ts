/** What every register tile does: one step of a chain, and the epilogues that store eight or up to four columns. */
import { EPILOGUE_MASK, EPILOGUE_RELU } from './epilogue'

@inline
export function add_product(c: v128, a: v128, b: v128): v128 {
  return f32x4.add(c, f32x4.mul(a, b))
}

/** Stores x < low ? low : x, which keeps NaN: ReLU with low = 0, a plain store with low = -Infinity. */
@inline
function store8_max(to: usize, x0: v128, x1: v128, low: v128): void {
  v128.store(to, f32x4.pmax(x0, low))
  v128.store(to, f32x4.pmax(x1, low), 16)
}

@inline
function store8_mask(to: usize, x0: v128, x1: v128, y: usize): void {
  const zero = f32x4.splat(0)
  v128.store(to, v128.and(x0, f32x4.gt(v128.load(y), zero)))
  v128.store(to, v128.and(x1, f32x4.gt(v128.load(y, 16), zero)), 16)
}

/**
 * Stores a finished tile of 4 x 8 at `c`, whose rows are ldc bytes apart, as does `mask`. Two blocks of stores: a test for
 * each vector would cost the hot loop its registers.
 */
@inline
export function store_tile(
  c: usize, mask: usize, ldc: usize, epilogue: i32, low: v128,
  c00: v128, c01: v128, c10: v128, c11: v128, c20: v128, c21: v128, c30: v128, c31: v128,
): void {
  const c1 = c + ldc
  const c2 = c1 + ldc
  const c3 = c2 + ldc
  if (epilogue == EPILOGUE_MASK) {
    store8_mask(c, c00, c01, mask)
    store8_mask(c1, c10, c11, mask + ldc)
    store8_mask(c2, c20, c21, mask + 2 * ldc)
    store8_mask(c3, c30, c31, mask + 3 * ldc)
  } else {
    store8_max(c, c00, c01, low)
    store8_max(c1, c10, c11, low)
    store8_max(c2, c20, c21, low)
    store8_max(c3, c30, c31, low)
  }
}

export function store4(to: usize, x: v128, y: usize, epilogue: i32, width: i32): void {
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
