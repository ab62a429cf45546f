/** Oracles of normalisation: written as the contract reads and nothing else. X [count, channels]. */
const { fround } = Math

const range = (n: number) => Array.from({ length: n }, (_, i) => i)

export function orderedMoments(x: Float32Array, count: number, channels: number) {
  const sums = range(channels).map((c) => range(count).reduce((sum, n) => sum + x[n * channels + c]!, 0))
  const squares = range(channels).map((c) => range(count).reduce((sum, n) => sum + x[n * channels + c]! ** 2, 0))
  return {
    mean: Float32Array.from(sums, (sum) => sum / count),
    variance: Float32Array.from(sums, (sum, c) => Math.max(squares[c]! / count - (sum / count) * (sum / count), 0)),
  }
}

/** What each channel has: a number an array. */
export type Channels = Readonly<Record<'mean' | 'inverse' | 'factor' | 'shift' | 'a' | 'b', Float32Array>>

export function orderedNormalized(x: Float32Array, { mean, factor, shift }: Channels): Float32Array {
  return x.map((value, i) => {
    const c = i % mean.length
    return fround(fround(fround(value - mean[c]!) * factor[c]!) + shift[c]!)
  })
}

const xhatOf = (x: Float32Array, { mean, inverse }: Channels) =>
  x.map((value, i) => fround(fround(value - mean[i % mean.length]!) * inverse[i % mean.length]!))

export function orderedScaleGradients(dy: Float32Array, x: Float32Array, channels: Channels) {
  const width = channels.mean.length
  const [gamma, beta] = [new Float64Array(width), new Float64Array(width)]
  xhatOf(x, channels).forEach((xhat, i) => {
    gamma[i % width]! += dy[i]! * xhat
    beta[i % width]! += dy[i]!
  })
  return { dgamma: Float32Array.from(gamma), dbeta: Float32Array.from(beta) }
}

export function orderedInputGradient(dy: Float32Array, x: Float32Array, channels: Channels): Float32Array {
  const { a, b, factor } = channels
  return xhatOf(x, channels).map((xhat, i) => {
    const c = i % factor.length
    return fround(fround(fround(dy[i]! - a[c]!) - fround(xhat * b[c]!)) * factor[c]!)
  })
}

/** Layer normalisation, row by row: moments, output, and the three gradients for a gradient dy. */
export function orderedLayerNorm(
  x: Float32Array,
  dy: Float32Array,
  { gamma, beta }: Readonly<Record<'gamma' | 'beta', Float32Array>>,
  count: number,
  epsilon: number,
) {
  const channels = gamma.length
  const sum = (terms: ArrayLike<number>) => Array.from(terms).reduce((total, term) => total + term, 0)
  const rows = range(count).map((n) => {
    const row = x.subarray(n * channels, (n + 1) * channels)
    const gradient = dy.subarray(n * channels, (n + 1) * channels)
    const mean = sum(row) / channels
    const variance = Math.max(sum(Array.from(row, (v) => v * v)) / channels - mean * mean, 0)
    const inverse = fround(1 / Math.sqrt(variance + epsilon))
    const xhat = row.map((v) => fround(fround(v - fround(mean)) * inverse))
    const g = gradient.map((d, c) => fround(d * gamma[c]!))
    const a = fround(sum(g) / channels)
    const b = fround(sum(Array.from(g, (value, c) => value * xhat[c]!)) / channels)
    return {
      moments: [mean, inverse],
      xhat,
      gradient,
      y: xhat.map((v, c) => fround(fround(v * gamma[c]!) + beta[c]!)),
      dx: g.map((value, c) => fround(fround(fround(value - a) - fround(xhat[c]! * b)) * inverse)),
    }
  })
  return {
    moments: Float32Array.from(rows.flatMap(({ moments }) => moments)),
    y: Float32Array.from(rows.flatMap(({ y }) => [...y])),
    dx: Float32Array.from(rows.flatMap(({ dx }) => [...dx])),
    dgamma: gamma.map((_, c) => sum(rows.map(({ gradient, xhat }) => gradient[c]! * xhat[c]!))),
    dbeta: gamma.map((_, c) => sum(rows.map(({ gradient }) => gradient[c]!))),
  }
}
