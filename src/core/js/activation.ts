/** Activations in plain JS; formulas in assembly/activation_f32.ts. Indices are in elements. */
import type { Kernels } from '../kernels.js'
import type { Memory } from '../memory.js'
import { expF32, sigmoidF32 } from './exponential.js'

const { fround } = Math
const LINEAR = 0
const RELU = 1
const LEAKY_RELU = 2
const TANH = 3
const SLOPE = fround(0.01)
const Q0 = fround(-5.70498872745e-3)
const Q1 = fround(2.06390887954e-2)
const Q2 = fround(-5.37397155531e-2)
const Q3 = fround(1.33314422036e-1)
const Q4 = fround(-3.33332819422e-1)

export function activationKernels(memory: Memory): Pick<Kernels, 'activate' | 'activationBackward'> {
  return {
    activate: (x, n, activation) => activate(memory.f32, x >>> 2, n, activation),
    activationBackward: (d, y, n, activation) => activationBackward(memory.f32, d >>> 2, y >>> 2, n, activation),
  }
}

export function activate(f32: Float32Array, x: number, n: number, activation: number): void {
  if (activation === LINEAR) return
  const end = x + n
  if (activation === RELU) {
    for (let i = x; i < end; i++) {
      const v = f32[i] as number
      f32[i] = v < 0 ? 0 : v
    }
  } else if (activation === LEAKY_RELU) {
    for (let i = x; i < end; i++) {
      const v = f32[i] as number
      f32[i] = v < 0 ? SLOPE * v : v
    }
  } else if (activation === TANH) {
    for (let i = x; i < end; i++) f32[i] = tanhF32(f32[i] as number)
  } else {
    for (let i = x; i < end; i++) f32[i] = sigmoidF32(f32[i] as number)
  }
}

export function activationBackward(f32: Float32Array, d: number, y: number, n: number, activation: number): void {
  if (activation === LINEAR) return
  for (let i = 0; i < n; i++) {
    const g = f32[d + i] as number
    const v = f32[y + i] as number
    if (activation === RELU) f32[d + i] = v > 0 ? g : 0
    else if (activation === LEAKY_RELU) f32[d + i] = v > 0 ? g : SLOPE * g
    else if (activation === TANH) f32[d + i] = g * fround(1 - fround(v * v))
    else f32[d + i] = g * fround(v * fround(1 - v))
  }
}

function tanhF32(x: number): number {
  const magnitude = Math.abs(x)
  if (magnitude < 0.625) {
    const z = fround(x * x)
    let q = fround(fround(Q0 * z) + Q1)
    q = fround(fround(q * z) + Q2)
    q = fround(fround(q * z) + Q3)
    q = fround(fround(q * z) + Q4)
    return fround(fround(fround(q * z) * x) + x)
  }
  const e = expF32(fround(magnitude * -2))
  const large = fround(fround(1 - e) / fround(1 + e))
  return x < 0 ? -large : large
}
