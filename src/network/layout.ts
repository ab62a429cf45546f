/**
 * Where everything of a network lies in its core's memory, in bytes:
 *
 *     parameters | gradients | mean, scale | optimizer slots ... | data | one batch: raw rows, x, activations, deltas, work
 *
 * The first four keep their place for the network's life; the data is a copy of the training features. Gradients and slots mirror the parameters, so that one update
 * kernel walks all of them at once; every tensor starts on a cache line and the gaps between tensors stay zero. The
 * region of the data and the batch is laid out again whenever more room or another number of slots is asked for.
 */
import { CROSS_ENTROPY_WORKSPACE, denseWorkspace } from '../core/kernels.js'
import type { DenseLayer } from './layers.js'

const LINE = 64

export interface LayerPlace {
  readonly inputs: number
  readonly outputs: number
  readonly activation: number
  /** W [inputs, outputs] and b [outputs] */
  readonly weights: number
  readonly biases: number
  readonly weightGradients: number
  readonly biasGradients: number
}

export interface FixedLayout {
  readonly parameters: number
  readonly gradients: number
  /** floats from `parameters` to the end of the last tensor, gaps included */
  readonly span: number
  readonly mean: number
  readonly scale: number
  readonly layers: readonly LayerPlace[]
  readonly end: number
}

export interface BatchLayout {
  readonly capacity: number
  /** each mirrors the parameters */
  readonly slots: readonly number[]
  /** room for a dataset's features, `dataBytes` bytes */
  readonly data: number
  readonly dataBytes: number
  /** which of its rows a batch takes, i32 [capacity] */
  readonly rows: number
  readonly raw: number
  /** activations[0] is x, activations[l] the output of layer l - 1 */
  readonly activations: readonly number[]
  /** two buffers of capacity x the widest layer, used in turn by the backward pass */
  readonly deltas: readonly [number, number]
  readonly labels: number
  readonly predicted: number
  readonly targets: number
  readonly work: number
  readonly end: number
}

export function fixedLayout(
  start: number,
  inputs: number,
  layers: readonly DenseLayer[],
  codes: number[],
): FixedLayout {
  const parameters = align(start)
  let at = parameters
  const tensors = layers.map((layer, index) => {
    const fanIn = index === 0 ? inputs : (layers[index - 1] as DenseLayer).outputs
    const weights = at
    const biases = align(weights + 4 * fanIn * layer.outputs)
    at = align(biases + 4 * layer.outputs)
    return { inputs: fanIn, outputs: layer.outputs, activation: codes[index] as number, weights, biases }
  })
  const bytes = at - parameters
  const gradients = at
  const mean = gradients + bytes
  const scale = align(mean + 4 * inputs)
  return {
    parameters,
    gradients,
    span: bytes / 4,
    mean,
    scale,
    layers: tensors.map((tensor) => ({
      ...tensor,
      weightGradients: tensor.weights + bytes,
      biasGradients: tensor.biases + bytes,
    })),
    end: align(scale + 4 * inputs),
  }
}

export function batchLayout(fixed: FixedLayout, capacity: number, slotCount: number, dataBytes: number): BatchLayout {
  let at = fixed.end
  const take = (floats: number): number => {
    const pointer = at
    at = align(at + 4 * floats)
    return pointer
  }
  const slots = Array.from({ length: slotCount }, () => take(fixed.span))
  const inputs = (fixed.layers[0] as LayerPlace).inputs
  const outputs = (fixed.layers[fixed.layers.length - 1] as LayerPlace).outputs
  const widest = Math.max(...fixed.layers.map((layer) => layer.outputs))
  return {
    capacity,
    slots,
    data: take(dataBytes / 4),
    dataBytes,
    rows: take(capacity),
    raw: take(capacity * inputs),
    activations: [take(capacity * inputs), ...fixed.layers.map((layer) => take(capacity * layer.outputs))],
    deltas: [take(capacity * widest), take(capacity * widest)],
    labels: take(capacity),
    predicted: take(capacity),
    targets: take(capacity * outputs),
    work: take(
      Math.max(
        CROSS_ENTROPY_WORKSPACE,
        ...fixed.layers.map((layer) => denseWorkspace(capacity, layer.inputs, layer.outputs)),
      ),
    ),
    end: at,
  }
}

function align(bytes: number): number {
  return Math.ceil(bytes / LINE) * LINE
}
