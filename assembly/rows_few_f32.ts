/**
 * C[m, n] = epilogue(init + A[m, k] B[k, n]) for few rows, such as the prediction of a single sample: every element of B is
 * used m times only, so what counts is that B is read once, in order, at the speed of the memory.
 *
 * Four rows of B at a time are added to a row of C that stays in the first-level cache: c(j) takes its four products in
 * ascending order, so each element is the same chain as in a tile (tile_packed_f32).
 */
import { EPILOGUE_RELU } from './inline/epilogue'

/**
 * n >= 4; A row-major without padding, the rows of B and of C ld bytes apart; init one row of n values, or 0 to start from
 * zero; epilogue: a plain store or ReLU.
 */
export function rows_few_f32(
  c: usize, a: usize, b: usize, init: usize, m: i32, k: i32, n: i32, ld: usize, epilogue: i32,
): void {
  const row = <usize>n << 2
  for (let i = 0; i < m; i++) {
    if (init) memory.copy(c, init, row)
    else memory.fill(c, 0, row)
    let from = b
    let p = 0
    for (; p + 4 <= k; p += 4) {
      add_four(c, a, from, row, ld)
      a += 16
      from += 4 * ld
    }
    for (; p < k; p++) {
      add_one(c, load<f32>(a), from, row)
      a += 4
      from += ld
    }
    if (epilogue == EPILOGUE_RELU) rectify(c, row)
    c += ld
  }
}

/** c += x0 b0 + x1 b1 + x2 b2 + x3 b3, one after the other; the last n mod 4 one by one. */
function add_four(c: usize, x: usize, b0: usize, row: usize, ld: usize): void {
  const b1 = b0 + ld
  const b2 = b1 + ld
  const b3 = b2 + ld
  const v0 = v128.load32_splat(x)
  const v1 = v128.load32_splat(x, 4)
  const v2 = v128.load32_splat(x, 8)
  const v3 = v128.load32_splat(x, 12)
  const whole = row & ~15
  let j: usize = 0
  for (; j < whole; j += 16) {
    let sum = v128.load(c + j)
    sum = f32x4.add(sum, f32x4.mul(v0, v128.load(b0 + j)))
    sum = f32x4.add(sum, f32x4.mul(v1, v128.load(b1 + j)))
    sum = f32x4.add(sum, f32x4.mul(v2, v128.load(b2 + j)))
    sum = f32x4.add(sum, f32x4.mul(v3, v128.load(b3 + j)))
    v128.store(c + j, sum)
  }
  for (; j < row; j += 4) {
    let sum = load<f32>(c + j)
    sum += load<f32>(x) * load<f32>(b0 + j)
    sum += load<f32>(x, 4) * load<f32>(b1 + j)
    sum += load<f32>(x, 8) * load<f32>(b2 + j)
    sum += load<f32>(x, 12) * load<f32>(b3 + j)
    store<f32>(c + j, sum)
  }
}

function add_one(c: usize, x: f32, b: usize, row: usize): void {
  for (let j: usize = 0; j < row; j += 4) store<f32>(c + j, load<f32>(c + j) + x * load<f32>(b + j))
}

function rectify(c: usize, row: usize): void {
  const whole = row & ~15
  const zero = f32x4.splat(0)
  let j: usize = 0
  // pmax(x, 0) is x < 0 ? 0 : x, which keeps NaN
  for (; j < whole; j += 16) v128.store(c + j, f32x4.pmax(v128.load(c + j), zero))
  for (; j < row; j += 4) {
    const x = load<f32>(c + j)
    store<f32>(c + j, x < 0 ? 0 : x)
  }
}
