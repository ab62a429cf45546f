/** The newest of values that come by themselves: an iterator gets the newest one it has not seen, and skips those between. */
export class Newest<T> implements AsyncIterable<T> {
  #value: T | undefined
  #count = 0
  #ended = false
  #waiting: (() => void)[] = []

  put(value: T): void {
    this.#value = value
    this.#count += 1
    this.#wake()
  }

  /** No value comes any more. */
  end(): void {
    this.#ended = true
    this.#wake()
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, void> {
    let seen = 0
    for (;;) {
      if (seen !== this.#count) {
        seen = this.#count
        yield this.#value as T
      } else if (this.#ended) return
      else await new Promise<void>((resolve) => this.#waiting.push(resolve))
    }
  }

  #wake(): void {
    for (const go of this.#waiting) go()
    this.#waiting = []
  }
}
