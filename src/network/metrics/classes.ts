/**
 * How well classes are told apart: the rows of each class by the class that was predicted, gathered batch by batch, and what
 * those counts and the probabilities give.
 */
import { log } from '../../math/exponential.js'
import type { Arena } from '../arena.js'

/** What `metrics` tells of classes. */
export interface ClassMetrics {
  /** confusion[actual][predicted], in rows; null above 1000 classes */
  readonly confusion: readonly (readonly number[])[] | null
  readonly perClass: readonly ClassScore[]
  /** mean recall of the classes that have rows */
  readonly balancedAccuracy: number
  /** mean of -log p(label); null where the answers to a row are not probabilities that add up to 1 */
  readonly logLoss: number | null
  /**
   * Expected calibration error: how far the probability of the predicted class lies from the share of rows in which that is
   * right, in 15 bins of equal width, weighted by their rows (Guo et al. 2017, arXiv:1706.04599). null as for `logLoss`
   */
  readonly calibrationError: number | null
}

/** Scores of one class. */
export interface ClassScore {
  /** its number, where the data name no classes */
  readonly className: string
  /** share of the rows predicted as this class that are of it; null where none is */
  readonly precision: number | null
  /** share of the rows of this class that are predicted as it; null where it has none */
  readonly recall: number | null
  /** harmonic mean of precision and recall, 2 right / (predicted + support); null where no row is either */
  readonly f1: number | null
  /** rows of this class */
  readonly support: number
}

const BINS = 15
const MOST_IN_CONFUSION = 1000
/** What a probability counts at least in the log loss: f32 rounds smaller ones to 0 where they are 1 - p. */
const LEAST_PROBABILITY = 2 ** -24

export class ClassGather {
  readonly #arena: Arena
  /** [classes, classes] */
  readonly #confusion: Uint32Array | undefined
  readonly #support: Uint32Array
  readonly #predicted: Uint32Array
  readonly #right: Uint32Array
  /** whether the answers to a row are one distribution over the classes */
  readonly #distribution: boolean
  /** of each bin: sum of the probabilities of the predicted class, and rows in which that is right */
  readonly #confidence = new Float64Array(BINS)
  readonly #hits = new Uint32Array(BINS)
  #logs = 0

  constructor(arena: Arena) {
    const { loss, outputs, classes } = arena
    this.#arena = arena
    if (classes <= MOST_IN_CONFUSION) this.#confusion = new Uint32Array(classes * classes)
    this.#support = new Uint32Array(classes)
    this.#predicted = new Uint32Array(classes)
    this.#right = new Uint32Array(classes)
    this.#distribution = loss.logits && (outputs === 1 || loss.takes === 'labels')
  }

  /** Adds the current batch, which has its raw outputs and its predictions; the outputs are overwritten. */
  add(rows: number): void {
    const { core, loss, outputs, y, batch, classes } = this.#arena
    const { i32, f32 } = core
    const confusion = this.#confusion
    const distribution = this.#distribution
    if (distribution) loss.answer(core, y, rows, outputs)
    for (let b = 0; b < rows; b++) {
      const label = i32[(batch.labels >>> 2) + b] as number
      const predicted = i32[(batch.predicted >>> 2) + b] as number
      const right = label === predicted
      if (confusion !== undefined) (confusion[label * classes + predicted] as number)++
      ;(this.#support[label] as number)++
      ;(this.#predicted[predicted] as number)++
      if (right) (this.#right[label] as number)++
      if (!distribution) continue
      const answers = (y >>> 2) + b * outputs
      this.#rate(probability(f32, answers, outputs, predicted), right)
      if (!loss.isLogLoss) this.#logs -= log(Math.max(LEAST_PROBABILITY, probability(f32, answers, outputs, label)))
    }
  }

  /** @param loss the mean loss, which may be the log loss itself */
  metrics(loss: number, count: number, names: readonly string[] | undefined): ClassMetrics {
    const confusion = this.#confusion
    const { classes } = this.#arena
    const perClass = Array.from(this.#support, (_, c) => this.#score(c, names?.[c] ?? `${c}`))
    const recalls = perClass.flatMap(({ recall }) => recall ?? [])
    const logLoss = this.#arena.loss.isLogLoss ? loss : this.#logs / count
    return {
      confusion: confusion
        ? perClass.map((_, c) => Array.from(confusion.subarray(c * classes, (c + 1) * classes)))
        : null,
      perClass,
      balancedAccuracy: recalls.reduce((sum, recall) => sum + recall, 0) / recalls.length,
      logLoss: this.#distribution ? logLoss : null,
      calibrationError: this.#distribution ? this.#calibrationError(count) : null,
    }
  }

  /** Bin m holds the probabilities in (m / 15, (m + 1) / 15]. */
  #rate(confidence: number, right: boolean): void {
    // NaN goes to a bin too, so that it is seen in the result
    const bin = confidence > 0 ? Math.min(BINS, Math.ceil(confidence * BINS)) - 1 : 0
    this.#confidence[bin] = (this.#confidence[bin] as number) + confidence
    if (right) (this.#hits[bin] as number)++
  }

  #calibrationError(count: number): number {
    // a bin's share of the rows times its distance: its rows cancel
    return (
      this.#confidence.reduce((sum, confidence, bin) => sum + Math.abs((this.#hits[bin] as number) - confidence), 0) /
      count
    )
  }

  #score(c: number, className: string): ClassScore {
    const right = this.#right[c] as number
    const predicted = this.#predicted[c] as number
    const support = this.#support[c] as number
    return {
      className,
      precision: share(right, predicted),
      recall: share(right, support),
      f1: share(2 * right, predicted + support),
      support,
    }
  }
}

/** A single output is the probability of class 1. */
function probability(f32: Float32Array, answers: number, outputs: number, c: number): number {
  if (outputs > 1) return f32[answers + c] as number
  const p = f32[answers] as number
  return c === 1 ? p : 1 - p
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole
}
