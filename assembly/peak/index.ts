/**
 * The yardstick: what this engine can do at most, on this core, now. A module of its own, so that the numeric core
 * carries no benchmark.
 *
 *     multiply_add_12, multiply_add_14   independent chains a <- a m + m of four lanes each, all in registers: one SIMD
 *                                        multiply and one add a chain and turn, 8 flops; multiply_add_14_by_4 turns
 *                                        four times a loop
 *     read_stream                        every byte of a buffer is read once
 *     update_stream                      x <- x + y: two reads and one write for each element
 *
 * 12 chains cover a latency of 6 cycles at two multiplies a cycle; 14 and the factor fill the 15 registers that V8 has
 * free on x64. Term and factor are one value, so that they share a register; with m = 0.5 the chains tend to 1, far from
 * denormals. They start apart, or a compiler could merge them.
 */

/** turns >= 1; flops: 12 * 8 * turns. Returns a value that depends on every chain. */
export function multiply_add_12(turns: i32, factor: f32): f32 {
  const m = f32x4.splat(factor)
  let a0 = f32x4.splat(1), a1 = f32x4.splat(2), a2 = f32x4.splat(3), a3 = f32x4.splat(4), a4 = f32x4.splat(5)
  let a5 = f32x4.splat(6), a6 = f32x4.splat(7), a7 = f32x4.splat(8), a8 = f32x4.splat(9), a9 = f32x4.splat(10)
  let a10 = f32x4.splat(11), a11 = f32x4.splat(12)
  do {
    a0 = f32x4.add(f32x4.mul(a0, m), m)
    a1 = f32x4.add(f32x4.mul(a1, m), m)
    a2 = f32x4.add(f32x4.mul(a2, m), m)
    a3 = f32x4.add(f32x4.mul(a3, m), m)
    a4 = f32x4.add(f32x4.mul(a4, m), m)
    a5 = f32x4.add(f32x4.mul(a5, m), m)
    a6 = f32x4.add(f32x4.mul(a6, m), m)
    a7 = f32x4.add(f32x4.mul(a7, m), m)
    a8 = f32x4.add(f32x4.mul(a8, m), m)
    a9 = f32x4.add(f32x4.mul(a9, m), m)
    a10 = f32x4.add(f32x4.mul(a10, m), m)
    a11 = f32x4.add(f32x4.mul(a11, m), m)
  } while (--turns)
  return sum_8(a0, a1, a2, a3, a4, a5, a6, a7) + sum_4(a8, a9, a10, a11)
}

/** turns >= 1; flops: 14 * 8 * turns. Returns a value that depends on every chain. */
export function multiply_add_14(turns: i32, factor: f32): f32 {
  const m = f32x4.splat(factor)
  let a0 = f32x4.splat(1), a1 = f32x4.splat(2), a2 = f32x4.splat(3), a3 = f32x4.splat(4), a4 = f32x4.splat(5)
  let a5 = f32x4.splat(6), a6 = f32x4.splat(7), a7 = f32x4.splat(8), a8 = f32x4.splat(9), a9 = f32x4.splat(10)
  let a10 = f32x4.splat(11), a11 = f32x4.splat(12)
  let a12 = f32x4.splat(13), a13 = f32x4.splat(14)
  do {
    a0 = f32x4.add(f32x4.mul(a0, m), m)
    a1 = f32x4.add(f32x4.mul(a1, m), m)
    a2 = f32x4.add(f32x4.mul(a2, m), m)
    a3 = f32x4.add(f32x4.mul(a3, m), m)
    a4 = f32x4.add(f32x4.mul(a4, m), m)
    a5 = f32x4.add(f32x4.mul(a5, m), m)
    a6 = f32x4.add(f32x4.mul(a6, m), m)
    a7 = f32x4.add(f32x4.mul(a7, m), m)
    a8 = f32x4.add(f32x4.mul(a8, m), m)
    a9 = f32x4.add(f32x4.mul(a9, m), m)
    a10 = f32x4.add(f32x4.mul(a10, m), m)
    a11 = f32x4.add(f32x4.mul(a11, m), m)
    a12 = f32x4.add(f32x4.mul(a12, m), m)
    a13 = f32x4.add(f32x4.mul(a13, m), m)
  } while (--turns)
  return sum_8(a0, a1, a2, a3, a4, a5, a6, a7) + sum_4(a8, a9, a10, a11) + sum_4(a12, a13, m, m)
}

/** The same of 14 chains, four turns at a time, so that the loop's own instructions take fewer of their places; turns a multiple of 4. */
export function multiply_add_14_by_4(turns: i32, factor: f32): f32 {
  const m = f32x4.splat(factor)
  let a0 = f32x4.splat(1), a1 = f32x4.splat(2), a2 = f32x4.splat(3), a3 = f32x4.splat(4), a4 = f32x4.splat(5)
  let a5 = f32x4.splat(6), a6 = f32x4.splat(7), a7 = f32x4.splat(8), a8 = f32x4.splat(9), a9 = f32x4.splat(10)
  let a10 = f32x4.splat(11), a11 = f32x4.splat(12)
  let a12 = f32x4.splat(13), a13 = f32x4.splat(14)
  do {
    a0 = f32x4.add(f32x4.mul(a0, m), m)
    a1 = f32x4.add(f32x4.mul(a1, m), m)
    a2 = f32x4.add(f32x4.mul(a2, m), m)
    a3 = f32x4.add(f32x4.mul(a3, m), m)
    a4 = f32x4.add(f32x4.mul(a4, m), m)
    a5 = f32x4.add(f32x4.mul(a5, m), m)
    a6 = f32x4.add(f32x4.mul(a6, m), m)
    a7 = f32x4.add(f32x4.mul(a7, m), m)
    a8 = f32x4.add(f32x4.mul(a8, m), m)
    a9 = f32x4.add(f32x4.mul(a9, m), m)
    a10 = f32x4.add(f32x4.mul(a10, m), m)
    a11 = f32x4.add(f32x4.mul(a11, m), m)
    a12 = f32x4.add(f32x4.mul(a12, m), m)
    a13 = f32x4.add(f32x4.mul(a13, m), m)

    a0 = f32x4.add(f32x4.mul(a0, m), m)
    a1 = f32x4.add(f32x4.mul(a1, m), m)
    a2 = f32x4.add(f32x4.mul(a2, m), m)
    a3 = f32x4.add(f32x4.mul(a3, m), m)
    a4 = f32x4.add(f32x4.mul(a4, m), m)
    a5 = f32x4.add(f32x4.mul(a5, m), m)
    a6 = f32x4.add(f32x4.mul(a6, m), m)
    a7 = f32x4.add(f32x4.mul(a7, m), m)
    a8 = f32x4.add(f32x4.mul(a8, m), m)
    a9 = f32x4.add(f32x4.mul(a9, m), m)
    a10 = f32x4.add(f32x4.mul(a10, m), m)
    a11 = f32x4.add(f32x4.mul(a11, m), m)
    a12 = f32x4.add(f32x4.mul(a12, m), m)
    a13 = f32x4.add(f32x4.mul(a13, m), m)

    a0 = f32x4.add(f32x4.mul(a0, m), m)
    a1 = f32x4.add(f32x4.mul(a1, m), m)
    a2 = f32x4.add(f32x4.mul(a2, m), m)
    a3 = f32x4.add(f32x4.mul(a3, m), m)
    a4 = f32x4.add(f32x4.mul(a4, m), m)
    a5 = f32x4.add(f32x4.mul(a5, m), m)
    a6 = f32x4.add(f32x4.mul(a6, m), m)
    a7 = f32x4.add(f32x4.mul(a7, m), m)
    a8 = f32x4.add(f32x4.mul(a8, m), m)
    a9 = f32x4.add(f32x4.mul(a9, m), m)
    a10 = f32x4.add(f32x4.mul(a10, m), m)
    a11 = f32x4.add(f32x4.mul(a11, m), m)
    a12 = f32x4.add(f32x4.mul(a12, m), m)
    a13 = f32x4.add(f32x4.mul(a13, m), m)

    a0 = f32x4.add(f32x4.mul(a0, m), m)
    a1 = f32x4.add(f32x4.mul(a1, m), m)
    a2 = f32x4.add(f32x4.mul(a2, m), m)
    a3 = f32x4.add(f32x4.mul(a3, m), m)
    a4 = f32x4.add(f32x4.mul(a4, m), m)
    a5 = f32x4.add(f32x4.mul(a5, m), m)
    a6 = f32x4.add(f32x4.mul(a6, m), m)
    a7 = f32x4.add(f32x4.mul(a7, m), m)
    a8 = f32x4.add(f32x4.mul(a8, m), m)
    a9 = f32x4.add(f32x4.mul(a9, m), m)
    a10 = f32x4.add(f32x4.mul(a10, m), m)
    a11 = f32x4.add(f32x4.mul(a11, m), m)
    a12 = f32x4.add(f32x4.mul(a12, m), m)
    a13 = f32x4.add(f32x4.mul(a13, m), m)
    turns -= 4
  } while (turns)
  return sum_8(a0, a1, a2, a3, a4, a5, a6, a7) + sum_4(a8, a9, a10, a11) + sum_4(a12, a13, m, m)
}

/** Reads n bytes, a multiple of 64, from a pointer; returns the sum of their words, modulo 2^32. */
export function read_stream(at: usize, n: i32): i32 {
  const end = at + <usize>n
  let s0 = i32x4.splat(0)
  let s1 = s0
  let s2 = s0
  let s3 = s0
  for (; at < end; at += 64) {
    s0 = i32x4.add(s0, v128.load(at))
    s1 = i32x4.add(s1, v128.load(at, 16))
    s2 = i32x4.add(s2, v128.load(at, 32))
    s3 = i32x4.add(s3, v128.load(at, 48))
  }
  const s = i32x4.add(i32x4.add(s0, s1), i32x4.add(s2, s3))
  return i32x4.extract_lane(s, 0) + i32x4.extract_lane(s, 1) + i32x4.extract_lane(s, 2) + i32x4.extract_lane(s, 3)
}

/** x(i) <- x(i) + y(i) as words modulo 2^32; n bytes each, a multiple of 64: 3 n bytes move. */
export function update_stream(x: usize, y: usize, n: i32): void {
  const end = x + <usize>n
  for (; x < end; x += 64, y += 64) {
    v128.store(x, i32x4.add(v128.load(x), v128.load(y)))
    v128.store(x, i32x4.add(v128.load(x, 16), v128.load(y, 16)), 16)
    v128.store(x, i32x4.add(v128.load(x, 32), v128.load(y, 32)), 32)
    v128.store(x, i32x4.add(v128.load(x, 48), v128.load(y, 48)), 48)
  }
}

function sum_4(a: v128, b: v128, c: v128, d: v128): f32 {
  const s = f32x4.add(f32x4.add(a, b), f32x4.add(c, d))
  return f32x4.extract_lane(s, 0) + f32x4.extract_lane(s, 1) + f32x4.extract_lane(s, 2) + f32x4.extract_lane(s, 3)
}

function sum_8(a: v128, b: v128, c: v128, d: v128, e: v128, f: v128, g: v128, h: v128): f32 {
  return sum_4(a, b, c, d) + sum_4(e, f, g, h)
}

/** The first byte that no static data uses. */
export function buffer_start(): usize {
  return __heap_base
}
