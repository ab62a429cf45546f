/** What the self-checks of kernel families compute with. */
import type { Core, Family } from '../core.js'

/** Writes pinned numbers into an operand; another index gives others. */
export type Fill = (values: Float32Array, index: number) => void

/** What an engine needs to know of a family of kernels; the layers that call them bring it. */
export interface Part {
  readonly family: Family
  /** one of them, by which its module is told from others */
  readonly known: string
  /** Every kernel over pinned numbers of odd sizes: what each wrote. @param core fresh: it is used up */
  bits(core: Core, fill: Fill): Uint32Array[]
  /** digest of that on a right host, and those that were found, by module or engine */
  readonly digest: string
  readonly found: WeakMap<object, Promise<string>>
}

/** Operands one after the other in the arena, and copies of results. */
export class Ground {
  readonly kept: Uint32Array[] = []
  readonly #core: Core
  readonly #fill: Fill
  #top: number
  #operands = 0

  constructor(core: Core, fill: Fill) {
    this.#core = core
    this.#fill = fill
    this.#top = core.start
  }

  /** Room for n floats. */
  room(n: number): number {
    const pointer = this.#top
    this.#top += 4 * n
    this.#core.grow(this.#top)
    return pointer
  }

  /** n pinned numbers. */
  given(n: number): number {
    const pointer = this.room(n)
    this.#fill(this.#core.f32.subarray(pointer >>> 2, (pointer >>> 2) + n), this.#operands++)
    return pointer
  }

  keep(pointer: number, floats: number): void {
    this.kept.push(new Uint32Array(this.#core.u8.slice(pointer, pointer + 4 * floats).buffer))
  }
}
