/**
 * Two oracles for the kernels, written as the contract reads and nothing else.
 *
 * `ordered` rounds every product and every sum to f32 in the contract's order: the kernels must equal it bit for bit.
 * `exact` works in f64 and also returns the sum of magnitudes of each chain, from which the error bound of a chain of k
 * rounded steps follows: |error| <= (2k + 2) 2^-24 * magnitude.
 */
const { fround } = Math

export interface Product {
  m: number
  k: number
  n: number
  /** a(i, p) */
  a: (i: number, p: number) => number
  /** b(p, j) */
  b: (p: number, j: number) => number
  init: (j: number) => number
}

export function orderedProduct({ m, k, n, a, b, init }: Product): Float32Array {
  const c = new Float32Array(m * n)
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let sum = init(j)
      for (let p = 0; p < k; p++) sum = fround(sum + fround(a(i, p) * b(p, j)))
      c[i * n + j] = sum
    }
  }
  return c
}

export function exactProduct({ m, k, n, a, b, init }: Product): { value: Float64Array; magnitude: Float64Array } {
  const value = new Float64Array(m * n)
  const magnitude = new Float64Array(m * n)
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let sum = init(j)
      let size = Math.abs(sum)
      for (let p = 0; p < k; p++) {
        sum += a(i, p) * b(p, j)
        size += Math.abs(a(i, p) * b(p, j))
      }
      value[i * n + j] = sum
      magnitude[i * n + j] = size
    }
  }
  return { value, magnitude }
}

/** Activations in f64, by their textbook formulas. */
export const exactActivation: Record<string, (x: number) => number> = {
  linear: (x) => x,
  relu: (x) => Math.max(x, 0),
  leakyRelu: (x) => (x < 0 ? fround(0.01) * x : x),
  tanh: Math.tanh,
  sigmoid: (x) => 1 / (1 + Math.exp(-x)),
}

/** Derivatives of the same, as functions of the activation's output y. */
export const exactDerivative: Record<string, (y: number) => number> = {
  linear: () => 1,
  relu: (y) => (y > 0 ? 1 : 0),
  leakyRelu: (y) => (y > 0 ? 1 : fround(0.01)),
  tanh: (y) => 1 - y * y,
  sigmoid: (y) => y * (1 - y),
}
