/** Several things to do of which each is worth doing though another failed: a full disk costs one file, not the answer. */

export class Attempts {
  #first: { readonly error: unknown } | undefined

  try(act: () => unknown): void {
    try {
      act()
    } catch (error) {
      this.#first ??= { error }
    }
  }

  /** Throws what the first that failed threw. */
  end(): void {
    if (this.#first !== undefined) throw this.#first.error
  }
}
