/**
 * Where everything of a network lies in its core's memory, in bytes:
 *
 *     trained tensors | gradients | state | mean, scale | optimizer slots ... | data | one batch: raw rows, x, outputs, ...
 *
 * The first four keep their place for the network's life; the data is a copy of the training features. Gradients and slots
 * mirror the trained tensors, so that one update kernel walks all of them at once; every tensor starts on a cache line and
 * the gaps between tensors stay zero. The region of the slots, the data and the batch is laid out again whenever more room
 * or another number of slots is asked for.
 */
import type { Core } from '../core/core.js'
import { type BoundLayer, sizeOf, type TensorSpec } from '../layers/layer.js'
import type { Loss } from '../losses/loss.js'

const LINE = 64

/** A tensor and where it is. */
export interface TensorPlace {
  readonly spec: TensorSpec
  /** numbers in it */
  readonly size: number
  readonly at: number
  /** its gradient; 0 for state, which has none */
  readonly gradient: number
}

export interface FixedPlaces {
  readonly parameters: number
  readonly gradients: number
  /** floats from `parameters` to the end of the last trained tensor, gaps included */
  readonly span: number
  readonly mean: number
  readonly scale: number
  /** the tensors of each layer, in the layer's order */
  readonly layers: readonly (readonly TensorPlace[])[]
  readonly end: number
}

export interface BatchPlaces {
  /** rows */
  readonly capacity: number
  /** each mirrors the trained tensors */
  readonly slots: readonly number[]
  /** room for a dataset's features, `dataBytes` bytes */
  readonly data: number
  readonly dataBytes: number
  /** which of its rows a batch takes, i32 [capacity] */
  readonly rows: number
  readonly raw: number
  /** outputs[0] is x, outputs[l] the output of layer l - 1 */
  readonly outputs: readonly number[]
  /** what each layer keeps for its backward pass */
  readonly kept: readonly number[]
  /** two buffers of capacity x the widest layer, used in turn by the backward pass */
  readonly deltas: readonly [number, number]
  readonly labels: number
  readonly predicted: number
  readonly targets: number
  readonly work: number
  readonly end: number
}

export function fixedPlaces(start: number, inputs: number, layers: readonly BoundLayer[]): FixedPlaces {
  const parameters = align(start)
  let at = parameters
  const take = (floats: number): number => {
    const pointer = at
    at = align(at + 4 * floats)
    return pointer
  }
  const place = (state: boolean): number[][] =>
    layers.map(({ tensors }) =>
      tensors.map(({ role, shape }) => ((role === 'state') === state ? take(sizeOf(shape)) : 0)),
    )
  const trained = place(false)
  const bytes = at - parameters
  const gradients = take(bytes / 4)
  const states = place(true)
  const mean = take(inputs)
  const scale = take(inputs)
  return {
    parameters,
    gradients,
    span: bytes / 4,
    mean,
    scale,
    layers: layers.map(({ tensors }, l) =>
      tensors.map((spec, i) => {
        const state = spec.role === 'state'
        const place = (state ? states : trained)[l]?.[i] as number
        return { spec, size: sizeOf(spec.shape), at: place, gradient: state ? 0 : place + bytes }
      }),
    ),
    end: at,
  }
}

export function batchPlaces(
  fixed: FixedPlaces,
  inputs: number,
  layers: readonly BoundLayer[],
  loss: Loss,
  capacity: number,
  slotCount: number,
  dataBytes: number,
  team?: Core['team'],
): BatchPlaces {
  let at = fixed.end
  const take = (floats: number): number => {
    const pointer = at
    at = align(at + 4 * floats)
    return pointer
  }
  const sizes = layers.map(({ output }) => sizeOf(output))
  const outputs = sizes[sizes.length - 1] as number
  const widest = Math.max(...sizes)
  const work = Math.max(loss.workspace?.(capacity, outputs) ?? 0, ...layers.map((layer) => layer.workspace(capacity)))
  // each part of a kernel that threads share has scratch of its own
  if (team) team.scratch = align(4 * work)
  return {
    capacity,
    slots: Array.from({ length: slotCount }, () => take(fixed.span)),
    data: take(dataBytes / 4),
    dataBytes,
    rows: take(capacity),
    raw: take(capacity * inputs),
    outputs: [inputs, ...sizes].map((size) => take(capacity * size)),
    kept: layers.map(({ kept }) => take(capacity * kept)),
    deltas: [take(capacity * widest), take(capacity * widest)],
    labels: take(capacity),
    predicted: take(capacity),
    targets: take(capacity * outputs),
    work: take(team ? (team.most * team.scratch) / 4 : work),
    end: at,
  }
}

function align(bytes: number): number {
  return Math.ceil(bytes / LINE) * LINE
}
