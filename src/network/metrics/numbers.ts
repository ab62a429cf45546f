/** How far answers lie from their targets, gathered batch by batch, in the targets' own unit. Sums are f64: row by row, then batch by batch. */
import type { Dataset } from '../../data/dataset.js'
import type { Arena } from '../arena.js'

/** How far the answers of one output lie from its targets, in the target's own unit. */
export interface OutputScore {
  /** root of the mean squared error */
  readonly rmse: number
  /** mean absolute error */
  readonly mae: number
  /**
   * 1 - squared error / squared distance of the targets from their mean: 1 for right answers, 0 for that mean; null where
   * all targets are the same
   */
  readonly r2: number | null
}

/** What `metrics` tells of numbers: the scores over rows and outputs, where `r2` is the mean over the outputs. */
export interface NumberMetrics extends OutputScore {
  /** each output alone, in their order */
  readonly perOutput: readonly OutputScore[]
}

export class NumberGather {
  readonly #arena: Arena
  readonly #deviations: readonly number[]
  /** of each output, as the network sees it; targets are told from the first, so that the squares do not cancel */
  readonly #squares: Float64Array
  readonly #distances: Float64Array
  readonly #origins: Float64Array
  readonly #targets: Float64Array
  readonly #targetSquares: Float64Array

  constructor(arena: Arena, dataset: Dataset) {
    const { outputs } = arena
    const target = dataset.preparation?.target
    const deviation = target?.kind === 'numbers' ? target.deviation : 1
    this.#arena = arena
    this.#deviations = new Array<number>(outputs).fill(deviation)
    this.#squares = new Float64Array(outputs)
    this.#distances = new Float64Array(outputs)
    this.#origins = Float64Array.from((dataset.targets as Float32Array).subarray(0, outputs))
    this.#targets = new Float64Array(outputs)
    this.#targetSquares = new Float64Array(outputs)
  }

  /** Adds the current batch, which has its raw outputs; they are overwritten. */
  add(rows: number): void {
    const { core, loss, outputs, y, batch } = this.#arena
    const { f32 } = core
    loss.answer(core, y, rows, outputs)
    for (let o = 0; o < outputs; o++) {
      const origin = this.#origins[o] as number
      let squares = 0
      let distances = 0
      let targets = 0
      let targetSquares = 0
      for (let at = o; at < rows * outputs; at += outputs) {
        const target = f32[(batch.targets >>> 2) + at] as number
        const error = (f32[(y >>> 2) + at] as number) - target
        const shifted = target - origin
        squares += error * error
        distances += Math.abs(error)
        targets += shifted
        targetSquares += shifted * shifted
      }
      add(this.#squares, o, squares)
      add(this.#distances, o, distances)
      add(this.#targets, o, targets)
      add(this.#targetSquares, o, targetSquares)
    }
  }

  metrics(count: number): NumberMetrics {
    const perOutput = this.#deviations.map((_, o) => this.#score(o, o + 1, count))
    const rated = perOutput.flatMap(({ r2 }) => r2 ?? [])
    const r2 = rated.length < perOutput.length ? null : rated.reduce((sum, one) => sum + one, 0) / rated.length
    return { ...this.#score(0, perOutput.length, count), r2, perOutput }
  }

  /** Over the outputs from `first` to `end` - 1; R2 of the first. */
  #score(first: number, end: number, count: number): OutputScore {
    let squares = 0
    let distances = 0
    for (let o = first; o < end; o++) {
      const deviation = this.#deviations[o] as number
      squares += (this.#squares[o] as number) * deviation * deviation
      distances += (this.#distances[o] as number) * deviation
    }
    const terms = count * (end - first)
    return { rmse: Math.sqrt(squares / terms), mae: distances / terms, r2: this.#r2(first, count) }
  }

  #r2(o: number, count: number): number | null {
    const targets = this.#targets[o] as number
    const r2 = 1 - (this.#squares[o] as number) / ((this.#targetSquares[o] as number) - (targets * targets) / count)
    return Number.isFinite(r2) ? r2 : null
  }
}

function add(sums: Float64Array, o: number, value: number): void {
  sums[o] = (sums[o] as number) + value
}
