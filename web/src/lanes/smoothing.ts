/**
 * The loss of a batch jumps about, so plots show its exponential mean: s = b s + (1 - b) loss, over 1 - b^t, which takes away
 * the pull of the zero that it begins with. It reaches back over about a fiftieth of the run.
 */
const SHARE = 1 / 50
const LEAST = 5

export class Smoothing {
  readonly #keep: number
  #sum = 0
  #weight = 0

  constructor(totalSteps: number) {
    this.#keep = 1 - 1 / Math.max(LEAST, totalSteps * SHARE)
  }

  next(loss: number): number {
    this.#sum = this.#keep * this.#sum + (1 - this.#keep) * loss
    this.#weight = this.#keep * this.#weight + (1 - this.#keep)
    return this.#sum / this.#weight
  }
}
