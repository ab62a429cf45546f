/** Rows one after the other, out of datasets of any size. */
import type { Dataset } from '../dataset.js'
import type { RowBuffer } from './row-buffer.js'

export class RowReader {
  readonly #pieces: AsyncIterator<Dataset>
  #piece: Dataset | undefined
  /** rows of the piece that were read */
  #read = 0

  constructor(pieces: AsyncIterable<Dataset>) {
    this.#pieces = pieces[Symbol.asyncIterator]()
  }

  /**
   * Copies the next rows into a buffer, or passes over them without one.
   * @returns how many there were: fewer at the end
   */
  async read(count: number, into?: RowBuffer, at = 0): Promise<number> {
    let done = 0
    while (done < count) {
      const piece = this.#piece ?? (await this.#next())
      if (piece === undefined) break
      const rows = Math.min(count - done, piece.count - this.#read)
      into?.copy(at + done, piece, this.#read, rows)
      done += rows
      this.#read += rows
      if (this.#read === piece.count) this.#piece = undefined
    }
    return done
  }

  async close(): Promise<void> {
    await this.#pieces.return?.()
  }

  async #next(): Promise<Dataset | undefined> {
    const { value, done } = await this.#pieces.next()
    this.#read = 0
    this.#piece = done ? undefined : value
    return this.#piece
  }
}
