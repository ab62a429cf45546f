/**
 * A network of dense layers, its parameters, and what can be asked of it. Built by `createNetwork` or `loadNetwork`,
 * changed by `train`.
 */
import { message, wrongType, wrongValue } from '../check.js'
import type { Core, EngineName } from '../core/core.js'
import { activationCode } from '../core/kernels.js'
import type { Dataset } from '../data/dataset.js'
import type { Standardization } from '../data/standardization.js'
import { packContainer } from '../files/container.js'
import { type Evaluation, evaluation, predict } from './evaluate.js'
import { initializeWeights } from './initialize.js'
import type { DenseLayer } from './layers.js'
import { type BatchLayout, batchLayout, type FixedLayout, fixedLayout } from './layout.js'
import type { Loss } from './loss.js'
import { hashParameters } from './parameters.js'
import { backward, forward, lossOfBatch } from './passes.js'
import { checkFits, loadRows } from './rows.js'
import { summarize } from './summary.js'

export interface NetworkPlan {
  readonly inputs: number
  readonly layers: readonly DenseLayer[]
  readonly loss: Loss
  readonly seed: number
}

/** Features up to this size are copied into the arena for the time of training. */
const LARGEST_HELD = 2 ** 28

export class Network {
  readonly plan: NetworkPlan
  readonly core: Core
  readonly layout: FixedLayout
  /** weights and biases together */
  readonly parameterCount: number
  /** names of the classes, where the training data had them */
  classNames: readonly string[] | undefined
  #batch: BatchLayout
  #standardized = false
  /** the features whose copy lies at `batch.data` */
  #held: Dataset['features'] | undefined

  /** Not for users: `createNetwork` checks the plan and starts the core. */
  constructor(plan: NetworkPlan, core: Core) {
    this.plan = plan
    this.core = core
    const codes = plan.layers.map((layer) => activationCode(layer.activation))
    this.layout = fixedLayout(core.start, plan.inputs, plan.layers, codes)
    this.parameterCount = this.layout.layers.reduce((sum, { inputs, outputs }) => sum + (inputs + 1) * outputs, 0)
    this.#batch = batchLayout(this.layout, 1, 0, 0)
    core.grow(this.#batch.end)
    core.f32.fill(1, this.layout.scale >>> 2, (this.layout.scale >>> 2) + plan.inputs)
    this.layout.layers.forEach((place, index) => {
      initializeWeights(this.weights(index), place.inputs, plan.layers[index] as DenseLayer, plan.seed, index)
    })
  }

  get engine(): EngineName {
    return this.core.engine
  }

  get inputs(): number {
    return this.plan.inputs
  }

  get outputs(): number {
    return (this.plan.layers[this.plan.layers.length - 1] as DenseLayer).outputs
  }

  get batch(): BatchLayout {
    return this.#batch
  }

  /** W [inputs, outputs] of a layer, row-major: a view that later growth of memory detaches, so copy to keep it. */
  weights(layer: number): Float32Array {
    const { weights, inputs, outputs } = this.#place('weights', layer)
    return this.core.f32.subarray(weights >>> 2, (weights >>> 2) + inputs * outputs)
  }

  /** b [outputs] of a layer: a view, as `weights`. */
  biases(layer: number): Float32Array {
    const { biases, outputs } = this.#place('biases', layer)
    return this.core.f32.subarray(biases >>> 2, (biases >>> 2) + outputs)
  }

  /** Whether `standardize` has been called: a network learns its input scale once, from its first training data. */
  get standardized(): boolean {
    return this.#standardized
  }

  get standardization(): Standardization {
    const { mean, scale } = this.layout
    const { f32 } = this.core
    const { inputs } = this
    return { mean: f32.slice(mean >>> 2, (mean >>> 2) + inputs), scale: f32.slice(scale >>> 2, (scale >>> 2) + inputs) }
  }

  /** Sets x = (raw - mean) * scale for everything the network will read. */
  standardize({ mean, scale }: Standardization): void {
    for (const [name, values] of Object.entries({ mean, scale })) {
      if (!(values instanceof Float32Array)) throw wrongType('standardize', name, 'Float32Array', values)
      if (values.length !== this.inputs) throw wrongValue('standardize', name, `length ${this.inputs}`, values.length)
      if (!values.every(Number.isFinite)) {
        throw new RangeError(message('standardize', name, 'finite numbers', 'NaN or Infinity'))
      }
    }
    this.core.f32.set(mean, this.layout.mean >>> 2)
    this.core.f32.set(scale, this.layout.scale >>> 2)
    this.#standardized = true
  }

  /** Makes room for batches of `capacity` rows and `slots` optimizer arrays; new slots are zero, old ones keep their values. */
  reserve(capacity: number, slots = this.#batch.slots.length): void {
    this.#lay(
      Math.max(capacity, this.#batch.capacity),
      Math.max(slots, this.#batch.slots.length),
      this.#batch.dataBytes,
    )
  }

  /**
   * Copies the dataset's features into the arena, where batches are gathered from them, unless they are too large. A
   * copy of before is not reused: its features may have been changed in place since.
   */
  hold(dataset: Dataset): void {
    const { buffer, byteOffset, byteLength } = dataset.features
    this.#held = undefined
    if (byteLength > LARGEST_HELD) return
    this.#lay(this.#batch.capacity, this.#batch.slots.length, Math.max(byteLength, this.#batch.dataBytes))
    this.core.u8.set(new Uint8Array(buffer, byteOffset, byteLength), this.#batch.data)
    this.#held = dataset.features
  }

  /** Throws where the dataset does not fit: other inputs, more classes, targets of another width. */
  checkFits(where: string, dataset: Dataset): void {
    checkFits(where, dataset, this.inputs, this.outputs, this.plan.loss)
  }

  /** Loads rows[from .. from + count - 1] of a dataset (or from .. without `rows`) as the current batch. */
  loadRows(dataset: Dataset, rows: Uint32Array | undefined, from: number, count: number): void {
    const held = rows !== undefined && this.#held === dataset.features
    loadRows(this.core, this.layout, this.#batch, dataset, rows, from, count, this.outputs, this.plan.loss, held)
  }

  /** Runs the layers over the first `rows` rows of the current batch. */
  forward(rows: number): void {
    forward(this.core, this.layout, this.#batch, rows)
  }

  /** The mean loss after `forward`; its gradient is left for the backward pass. */
  lossOfBatch(rows: number): number {
    return lossOfBatch(this.core, this.layout, this.#batch, this.plan.loss, rows)
  }

  /** Forward, loss and backward over the current batch: fills the gradients and returns the mean loss. */
  gradients(rows: number): number {
    this.forward(rows)
    const loss = this.lossOfBatch(rows)
    backward(this.core, this.layout, this.#batch, rows)
    return loss
  }

  /** Mean loss and accuracy over a whole dataset. */
  evaluate(dataset: Dataset): Evaluation {
    const slices = evaluation(this, dataset)
    for (;;) {
      const slice = slices.next()
      if (slice.done) return slice.value
    }
  }

  /**
   * Answers for raw features, one row or many: probabilities with the cross-entropy losses, numbers with the mean
   * squared error.
   *
   * @param features [inputs] or [rows, inputs], raw, as the training data was: bytes or numbers
   * @returns [rows, outputs], a copy
   */
  predict(features: Uint8Array | Float32Array | readonly number[]): Float32Array {
    return predict(this, features)
  }

  /** All parameters in the order of the hash: layer by layer, W row-major, then b. A copy. */
  parameters(): Float32Array {
    const values = new Float32Array(this.parameterCount)
    let at = 0
    for (let l = 0; l < this.layout.layers.length; l++) {
      for (const tensor of [this.weights(l), this.biases(l)]) {
        values.set(tensor, at)
        at += tensor.length
      }
    }
    return values
  }

  /** Replaces all parameters; `values` as `parameters()` gives them. */
  setParameters(values: Float32Array): void {
    if (!(values instanceof Float32Array)) throw wrongType('setParameters', 'values', 'Float32Array', values)
    if (values.length !== this.parameterCount) {
      throw wrongValue('setParameters', 'values', `length ${this.parameterCount}`, values.length)
    }
    let at = 0
    for (let l = 0; l < this.layout.layers.length; l++) {
      for (const tensor of [this.weights(l), this.biases(l)]) {
        tensor.set(values.subarray(at, at + tensor.length))
        at += tensor.length
      }
    }
  }

  /**
   * SHA-256 over the parameters as little-endian f32, layer by layer: W row-major [inputs, outputs], then b. Equal
   * hashes mean equal bits.
   *
   * @throws RangeError if a parameter is NaN: the bits of NaN differ between engines, so it has no hash
   */
  sha256(): string {
    return hashParameters(this.parameters())
  }

  /** A table of the layers: shapes, activations, parameters, bytes. */
  summary(): string {
    return summarize(this.plan, this.parameterCount)
  }

  /** The network as one file: its plan, its input scale, its parameters. `loadNetwork` reads it. */
  save(): Uint8Array<ArrayBuffer> {
    const { plan, classNames, standardized } = this
    return packContainer({
      kind: 'network',
      meta: { ...plan, standardized, ...(classNames === undefined ? {} : { classNames }) },
      arrays: { ...this.standardization, parameters: this.parameters() },
    })
  }

  #lay(capacity: number, slots: number, dataBytes: number): void {
    const before = this.#batch
    if (capacity === before.capacity && slots === before.slots.length && dataBytes === before.dataBytes) return
    const next = batchLayout(this.layout, capacity, slots, dataBytes)
    this.core.grow(next.end)
    // more slots push the data on, and their own room may hold a batch of before
    if (next.data !== before.data) this.core.u8.copyWithin(next.data, before.data, before.data + before.dataBytes)
    for (const slot of next.slots.slice(before.slots.length)) {
      this.core.f32.fill(0, slot >>> 2, (slot >>> 2) + this.layout.span)
    }
    this.#batch = next
  }

  #place(where: string, layer: number) {
    const place = this.layout.layers[layer]
    if (place === undefined) {
      throw wrongValue(where, 'layer', `a whole number from 0 to ${this.layout.layers.length - 1}`, layer)
    }
    return place
  }
}
