/**
 * A test bench for kernels: buffers in a core's memory with guard words around them, outputs filled with NaN.
 */
import { readFileSync } from 'node:fs'
import { expect } from 'vitest'
import type { Core } from '../../src/core/core.js'
import { createCore } from '../../src/core/engine/create-core.js'
import { wasmEngine } from '../../src/core/engine/wasm.js'
import { stream } from '../../src/math/random.js'

/** Every build of the core: the released one, the unoptimised one, the plain-JS twin. */
export const builds = {
  wasm: () => createCore('wasm'),
  'wasm, debug build': async () => createCore(await WebAssembly.compile(readFileSync('build/core.debug.wasm'))),
  js: () => createCore('js'),
}

/** The same with the kernels of layers beyond dense. */
export const layerBuilds = {
  wasm: () => createCore('wasm', 'layers'),
  'wasm, debug build': async () => {
    const [core, layers] = await Promise.all(
      ['core', 'layers'].map((name) => WebAssembly.compile(readFileSync(`build/${name}.debug.wasm`))),
    )
    return createCore(
      wasmEngine(core!, () => layers!),
      'layers',
    )
  },
  js: () => createCore('js', 'layers'),
}

/** Dimensions that meet every tail of rows and columns: none, one, multiples of 16, and primes over several trips of a loop. */
export const sizes = [0, 1, 2, 3, 4, 5, 7, 8, 9, 11, 13, 16, 17, 19, 23, 29, 31, 32, 37, 41, 43, 47, 48, 53, 59, 61, 67]

const GUARD = 0x5afe5afe
const GUARDS = 16

export class Bench {
  readonly core: Core
  #top: number
  readonly #guards: number[] = []

  constructor(core: Core) {
    this.core = core
    this.#top = core.start
  }

  /** A fresh start: everything allocated before may be overwritten. */
  reset(): void {
    this.#top = this.core.start
    this.#guards.length = 0
  }

  /** n floats between guard words, filled with `values` or with NaN; the pointer in bytes. */
  floats(n: number, values?: ArrayLike<number>): number {
    const pointer = this.#take(n)
    if (values === undefined) this.core.f32.fill(Number.NaN, pointer >> 2, (pointer >> 2) + n)
    else this.core.f32.set(values, pointer >> 2)
    return pointer
  }

  ints(n: number, values?: ArrayLike<number>): number {
    const pointer = this.#take(n)
    this.core.i32.fill(-1, pointer >> 2, (pointer >> 2) + n)
    if (values !== undefined) this.core.i32.set(values, pointer >> 2)
    return pointer
  }

  bytes(values: Uint8Array): number {
    const pointer = this.#take(Math.ceil(values.length / 4))
    this.core.u8.set(values, pointer)
    return pointer
  }

  read(pointer: number, n: number): Float32Array {
    return this.core.f32.slice(pointer >> 2, (pointer >> 2) + n)
  }

  readInts(pointer: number, n: number): Int32Array {
    return this.core.i32.slice(pointer >> 2, (pointer >> 2) + n)
  }

  /** Fails if any kernel wrote outside its buffers. */
  checkGuards(): void {
    const { i32 } = this.core
    for (const at of this.#guards) {
      for (let i = 0; i < GUARDS; i++)
        if (i32[at + i] !== GUARD) expect.fail(`a guard word at ${at + i} was overwritten`)
    }
  }

  // odd word offsets: no kernel may count on more than 4-byte alignment
  #take(n: number): number {
    const start = this.#top >> 2
    this.core.grow((start + n + 2 * GUARDS + 1) * 4)
    const { i32 } = this.core
    i32.fill(GUARD, start, start + GUARDS)
    i32.fill(GUARD, start + GUARDS + n, start + 2 * GUARDS + n)
    this.#guards.push(start, start + GUARDS + n)
    this.#top = (start + 2 * GUARDS + n + 1) * 4
    return (start + GUARDS) * 4
  }
}

/** n seeded values, uniform on (-1, 1), a few of them zero. */
export function values(n: number, purpose: string): Float32Array {
  const random = stream(1, purpose)
  const array = new Float32Array(n)
  for (let i = 0; i < n; i++) array[i] = random.below(16) === 0 ? 0 : 2 * random.uniform() - 1
  return array
}

/** Bit equality, NaN equal to any NaN; -0 differs from 0. */
export function expectSameBits(actual: ArrayLike<number>, expected: ArrayLike<number>, what: string): void {
  if (actual.length !== expected.length) expect.fail(`${what}: ${actual.length} values, expected ${expected.length}`)
  for (let i = 0; i < expected.length; i++) {
    if (!Object.is(actual[i], expected[i])) expect.fail(`${what}: [${i}] is ${actual[i]}, expected ${expected[i]}`)
  }
}

/** Fails where a number is further from its exact value than `bound` times its own magnitude: the sum of the sizes of its terms. */
export function expectWithin(
  actual: ArrayLike<number>,
  exact: ArrayLike<number>,
  magnitude: ArrayLike<number>,
  bound: number,
  what: string,
): void {
  if (actual.length !== exact.length) expect.fail(`${what}: ${actual.length} values, expected ${exact.length}`)
  for (let i = 0; i < exact.length; i++) {
    const far = Math.abs(actual[i]! - exact[i]!)
    if (!(far <= bound * magnitude[i]!)) expect.fail(`${what}: [${i}] is ${actual[i]}, exactly ${exact[i]}`)
  }
}
