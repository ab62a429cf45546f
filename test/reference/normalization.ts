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

/** Batch normalisation in training: output, gradients, and the running mean and variance after; flushed where they fall to 0. */
export function orderedBatchNorm(
  x: Float32Array,
  dy: Float32Array,
  tensors: Readonly<Record<'gamma' | 'beta' | 'runningMean' | 'runningVariance', Float32Array>>,
  { decay, epsilon }: { readonly decay: number; readonly epsilon: number },
) {
  const { gamma, beta, runningMean, runningVariance } = tensors
  const count = x.length / gamma.length
  const { mean, variance } = orderedMoments(x, count, gamma.length)
  const inverse = variance.map((value) => 1 / Math.sqrt(value + epsilon))
  const factor = gamma.map((value, c) => value * inverse[c]!)
  const none = new Float32Array(gamma.length)
  const channels = { mean, inverse, factor, shift: beta, a: none, b: none }
  const { dgamma, dbeta } = orderedScaleGradients(dy, x, channels)
  const [a, b] = [dbeta.map((sum) => sum / count), dgamma.map((sum) => sum / count)]
  const follow = (running: Float32Array, seen: (c: number) => number) =>
    running.map((old, c) => {
      const value = decay * old + (1 - decay) * seen(c)
      return Math.abs(value) < 2 ** -100 ? 0 : value
    })
  return {
    y: orderedNormalized(x, channels),
    dx: orderedInputGradient(dy, x, { ...channels, a, b }),
    gradients: [dgamma, dbeta],
    state: [follow(runningMean, (c) => mean[c]!), follow(runningVariance, (c) => (variance[c]! * count) / (count - 1))],
  }
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

const sumOf = (terms: readonly number[]) => terms.reduce((total, term) => total + term, 0)
const meanOf = (terms: readonly number[]) => sumOf(terms) / terms.length

/** The kernels of batch normalisation in f64, moments in two passes; with the sum of the sizes of the terms of each number. */
export function exactBatchNorm(x: Float32Array, dy: Float32Array, { mean, inverse, factor, shift, a, b }: Channels) {
  const channels = mean.length
  const columns = range(channels).map((c) => {
    const rows = range(x.length / channels).map((n) => ({ x: x[n * channels + c]!, dy: dy[n * channels + c]! }))
    const values = rows.map(({ x }) => x)
    const middle = meanOf(values)
    const spread = meanOf(values.map((value) => (value - middle) ** 2))
    const xhat = values.map((value) => (value - mean[c]!) * inverse[c]!)
    return {
      mean: { value: middle, magnitude: meanOf(values.map(Math.abs)) },
      // one pass of f64 loses 2^-52 of the squares for each value
      variance: {
        value: spread,
        magnitude: spread + rows.length * 2 ** -29 * meanOf(values.map((value) => value ** 2)),
      },
      dgamma: {
        value: sumOf(rows.map(({ dy }, n) => dy * xhat[n]!)),
        magnitude: sumOf(rows.map(({ dy }, n) => Math.abs(dy * xhat[n]!))),
      },
      dbeta: { value: sumOf(rows.map(({ dy }) => dy)), magnitude: sumOf(rows.map(({ dy }) => Math.abs(dy))) },
      y: values.map((value) => {
        const scaled = (value - mean[c]!) * factor[c]!
        return { value: scaled + shift[c]!, magnitude: Math.abs(scaled) + Math.abs(shift[c]!) }
      }),
      dx: rows.map(({ dy }, n) => {
        const part = xhat[n]! * b[c]!
        const size = Math.abs(dy) + Math.abs(a[c]!) + Math.abs(part)
        return { value: (dy - a[c]! - part) * factor[c]!, magnitude: size * Math.abs(factor[c]!) }
      }),
    }
  })
  const rows = range(x.length / channels)
  return {
    mean: listed(columns.map(({ mean }) => mean)),
    variance: listed(columns.map(({ variance }) => variance)),
    dgamma: listed(columns.map(({ dgamma }) => dgamma)),
    dbeta: listed(columns.map(({ dbeta }) => dbeta)),
    y: listed(rows.flatMap((n) => columns.map(({ y }) => y[n]!))),
    dx: listed(rows.flatMap((n) => columns.map(({ dx }) => dx[n]!))),
  }
}

/** Layer normalisation in f64; the mean of a row is rounded, so that x - mean is as uncertain as |x| + |mean| are. */
export function exactLayerNorm(
  x: Float32Array,
  dy: Float32Array,
  { gamma, beta }: Readonly<Record<'gamma' | 'beta', Float32Array>>,
  epsilon: number,
) {
  const channels = gamma.length
  const rows = range(x.length / channels).map((n) => {
    const row = Array.from(x.subarray(n * channels, (n + 1) * channels))
    const gradient = Array.from(dy.subarray(n * channels, (n + 1) * channels))
    const mean = meanOf(row)
    const inverse = 1 / Math.sqrt(meanOf(row.map((value) => (value - mean) ** 2)) + epsilon)
    const xhat = row.map((value) => (value - mean) * inverse)
    const size = row.map((value) => (Math.abs(value) + Math.abs(mean)) * inverse)
    const g = gradient.map((value, c) => value * gamma[c]!)
    const a = meanOf(g)
    const b = meanOf(g.map((value, c) => value * xhat[c]!))
    const aSize = meanOf(g.map(Math.abs))
    const bSize = meanOf(g.map((value, c) => Math.abs(value) * size[c]!))
    return {
      y: xhat.map((value, c) => ({
        value: value * gamma[c]! + beta[c]!,
        magnitude: size[c]! * Math.abs(gamma[c]!) + Math.abs(beta[c]!),
      })),
      dx: g.map((value, c) => ({
        value: (value - a - xhat[c]! * b) * inverse,
        magnitude: (Math.abs(value) + aSize + size[c]! * bSize) * inverse,
      })),
      dgamma: gradient.map((value, c) => ({ value: value * xhat[c]!, magnitude: Math.abs(value) * size[c]! })),
      dbeta: gradient.map((value) => ({ value, magnitude: Math.abs(value) })),
    }
  })
  const summed = (name: 'dgamma' | 'dbeta') =>
    range(channels).map((c) => ({
      value: sumOf(rows.map((row) => row[name][c]!.value)),
      magnitude: sumOf(rows.map((row) => row[name][c]!.magnitude)),
    }))
  return {
    y: listed(rows.flatMap(({ y }) => y)),
    dx: listed(rows.flatMap(({ dx }) => dx)),
    dgamma: listed(summed('dgamma')),
    dbeta: listed(summed('dbeta')),
  }
}

function listed(numbers: readonly { readonly value: number; readonly magnitude: number }[]) {
  return { value: numbers.map(({ value }) => value), magnitude: numbers.map(({ magnitude }) => magnitude) }
}
