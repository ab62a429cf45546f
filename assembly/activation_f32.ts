/**
 * Activations in place, and the factor each puts on a gradient, written in terms of the activation's output y.
 *
 *     linear      y = x                       dx = dy
 *     relu        y = x < 0 ? 0 : x           dx = y > 0 ? dy : 0
 *     leaky relu  y = x < 0 ? 0.01 x : x      dx = y > 0 ? dy : 0.01 dy
 *     tanh        y = tanh x                  dx = dy (1 - y y)
 *     sigmoid     y = 1 / (1 + e^-x)          dx = dy (y (1 - y))
 *
 * tanh and sigmoid go through e^-|x| (inline/exp); tanh below 0.625 is the odd polynomial x + x^3 Q(x^2) (Cephes).
 */
import { exp_f32, exp_f32x4 } from './inline/exp'

@inline export const LINEAR: i32 = 0
@inline export const RELU: i32 = 1
@inline export const LEAKY_RELU: i32 = 2
@inline export const TANH: i32 = 3
@inline export const SIGMOID: i32 = 4

@inline const SLOPE: f32 = 0.01
@inline const TANH_SMALL: f32 = 0.625
@inline const Q0: f32 = -5.70498872745e-3
@inline const Q1: f32 = 2.06390887954e-2
@inline const Q2: f32 = -5.37397155531e-2
@inline const Q3: f32 = 1.33314422036e-1
@inline const Q4: f32 = -3.33332819422e-1

/** x <- activation(x), n values; the last n mod 4 one by one with the same operations. */
export function activate_f32(x: usize, n: i32, activation: i32): void {
  if (activation == LINEAR) return
  const last = x + (<usize>n << 2)
  const whole = x + (<usize>(n & ~3) << 2)
  for (; x < whole; x += 16) {
    const v = v128.load(x)
    if (activation == RELU) v128.store(x, f32x4.pmax(v, f32x4.splat(0)))
    else if (activation == LEAKY_RELU) v128.store(x, leaky_f32x4(v, v))
    else if (activation == TANH) v128.store(x, tanh_f32x4(v))
    else v128.store(x, sigmoid_f32x4(v))
  }
  for (; x < last; x += 4) {
    const v = load<f32>(x)
    if (activation == RELU) store<f32>(x, v < 0 ? 0 : v)
    else if (activation == LEAKY_RELU) store<f32>(x, v < 0 ? SLOPE * v : v)
    else if (activation == TANH) store<f32>(x, tanh_f32(v))
    else store<f32>(x, sigmoid_f32(v))
  }
}

/** d <- d times the derivative of the activation whose output was y, n values. */
export function activation_backward_f32(d: usize, y: usize, n: i32, activation: i32): void {
  if (activation == LINEAR) return
  const last = d + (<usize>n << 2)
  const whole = d + (<usize>(n & ~3) << 2)
  const one = f32x4.splat(1)
  for (; d < whole; d += 16, y += 16) {
    const g = v128.load(d)
    const v = v128.load(y)
    const positive = f32x4.gt(v, f32x4.splat(0))
    if (activation == RELU) v128.store(d, v128.and(g, positive))
    else if (activation == LEAKY_RELU) {
      v128.store(d, v128.bitselect(g, f32x4.mul(f32x4.splat(SLOPE), g), positive))
    } else if (activation == TANH) v128.store(d, f32x4.mul(g, f32x4.sub(one, f32x4.mul(v, v))))
    else v128.store(d, f32x4.mul(g, f32x4.mul(v, f32x4.sub(one, v))))
  }
  for (; d < last; d += 4, y += 4) {
    const g = load<f32>(d)
    const v = load<f32>(y)
    if (activation == RELU) store<f32>(d, v > 0 ? g : 0)
    else if (activation == LEAKY_RELU) store<f32>(d, v > 0 ? g : SLOPE * g)
    else if (activation == TANH) store<f32>(d, g * (1 - v * v))
    else store<f32>(d, g * (v * (1 - v)))
  }
}

@inline
function leaky_f32x4(v: v128, x: v128): v128 {
  return v128.bitselect(f32x4.mul(f32x4.splat(SLOPE), v), v, f32x4.lt(x, f32x4.splat(0)))
}

function tanh_f32x4(x: v128): v128 {
  const magnitude = f32x4.abs(x)
  const one = f32x4.splat(1)
  const e = exp_f32x4(f32x4.mul(magnitude, f32x4.splat(-2)))
  const large = f32x4.div(f32x4.sub(one, e), f32x4.add(one, e))
  const signed = v128.or(large, v128.and(x, i32x4.splat(0x80000000)))
  const z = f32x4.mul(x, x)
  let q = f32x4.add(f32x4.mul(f32x4.splat(Q0), z), f32x4.splat(Q1))
  q = f32x4.add(f32x4.mul(q, z), f32x4.splat(Q2))
  q = f32x4.add(f32x4.mul(q, z), f32x4.splat(Q3))
  q = f32x4.add(f32x4.mul(q, z), f32x4.splat(Q4))
  const small = f32x4.add(f32x4.mul(f32x4.mul(q, z), x), x)
  return v128.bitselect(small, signed, f32x4.lt(magnitude, f32x4.splat(TANH_SMALL)))
}

function tanh_f32(x: f32): f32 {
  const magnitude = abs(x)
  if (magnitude < TANH_SMALL) {
    const z = x * x
    let q: f32 = Q0 * z + Q1
    q = q * z + Q2
    q = q * z + Q3
    q = q * z + Q4
    return q * z * x + x
  }
  const e = exp_f32(magnitude * -2)
  const large: f32 = (1 - e) / (1 + e)
  return x < 0 ? -large : large
}

export function sigmoid_f32x4(x: v128): v128 {
  const one = f32x4.splat(1)
  const e = exp_f32x4(f32x4.neg(f32x4.abs(x)))
  const top = v128.bitselect(e, one, f32x4.lt(x, f32x4.splat(0)))
  return f32x4.div(top, f32x4.add(one, e))
}

/** 1 / (1 + e^-x) without overflow: e = e^-|x|, then e / (1 + e) for x < 0 and 1 / (1 + e) otherwise. */
export function sigmoid_f32(x: f32): f32 {
  const e = exp_f32(-abs(x))
  return (x < 0 ? e : <f32>1) / (1 + e)
}
