/** Memory for a number of rows, into which rows of datasets are copied. */
import { isFloats } from '../../check.js'
import type { Dataset } from '../dataset.js'

export class RowBuffer {
  /** all the rows that there is room for, without their weights */
  readonly dataset: Dataset
  /** what each row counts, that of its class included; undefined where all count the same */
  readonly weights: Float32Array | undefined
  readonly #ofClasses: readonly number[] | undefined
  readonly #outputs: number

  /**
   * @param like    rows of the same kind
   * @param ofClasses what a row of each class counts
   */
  constructor(like: Dataset, capacity: number, ofClasses?: readonly number[]) {
    const { weights, targets, ...dataset } = like
    const { inputs, classes } = like
    const floats = isFloats(like.features)
    this.#ofClasses = ofClasses
    this.#outputs = targets === undefined ? 0 : targets.length / like.count
    this.weights = weights || ofClasses ? new Float32Array(capacity) : undefined
    this.dataset = {
      ...dataset,
      count: capacity,
      features: floats ? new Float32Array(capacity * inputs) : new Uint8Array(capacity * inputs),
      labels: new (classes > 256 ? Uint16Array : Uint8Array)(targets === undefined ? capacity : 0),
      ...(targets && { targets: new Float32Array(capacity * this.#outputs) }),
    }
  }

  /** Copies rows of a dataset, from its row `first` on. */
  copy(to: number, from: Dataset, first: number, count: number): void {
    const { inputs, features, labels, targets } = this.dataset
    const part = <T extends Dataset['features'] | Uint16Array>(values: T, width: number): T =>
      values.subarray(first * width, (first + count) * width) as T
    features.set(part(from.features, inputs), to * inputs)
    if (targets === undefined) labels.set(part(from.labels, 1), to)
    else targets.set(part(from.targets as Float32Array, this.#outputs), to * this.#outputs)
    if (this.weights === undefined) return
    for (let row = 0; row < count; row++) {
      const ofClass = this.#ofClasses?.[from.labels[first + row] as number] ?? 1
      this.weights[to + row] = (from.weights?.[first + row] ?? 1) * ofClass
    }
  }

  /** Copies a row of its own to another place. */
  move(to: number, row: number): void {
    const { inputs, features, labels, targets } = this.dataset
    const { weights } = this
    const within = (values: Dataset['features'] | Uint16Array, width: number) =>
      values.copyWithin(to * width, row * width, (row + 1) * width)
    within(features, inputs)
    if (targets === undefined) within(labels, 1)
    else within(targets, this.#outputs)
    if (weights !== undefined) within(weights, 1)
  }

  /** The first rows, as a dataset that shares their memory. */
  first(count: number): Dataset {
    const { features, labels, targets, inputs, ...rest } = this.dataset
    return {
      ...rest,
      inputs,
      count,
      features: features.subarray(0, count * inputs),
      labels: labels.subarray(0, targets === undefined ? count : 0),
      ...(targets && { targets: targets.subarray(0, count * this.#outputs) }),
      ...(this.weights && { weights: this.weights.subarray(0, count) }),
    }
  }
}
