/**
 * A network's memory and what is computed in it: for training, evaluation and measurement, not for users. One core, the
 * places of all tensors, and one batch of rows at a time.
 */
import type { Core } from '../core/core.js'
import { activationCode } from '../core/kernels.js'
import { numericVersionOf } from '../core/numeric-version.js'
import type { Dataset } from '../data/dataset.js'
import type { Standardization } from '../data/standardization.js'
import { type BoundLayer, familyOf, type Pass, type Shape, sizeOf } from '../layers/layer.js'
import { backward, forward, type Stage } from '../layers/passes.js'
import type { Loss, LossPlaces } from '../losses/loss.js'
import { disposed } from './disposed.js'
import { type BatchPlaces, batchPlaces, type FixedPlaces, fixedPlaces } from './places.js'
import { type Asked, checkFits, loadRows, type RowChange, type RowPlaces } from './rows.js'
import { countValues } from './tensors.js'
import { type Mutable, WeightedLoss } from './weighted-loss.js'

const { max } = Math

/** Features up to this size are copied into the arena for the time of training, where the host has the memory. */
const LARGEST_HELD = 2 ** 30

const EVALUATION: Pass = { training: false, step: 0, seed: 0 }

export class Arena implements RowPlaces, Asked {
  core: Core
  readonly layers: readonly BoundLayer[]
  readonly loss: Loss
  /** of a row of data */
  readonly shape: Shape
  /** numbers of a row of data, and of a row of answers */
  readonly inputs: number
  readonly outputs: number
  readonly targets: boolean
  /** that an output row can tell apart: a single yes or no tells two */
  readonly classes: number
  fixed: FixedPlaces
  /** what its user has yet to await: until then a reader would find a network that is not trained */
  awaited: string | undefined
  #batch: BatchPlaces
  #stages: readonly Stage[] = []
  #lossAt: LossPlaces | undefined
  #weighted: WeightedLoss | undefined
  readonly #training: Mutable<Pass> = { training: true, step: 0, seed: 0 }
  /** the first layer that is trained, and those that are not */
  #lowest = 0
  #frozen: readonly number[] = []
  /** the features whose copy lies at `batch.data`, and whether they stay as they are */
  #held: Dataset['features'] | undefined
  holds = false

  constructor(core: Core, shape: Shape, layers: readonly BoundLayer[], loss: Loss) {
    this.core = core
    this.layers = layers
    this.loss = loss
    this.shape = shape
    this.inputs = sizeOf(shape)
    this.outputs = sizeOf((layers[layers.length - 1] as BoundLayer).output)
    this.targets = loss.takes === 'targets'
    this.classes = this.outputs === 1 && loss.threshold !== null ? 2 : this.outputs
    this.fixed = fixedPlaces(core.start, this.inputs, layers)
    this.#batch = { capacity: 0, slots: [], data: 0, dataBytes: 0 } as unknown as BatchPlaces
    this.reserve(1)
    this.fill(1, this.fixed.scale, this.inputs)
  }

  get batch(): BatchPlaces {
    return this.#batch
  }

  /** Under which the bits of the network are always the same. */
  get numericVersion(): string {
    return numericVersionOf(familyOf(this.layers))
  }

  /** Where the raw outputs of the current batch are. */
  get y(): number {
    return this.#batch.outputs[this.layers.length] as number
  }

  get standardization(): Standardization {
    return { mean: this.floats(this.fixed.mean, this.inputs), scale: this.floats(this.fixed.scale, this.inputs) }
  }

  /** Sets x = (raw - mean) * scale for every row that is loaded. */
  standardize({ mean, scale }: Standardization): void {
    this.core.f32.set(mean, this.fixed.mean >>> 2)
    this.core.f32.set(scale, this.fixed.scale >>> 2)
  }

  /** A copy of `count` floats. */
  floats(at: number, count: number): Float32Array<ArrayBuffer> {
    return this.core.f32.slice(at >>> 2, (at >>> 2) + count) as Float32Array<ArrayBuffer>
  }

  fill(value: number, at: number, count: number): void {
    this.core.f32.fill(value, at >>> 2, (at >>> 2) + count)
  }

  /** The values of all tensors, one after the other in the order of the hash. A copy. */
  parameters(): Float32Array<ArrayBuffer> {
    const values = new Float32Array(countValues(this.layers))
    let from = 0
    for (const { at, size } of this.fixed.layers.flat()) {
      values.set(this.core.f32.subarray(at >>> 2, (at >>> 2) + size), from)
      from += size
    }
    return values
  }

  /** Replaces all values; as many as `parameters()` gives. */
  setParameters(values: Float32Array): void {
    let from = 0
    for (const { at, size } of this.fixed.layers.flat()) {
      this.core.f32.set(values.subarray(from, from + size), at >>> 2)
      from += size
    }
  }

  /** Makes room for batches of `capacity` rows, for data, and `slots` optimizer arrays, which a run sets to zero. The core may move it all. */
  reserve(capacity: number, slots = 0, dataBytes = 0): void {
    const { core, fixed, batch: before } = this
    const kept = before.slots.length
    if (capacity <= before.capacity && slots <= kept && dataBytes <= before.dataBytes) return
    const sizes = [max(capacity, before.capacity), max(slots, kept), max(dataBytes, before.dataBytes)] as const
    core.grow(this.#places(sizes).end)
    this.fixed = fixedPlaces(core.start, this.inputs, this.layers)
    const next = this.#places(sizes)
    // more slots push the data on, and their own room may hold a batch of before
    const data = before.data + this.fixed.parameters - fixed.parameters
    if (next.data !== data) core.u8.copyWithin(next.data, data, data + before.dataBytes)
    this.#batch = next
    this.#arrange()
  }

  #places(sizes: readonly [capacity: number, slots: number, dataBytes: number]): BatchPlaces {
    return batchPlaces(this.fixed, this.inputs, this.layers, this.loss, ...sizes, this.core.team)
  }

  /** Training begins at layer `lowest`: those below compute as in evaluation, and get no gradients; the frozen ones stay as they are. */
  trainFrom(lowest: number, frozen: readonly number[] = []): void {
    this.#lowest = lowest
    this.#frozen = frozen
    this.#arrange()
  }

  /**
   * Copies the dataset's features into the arena as they are now, and batches are gathered from there until another
   * dataset is held; a large one stays where it is.
   */
  hold(dataset: Dataset): void {
    const { buffer, byteOffset, byteLength } = dataset.features
    if (this.holds && this.#held === dataset.features) return
    this.#held = undefined
    if (byteLength > LARGEST_HELD) return
    try {
      this.reserve(0, 0, byteLength)
    } catch {
      // rows are copied batch by batch instead: the same bits, more slowly
      return
    }
    this.core.u8.set(new Uint8Array(buffer, byteOffset, byteLength), this.#batch.data)
    this.#held = dataset.features
  }

  /** Throws where the dataset does not fit: another shape, other inputs, more classes, targets of another width. */
  checkFits(where: string, dataset: Dataset, what?: string): void {
    checkFits(where, dataset, this, what)
  }

  /** Loads rows[from .. from + count - 1] of a dataset (or from .. without `rows`), changed or not, as the current batch. */
  loadRows(dataset: Dataset, rows: Uint32Array | undefined, from: number, count: number, change?: RowChange): void {
    const held = rows !== undefined && this.#held === dataset.features
    loadRows(this, dataset, rows, from, count, held, change)
  }

  /** Runs the layers over the first `rows` rows of the current batch, as evaluation does. */
  forward(rows: number): void {
    forward(this.#stages, rows, EVALUATION, 0, this.layers.length)
  }

  /** The mean loss after a forward pass; its gradient is left for the backward pass. */
  lossOfBatch(rows: number): number {
    const { loss, outputs } = this
    return loss.gradient(this.#lossAt as LossPlaces, rows, outputs) / loss.terms(rows, outputs)
  }

  /**
   * Forward, loss and backward over the current batch as training does: fills the gradients and returns the mean loss.
   *
   * @param weights one for each row of the data; without them, all rows weigh the same
   */
  gradients(rows: number, step: number, seed: number, weights?: Float32Array): number {
    const pass = this.#training
    pass.step = step
    pass.seed = seed
    forward(this.#stages, rows, EVALUATION, 0, this.#lowest)
    forward(this.#stages, rows, pass, this.#lowest, this.layers.length)
    const loss = weights === undefined ? this.lossOfBatch(rows) : this.#weightedLoss(rows, weights)
    backward(this.#stages, rows, this.#lowest)
    return loss
  }

  /** Gives the memory back. Whatever asks for it from now on gets an error. */
  dispose(): void {
    this.core.dispose?.()
    this.core = disposed
    this.#arrange()
  }

  #weightedLoss(rows: number, weights: Float32Array): number {
    this.#weighted ??= new WeightedLoss(this.loss, this.outputs, this.#lossAt as LossPlaces)
    return this.#weighted.mean(rows, weights, this.#batch.rows)
  }

  /** Says to each layer where its operands are now. */
  #arrange(): void {
    const { core, fixed, layers, batch } = this
    const { outputs, kept, deltas, labels, targets, work } = batch
    // the gradient for a layer's output lies in one buffer, that for its input in the other
    const delta = (above: number) => deltas[above % 2] as number
    this.#stages = layers.map((layer, l) => {
      const above = layers.length - 1 - l
      const tensors = fixed.layers[l] ?? []
      return {
        layer,
        at: {
          core,
          x: outputs[l] as number,
          y: outputs[l + 1] as number,
          dy: delta(above),
          dx: l <= this.#lowest ? 0 : delta(above + 1),
          tensors: tensors.map(({ at }) => at),
          gradients: tensors.map(({ gradient }) => gradient),
          kept: kept[l] as number,
          work,
          path: `${l}`,
          frozen: this.#frozen.includes(l),
        },
        inputs: l === 0 ? this.inputs : sizeOf((layers[l - 1] as BoundLayer).output),
        outputs: sizeOf(layer.output),
        activation: activationCode(layer.outputActivation ?? 'linear'),
        below: activationCode(layers[l - 1]?.outputActivation ?? 'linear'),
      }
    })
    this.#lossAt = { core, y: this.y, dy: deltas[0], labels, targets, work }
    this.#weighted = undefined
  }
}
