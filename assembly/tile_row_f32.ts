/** One row of a matrix product, for the fewer than four rows that make no tile. As tile_packed_f32, k >= 1. */
import { add_product, store4 } from './inline/tile'

/** Eight columns; the values of A are aStep bytes apart. */
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

/** Four columns, of which `width` exist. */
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
