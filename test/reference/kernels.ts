/**
 * Two oracles for the kernels, written as the contract reads and nothing else.
 *
 * `ordered` rounds every product and every sum to f32 in the contract's order: the kernels must equal it bit for bit.
 * `exact` works in f64 and also returns the sum of magnitudes of each chain, from which the error bound of a chain of k
 * rounded steps follows: |error| <= (2k + 2) 2^-24 * magnitude.
 */
const { fround } = Math

/** C[m, n] = init + A B, with a(i, p) = a[i * aRow + p * aStep], b(p, j) = b[p * bStep + j * bColumn]; init 0 if absent. */
export interface Product {
  m: number
  k: number
  n: number
  a: Float32Array
  aRow: number
  aStep: number
  b: Float32Array
  bStep: number
  bColumn: number
  init?: Float32Array
}

export function orderedProduct({ m, k, n, a, aRow, aStep, b, bStep, bColumn, init }: Product): Float32Array {
  const c = new Float32Array(m * n)
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let sum = init === undefined ? 0 : init[j]!
      for (let p = 0; p < k; p++) sum = fround(sum + fround(a[i * aRow + p * aStep]! * b[p * bStep + j * bColumn]!))
      c[i * n + j] = sum
    }
  }
  return c
}

export function exactProduct({ m, k, n, a, aRow, aStep, b, bStep, bColumn, init }: Product) {
  const value = new Float64Array(m * n)
  const magnitude = new Float64Array(m * n)
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let sum = init === undefined ? 0 : init[j]!
      let size = Math.abs(sum)
      for (let p = 0; p < k; p++) {
        const term = a[i * aRow + p * aStep]! * b[p * bStep + j * bColumn]!
        sum += term
        size += Math.abs(term)
      }
      value[i * n + j] = sum
      magnitude[i * n + j] = size
    }
  }
  return { value, magnitude }
}

/** The three products of a dense layer over X[B, I], W[I, O], dZ[B, O]. */
export function denseProducts(
  batch: number,
  inputs: number,
  outputs: number,
  { x, w, bias, dz }: Record<'x' | 'w' | 'bias' | 'dz', Float32Array>,
): Record<'y' | 'dw' | 'dx', Product> {
  const xw = { a: x, aRow: inputs, aStep: 1, b: w, bStep: outputs, bColumn: 1, init: bias }
  const xdz = { a: x, aRow: 1, aStep: inputs, b: dz, bStep: outputs, bColumn: 1 }
  const dzw = { a: dz, aRow: outputs, aStep: 1, b: w, bStep: 1, bColumn: outputs }
  return {
    y: { m: batch, k: inputs, n: outputs, ...xw },
    dw: { m: inputs, k: batch, n: outputs, ...xdz },
    dx: { m: batch, k: outputs, n: inputs, ...dzw },
  }
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
