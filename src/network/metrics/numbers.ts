/** How far answers lie from their targets, gathered batch by batch, in the targets' own unit. Sums are f64: row by row, then batch by batch. */
import type { Dataset } from '../../data/dataset.js'
import type { Arena } from '../arena.js'

/** What `metrics` tells of numbers, in the unit of the target. */
export interface NumberMetrics {
  /** root of the mean squared error over rows and outputs, in the target's own unit */
  readonly rmse: number
  /** mean absolute error over rows and outputs, in the target's own unit */
  readonly mae: number
  /**
   * 1 - squared error / squared distance of the targets from their mean: 1 for right answers, 0 for that mean, a mean over
   * the outputs; null where an output has a single value
   */
  readonly r2: number | null
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
    const terms = count * this.#deviations.length
    let squares = 0
    let distances = 0
    let r2 = 0
    this.#deviations.forEach((deviation, o) => {
      const error = this.#squares[o] as number
      const targets = this.#targets[o] as number
      squares += error * deviation * deviation
      distances += (this.#distances[o] as number) * deviation
      r2 += 1 - error / ((this.#targetSquares[o] as number) - (targets * targets) / count)
    })
    r2 /= this.#deviations.length
    return {
      rmse: Math.sqrt(squares / terms),
      mae: distances / terms,
      r2: Number.isFinite(r2) ? r2 : null,
    }
  }
}

function add(sums: Float64Array, o: number, value: number): void {
  sums[o] = (sums[o] as number) + value
}
