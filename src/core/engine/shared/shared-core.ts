/**
 * Cores of networks that share memories: loaded with the second network of a module, as many a program has one alone.
 *
 * A host gives only so many WebAssembly memories, however small, because it reserves for each all that an address may
 * reach: Chromium 123, Firefox 999, Node 13,000. So networks lie side by side in one until it is full; it goes back to the
 * system with the last of them. What belongs to none is zero, so that no network sees what another one left.
 */
import type { Core } from '../../core.js'
import type { Kernels } from '../../kernels.js'
import type { Part } from '../../layers/ground.js'
import type { LayerKernels } from '../../layers/kernels.js'
import type { Field, fieldOver } from './field.js'

/** A shared memory takes in no more than this. */
const FULL = 2 ** 22

/** Who needs more has a memory alone. */
const SMALL = FULL / 16

/**
 * What a shared memory begins with: pages that nobody has touched cost nothing, and an engine that goes by what it has given
 * looks for garbage before many networks have been dropped.
 */
const BYTES = 4 * FULL

const LINE = 64

/** What all cores over the same modules have in common. */
export type Kind = Pick<Core, 'engine' | 'another'> & {
  readonly module: WebAssembly.Module
  readonly layersModule: WebAssembly.Module | undefined
}

/** By its list, in the order of addresses, whose a memory is; one without a list is one core's alone. */
interface OwnField extends Field {
  readonly cores?: SharedCore[]
}

/** Where the next network of a kind goes. */
interface Kit {
  readonly kind: Kind
  readonly over: typeof fieldOver
  field: OwnField
}

class SharedCore implements Core {
  readonly engine: Core['engine']
  readonly module: WebAssembly.Module
  readonly layersModule: WebAssembly.Module | undefined
  readonly another: Core['another']
  readonly #kit: Kit
  #field: OwnField
  #start: number
  #size = 0

  constructor(kit: Kit) {
    const { engine, module, layersModule, another } = kit.kind
    this.engine = engine
    this.module = module
    this.layersModule = layersModule
    this.another = another
    this.#kit = kit
    this.#field = kit.field
    this.#start = kit.field.start
  }

  get f32(): Float32Array {
    return this.#field.f32
  }

  get i32(): Int32Array {
    return this.#field.i32
  }

  get u8(): Uint8Array {
    return this.#field.u8
  }

  get kernels(): Kernels {
    return this.#field.kernels
  }

  get layers(): LayerKernels | undefined {
    return this.#field.layers
  }

  get start(): number {
    return this.#start
  }

  get end(): number {
    return this.#start + this.#size
  }

  grow(bytes: number): void {
    if (bytes <= this.end) return
    const size = Math.ceil((bytes - this.#start) / LINE) * LINE
    const before = this.#field
    if (before.cores === undefined) {
      before.grow(this.#start + size)
    } else {
      const field = fieldFor(this.#kit, size)
      const at = placeIn(field, size)
      field.grow(at + size)
      field.u8.set(before.u8.subarray(this.#start, this.end), at)
      this.dispose()
      this.#field = field
      this.#start = at
      field.cores?.push(this)
      field.cores?.sort((a, b) => a.start - b.start)
    }
    this.#size = size
  }

  dispose(): void {
    const { cores = [], u8 } = this.#field
    const index = cores.indexOf(this)
    if (index < 0) return
    cores.splice(index, 1)
    u8.fill(0, this.#start, this.end)
  }
}

/** The first place between the cores, or behind the last, with so many bytes. */
function placeIn({ start, cores = [] }: OwnField, bytes: number): number {
  let free = Math.ceil(start / LINE) * LINE
  for (const core of cores) {
    if (core.start - free >= bytes) break
    free = core.end
  }
  return free
}

/** The memory of the kind, another one where that is full, or one alone. */
function fieldFor(kit: Kit, size: number): OwnField {
  if (size <= SMALL && placeIn(kit.field, size) + size <= FULL) return kit.field
  try {
    const field = open(kit)
    if (size > SMALL) return field
    kit.field = share(field)
  } catch {
    // the host has no more memories, or gives them by promises only: this one grows beyond the bound
  }
  return kit.field
}

function open({ kind: { module, layersModule }, over }: Kit): Field {
  const memory = new WebAssembly.Memory({ initial: 1 })
  const instance = (of: WebAssembly.Module) => new WebAssembly.Instance(of, { env: { memory } })
  const core = instance(module)
  return over(memory, core, layersModule && instance(layersModule))
}

function share(field: Field): OwnField {
  field.grow(BYTES)
  return Object.assign(field, { cores: [] })
}

const kits = new WeakMap<WebAssembly.Module, { part: Part | undefined; layers: unknown; kit: Promise<Kit> }[]>()

/**
 * A core whose `grow` may move `start`.
 *
 * @param first gives a memory over modules that have yet to show what they are
 * @param over  is passed in, as a bundler would part what two files import from the rest for every page
 */
export async function sharedCore(
  kind: Kind,
  part: Part | undefined,
  first: () => Promise<Field>,
  over: typeof fieldOver,
): Promise<Core> {
  const { module, layersModule } = kind
  const known = kits.get(module) ?? []
  kits.set(module, known)
  let found = known.find((one) => one.part === part && one.layers === layersModule)
  if (found === undefined) {
    const kit = first().then((field) => ({ kind, over, field: share(field) }))
    const made = { part, layers: layersModule, kit }
    kit.catch(() => known.splice(known.indexOf(made), 1))
    known.push(made)
    found = made
  }
  return new SharedCore(await found.kit)
}
