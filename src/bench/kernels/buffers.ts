/** Room for the operands of kernels in a core's memory, with seeded contents that can be put back. */
import type { Core } from '../../core/core.js'
import { type RandomStream, stream } from '../../math/random.js'

const LINE = 64

export class Buffers {
  readonly #core: Core
  readonly #seed: number
  readonly #fills: (() => void)[] = []
  #top: number

  /** @param start first free byte of the core's memory */
  constructor(core: Core, start: number, seed: number) {
    this.#core = core
    this.#top = start
    this.#seed = seed
  }

  /** The first byte behind the last buffer. */
  get end(): number {
    return this.#top
  }

  /** n floats, uniform on [low, high). */
  floats(n: number, low = -1, high = 1): number {
    return this.#take(n, (at, random) => {
      const { f32 } = this.#core
      for (let i = 0; i < n; i++) f32[(at >>> 2) + i] = low + (high - low) * random.uniform()
    })
  }

  /** n whole numbers below `limit`, as i32. */
  integers(n: number, limit: number): number {
    return this.#take(n, (at, random) => {
      const { i32 } = this.#core
      for (let i = 0; i < n; i++) i32[(at >>> 2) + i] = random.below(limit)
    })
  }

  bytes(n: number): number {
    return this.#take(n / 4, (at, random) => {
      const { u8 } = this.#core
      for (let i = 0; i < n; i++) u8[at + i] = random.below(256)
    })
  }

  /** n floats that are NaN until a kernel writes them. */
  output(n: number): number {
    return this.#take(n, (at) => this.#core.f32.fill(Number.NaN, at >>> 2, (at >>> 2) + n))
  }

  /** Gives every buffer its first contents. */
  reset(): void {
    for (const fill of this.#fills) fill()
  }

  #take(floats: number, fill: (at: number, random: RandomStream) => void): number {
    const at = Math.ceil(this.#top / LINE) * LINE
    this.#top = at + 4 * Math.ceil(floats)
    this.#core.grow(this.#top)
    const index = this.#fills.length
    this.#fills.push(() => fill(at, stream(this.#seed, 'bench', index)))
    return at
  }
}
