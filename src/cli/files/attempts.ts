/** Several things to do of which each is worth doing though another failed: a full disk costs one file, not the answer. */
import { tell } from '../shared/output.js'
import type { Place } from './place.js'

export class Attempts {
  readonly #errors: unknown[] = []

  async try(act: () => unknown): Promise<void> {
    try {
      await act()
    } catch (error) {
      this.#errors.push(error)
    }
  }

  /** Writes a result where it was asked for. @returns whether it is there */
  async write(place: Place | undefined, content: () => Uint8Array | string): Promise<boolean> {
    let written = false
    await this.try(async () => {
      await place?.write(content())
      written = place !== undefined
    })
    return written
  }

  /** Throws what the first that failed threw; what others threw is told. */
  end(): void {
    const [first, ...others] = this.#errors
    for (const error of others) tell(`error: ${(error as Error).message}`)
    if (first !== undefined) throw first
  }
}
