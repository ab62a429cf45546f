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
