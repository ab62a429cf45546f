/**
 * Layers in f64 from their descriptions, a batch at a time: the oracle of layers and of whole networks. Only forward: `slopesOf`
 * differentiates by central differences, so no backward pass is written twice.
 */
import type { LayerDescription, Shape } from '../../src/layers/layer.js'
import { type Convolution, orderedConv2d } from './convolutions.js'
import { orderedDepthwise } from './depthwise.js'
import { exactActivation } from './kernels.js'
import { orderedAveragePool, orderedMaxPool, type Windowed, windowsOf } from './windows.js'

type Numbers = ArrayLike<number>

/** Rows of one shape, after each other. */
export interface Rows {
  readonly shape: Shape
  readonly values: Numbers
}

/** biome-ignore lint/suspicious/noExplicitAny: a description holds what its kind has */
type Description = LayerDescription & Record<string, any>

const exact = (value: number) => value
const sizeOf = (shape: Shape) => shape.reduce((product, size) => product * size, 1)

/** Every activation, those of layers of their own too. */
const activations: Record<string, (x: number) => number> = {
  ...exactActivation,
  gelu: (x) => (x / 2) * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3))),
  silu: (x) => x / (1 + Math.exp(-x)),
}

/**
 * What the layers make of the rows, one after the other.
 *
 * @param take the next tensor of a layer, so many numbers; batch norm takes its state too, and leaves it as it is
 */
export function exactLayers(
  layers: readonly LayerDescription[],
  rows: Rows,
  take: (size: number) => Numbers,
  training: boolean,
): Rows {
  return (layers as readonly Description[]).reduce(
    (given, layer) => kinds[layer.kind]!(layer, given, take, training),
    rows,
  )
}

type Kind = (layer: Description, rows: Rows, take: (size: number) => Numbers, training: boolean) => Rows

const kinds: Record<string, Kind> = {
  dense({ outputs, activation }, { shape, values }, take) {
    const inputs = sizeOf(shape)
    const [w, b] = [take(inputs * outputs), take(outputs)]
    const y = Array.from({ length: (values.length / inputs) * outputs }, (_, at) => {
      const [o, x] = [at % outputs, Math.floor(at / outputs) * inputs]
      let sum = b[o]!
      for (let i = 0; i < inputs; i++) sum += values[x + i]! * w[i * outputs + o]!
      return activations[activation]!(sum)
    })
    return { shape: [outputs], values: y }
  },
  activation({ activation }, { shape, values }) {
    return { shape, values: Array.from(values, activations[activation]!) }
  },
  flatten: (_, { shape, values }) => ({ shape: [sizeOf(shape)], values }),
  conv2d(layer, rows, take) {
    const over: Convolution = { ...windowed(layer, layer.kernelSize, rows), filters: layer.filters }
    const { kh, kw, channels, filters } = over
    const w = take(kh * kw * channels * filters)
    const y = orderedConv2d(over, rows.values, w, biasesOf(layer, filters, take), exact)
    return through(over, filters, layer.activation, y)
  },
  conv1d(layer, { shape, values }, take, training) {
    const image = { shape: [1, ...shape], values }
    const { shape: made, values: y } = kinds.conv2d!(
      { ...layer, kernelSize: [1, layer.kernelSize] },
      image,
      take,
      training,
    )
    return { shape: made.slice(1), values: y }
  },
  depthwiseConv2d(layer, rows, take) {
    const over = windowed(layer, layer.kernelSize, rows)
    const w = take(over.kh * over.kw * over.channels)
    const y = orderedDepthwise(over, rows.values, w, biasesOf(layer, over.channels, take), exact)
    return through(over, over.channels, layer.activation, y)
  },
  maxPool2d(layer, rows) {
    const over = windowed(layer, layer.poolSize, rows)
    return through(over, over.channels, 'linear', orderedMaxPool(over, rows.values).y)
  },
  averagePool2d(layer, rows) {
    const over = windowed(layer, layer.poolSize, rows)
    return through(over, over.channels, 'linear', orderedAveragePool(over, rows.values, exact))
  },
  globalAveragePool(_, rows) {
    const [height, width, channels] = rows.shape as readonly [number, number, number]
    const over = windowed({ kind: '', stride: 1, padding: 'valid' }, [height, width], rows)
    return { shape: [channels], values: orderedAveragePool(over, rows.values, exact) }
  },
  batchNorm({ epsilon }, { shape, values }, take, training) {
    const channels = shape[shape.length - 1]!
    const [gamma, beta, runningMean, runningVariance] = [0, 1, 2, 3].map(() => take(channels)) as [
      Numbers,
      Numbers,
      Numbers,
      Numbers,
    ]
    const each = Array.from({ length: channels }, (_, c) => {
      if (!training) return { mean: runningMean[c]!, variance: runningVariance[c]! }
      return momentsOf(Array.from(values).filter((_, i) => i % channels === c))
    })
    const y = Array.from(values, (value, i) => {
      const { mean, variance } = each[i % channels]!
      return ((value - mean) / Math.sqrt(variance + epsilon)) * gamma[i % channels]! + beta[i % channels]!
    })
    return { shape, values: y }
  },
  layerNorm({ epsilon }, { shape, values }, take) {
    const channels = shape[shape.length - 1]!
    const [gamma, beta] = [take(channels), take(channels)]
    const y = Array.from({ length: values.length / channels }, (_, n) => {
      const row = Array.from({ length: channels }, (_, c) => values[n * channels + c]!)
      const { mean, variance } = momentsOf(row)
      return row.map((value, c) => ((value - mean) / Math.sqrt(variance + epsilon)) * gamma[c]! + beta[c]!)
    })
    return { shape, values: y.flat() }
  },
  residual({ layers, shortcut }, rows, take, training) {
    const main = exactLayers(layers, rows, take, training)
    const side = shortcut === 'identity' ? rows : exactLayers(shortcut, rows, take, training)
    return { shape: main.shape, values: Array.from(main.values, (value, i) => value + side.values[i]!) }
  },
}

function windowed(
  { stride, padding }: Description,
  size: number | [number, number],
  { shape, values }: Rows,
): Windowed {
  const [height, width, channels] = shape as readonly [number, number, number]
  const [kh, kw] = typeof size === 'number' ? [size, size] : size
  return { batch: values.length / sizeOf(shape), height, width, channels, kh, kw, stride, padding }
}

function biasesOf({ useBias }: Description, size: number, take: (size: number) => Numbers): Numbers {
  return useBias ? take(size) : new Float64Array(size)
}

function through(over: Windowed, channels: number, activation: string, y: readonly number[]): Rows {
  const { outHeight, outWidth } = windowsOf(over)
  return { shape: [outHeight, outWidth, channels], values: y.map(activations[activation]!) }
}

/** In two passes. */
function momentsOf(values: readonly number[]): { mean: number; variance: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return { mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length }
}

/** d f / d value, each by (f(v + h) - f(v - h)) / 2h with h = 1e-5: error below 1e-8 where f is of the size of 1. */
export function slopesOf(values: Numbers, f: (values: Float64Array) => number): number[] {
  const h = 1e-5
  const moved = Float64Array.from(values)
  return Array.from(moved, (value, i) => {
    moved[i] = value + h
    const above = f(moved)
    moved[i] = value - h
    const below = f(moved)
    moved[i] = value
    return (above - below) / (2 * h)
  })
}
