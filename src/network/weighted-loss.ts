/**
 * The mean loss of a batch whose rows have weights, and its gradient, for any loss that is a mean over rows:
 *
 *     factor(b) = weight(b) / mean of the batch's weights      rounded to f32; the mean f64, b ascending
 *     loss      = sum of factor(b) terms(b) / terms            f64, b ascending
 *     dY(b)     = flush(dY(b) factor(b))                       dY as without weights
 *
 * that is the sum of weight times loss over the sum of weights, as PyTorch has it. Where all weights of the batch are equal
 * nothing is multiplied, so the bits are those of a batch without weights. Nothing is allocated.
 */
import { flush } from '../core/js/flush.js'
import type { Loss, LossPlaces } from '../losses/loss.js'

export type Mutable<T> = { -readonly [K in keyof T]: T[K] }

const { fround } = Math

export class WeightedLoss {
  readonly #loss: Loss
  readonly #outputs: number
  readonly #at: LossPlaces
  /** where one row of it lies */
  readonly #row: Mutable<LossPlaces>

  constructor(loss: Loss, outputs: number, at: LossPlaces) {
    this.#loss = loss
    this.#outputs = outputs
    this.#at = at
    this.#row = { ...at }
  }

  /**
   * @param weights one for each row of the data, none negative
   * @param numbers where the batch's row numbers lie, i32 [rows]
   */
  mean(rows: number, weights: Float32Array, numbers: number): number {
    const loss = this.#loss
    const outputs = this.#outputs
    const at = this.#at
    const { f32, i32 } = at.core
    const from = numbers >>> 2
    const first = weights[i32[from] as number] as number
    let equal = true
    let total = 0
    for (let b = 0; b < rows; b++) {
      const weight = weights[i32[from + b] as number] as number
      if (weight !== first) equal = false
      total += weight
    }
    if (total === 0) {
      f32.fill(0, at.dy >>> 2, (at.dy >>> 2) + rows * outputs)
      return 0
    }
    const terms = loss.terms(rows, outputs)
    if (equal) return loss.gradient(at, rows, outputs) / terms
    const average = total / rows
    let sum = 0
    for (let b = 0; b < rows; b++) {
      sum += fround((weights[i32[from + b] as number] as number) / average) * this.#lossOfRow(b)
    }
    loss.gradient(at, rows, outputs)
    for (let b = 0; b < rows; b++) {
      const factor = fround((weights[i32[from + b] as number] as number) / average)
      const row = (at.dy >>> 2) + b * outputs
      for (let o = row; o < row + outputs; o++) f32[o] = flush(fround((f32[o] as number) * factor))
    }
    return sum / terms
  }

  /** Sum of the terms of one row; its gradient goes where that of the batch will be. */
  #lossOfRow(b: number): number {
    const at = this.#at
    const row = this.#row
    const outputs = this.#outputs
    row.y = at.y + 4 * b * outputs
    row.dy = at.dy + 4 * b * outputs
    row.labels = at.labels + 4 * b
    row.targets = at.targets + 4 * b * outputs
    return this.#loss.gradient(row, 1, outputs)
  }
}
