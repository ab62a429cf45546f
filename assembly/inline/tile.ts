/** What every register tile does: one step of a chain, and the epilogues that store four rows of up to eight columns, or one. */
import { EPILOGUE_MASK, EPILOGUE_RELU } from './epilogue'

@inline
export function add_product(c: v128, a: v128, b: v128): v128 {
  return f32x4.add(c, f32x4.mul(a, b))
}

/**
 * x, said to depend on y as well: a shuffle that takes nothing of y, for which compilers emit no instruction. It orders
 * their work (tile_packed_f32).
 */
@inline
export function tied(x: v128, y: v128): v128 {
  return v128.shuffle<i32>(x, y, 0, 1, 2, 3)
}

/** x < low ? low : x, which keeps NaN: ReLU with low = 0, x itself with low = -Infinity. */
@inline
function store_max(to: usize, x: v128, low: v128): void {
  v128.store(to, f32x4.pmax(x, low))
}

@inline
function store_mask(to: usize, x: v128, y: usize): void {
  v128.store(to, v128.and(x, f32x4.gt(v128.load(y), f32x4.splat(0))))
}

/**
 * Stores four rows of eight columns at `c`, ldc bytes apart; the mask is `mask` bytes further on. Two blocks of stores: a
 * test for each vector would cost the hot loop its registers.
 */
@inline
export function store_4x8(
  c: usize, mask: usize, ldc: usize, epilogue: i32, low: v128,
  c00: v128, c01: v128, c10: v128, c11: v128, c20: v128, c21: v128, c30: v128, c31: v128,
): void {
  const c1 = c + ldc
  const c2 = c1 + ldc
  const c3 = c2 + ldc
  if (epilogue == EPILOGUE_MASK) {
    store_mask(c, c00, mask + c)
    store_mask(c + 16, c01, mask + c + 16)
    store_mask(c1, c10, mask + c1)
    store_mask(c1 + 16, c11, mask + c1 + 16)
    store_mask(c2, c20, mask + c2)
    store_mask(c2 + 16, c21, mask + c2 + 16)
    store_mask(c3, c30, mask + c3)
    store_mask(c3 + 16, c31, mask + c3 + 16)
  } else {
    store_max(c, c00, low)
    store_max(c + 16, c01, low)
    store_max(c1, c10, low)
    store_max(c1 + 16, c11, low)
    store_max(c2, c20, low)
    store_max(c2 + 16, c21, low)
    store_max(c3, c30, low)
    store_max(c3 + 16, c31, low)
  }
}

/** Adds four rows of eight columns to what is at `c`. */
@inline
export function add_4x8(
  c: usize, ldc: usize,
  c00: v128, c01: v128, c10: v128, c11: v128, c20: v128, c21: v128, c30: v128, c31: v128,
): void {
  add_to(c, c00)
  add_to(c + 16, c01)
  c += ldc
  add_to(c, c10)
  add_to(c + 16, c11)
  c += ldc
  add_to(c, c20)
  add_to(c + 16, c21)
  c += ldc
  add_to(c, c30)
  add_to(c + 16, c31)
}

@inline
function add_to(to: usize, x: v128): void {
  v128.store(to, f32x4.add(v128.load(to), x))
}

/** Adds four rows of `width` columns, 1 to 4, to what is at `c`. */
@inline
export function add_4x4(c: usize, ldc: usize, width: i32, c0: v128, c1: v128, c2: v128, c3: v128): void {
  store_part(c, f32x4.add(load_part(c, width), c0), width)
  c += ldc
  store_part(c, f32x4.add(load_part(c, width), c1), width)
  c += ldc
  store_part(c, f32x4.add(load_part(c, width), c2), width)
  c += ldc
  store_part(c, f32x4.add(load_part(c, width), c3), width)
}

/** Stores four rows of `width` columns, 1 to 4. */
@inline
export function store_4x4(
  c: usize, mask: usize, ldc: usize, epilogue: i32, low: v128, width: i32, c0: v128, c1: v128, c2: v128, c3: v128,
): void {
  if (epilogue == EPILOGUE_MASK) {
    store4(c, c0, mask, epilogue, width)
    store4(c + ldc, c1, mask + ldc, epilogue, width)
    store4(c + 2 * ldc, c2, mask + 2 * ldc, epilogue, width)
    store4(c + 3 * ldc, c3, mask + 3 * ldc, epilogue, width)
  } else {
    store_part(c, f32x4.pmax(c0, low), width)
    store_part(c + ldc, f32x4.pmax(c1, low), width)
    store_part(c + 2 * ldc, f32x4.pmax(c2, low), width)
    store_part(c + 3 * ldc, f32x4.pmax(c3, low), width)
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
