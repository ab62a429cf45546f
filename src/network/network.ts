import { checkResult, checkTyped, message, wrongType } from '../check.js'
import type { Core, EngineName } from '../core/core.js'
import type { Threads } from '../core/threads/threads.js'
import { checkFiniteRows, type Dataset } from '../data/dataset.js'
import type { Standardization } from '../data/standardization.js'
import type { Answer } from '../data/tabular/answer-rows.js'
import type { Preparation } from '../data/tabular/preparation/preparation.js'
import type { RawRow } from '../data/tabular/preparation/rows.js'
import { packContainer } from '../files/container.js'
import type { Shape, TensorRole } from '../layers/layer.js'
import { Arena } from './arena.js'
import { type Evaluation, evaluation } from './evaluate.js'
import type { Blueprint, NetworkPlan } from './plan.js'
import { type PredictOptions, Predictor } from './predict.js'
import { checkPrepared } from './prepared.js'
import { summarize } from './summary.js'
import { checkFiniteValues, countValues, hashValues, startingValues } from './tensors.js'

/** A tensor of a layer, with a copy of its values. */
export interface Tensor {
  /** index of the layer in `plan.layers` */
  readonly layer: number
  readonly name: string
  readonly shape: Shape
  readonly role: TensorRole
  /** row-major */
  readonly values: Float32Array<ArrayBuffer>
}

let arenaIn: (value: object) => Arena | undefined
let readIn: (where: string, network: Network) => Arena

/** What `using` asks for, in programs whose types have it. */
type Using = {
  [K in SymbolConstructor extends { readonly dispose: infer D extends symbol } ? D : never]: () => void
}

export interface Network extends Using {}

/**
 * A network: its plan, its parameters, and what can be asked of it. Built by `createNetwork` or `loadNetwork`, changed by
 * `train`.
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: it has what `using` asks for under a name that it works out
export class Network {
  // a minifier would give it another
  static readonly name = 'Network'
  readonly plan: NetworkPlan
  /** numbers in a row of data, and in a row of answers */
  readonly inputs: number
  readonly outputs: number
  /** trained numbers: weights, biases, scales */
  readonly parameterCount: number
  /** names of the classes, where the training data had them */
  classNames: readonly string[] | null = null
  /** how raw rows become features and outputs answers, where the training data came from `prepareTable` */
  preparation: Preparation | null = null
  readonly #arena: Arena
  readonly #predictor: Predictor
  #standardized = false

  static {
    arenaIn = (value) => (#arena in value ? value.#arena : undefined)
    readIn = (where, network) => network.#read(where)
  }

  /** Not for users: `createNetwork` checks the plan and starts the core. */
  constructor({ plan, layers, loss }: Blueprint, core: Core) {
    this.plan = plan
    this.#arena = new Arena(core, typeof plan.inputs === 'number' ? [plan.inputs] : plan.inputs, layers, loss)
    this.#predictor = new Predictor(this.#arena)
    this.inputs = this.#arena.inputs
    this.outputs = this.#arena.outputs
    this.parameterCount = countValues(layers, { trained: true })
    this.setParameters(startingValues(layers, plan.seed))
  }

  get engine(): EngineName {
    return this.#arena.core.engine
  }

  /** How many threads compute now, and why there are no more. */
  get threads(): Threads {
    return this.#arena.core.threads ?? { count: 1, asked: 1, why: null }
  }

  /** Whether `standardize` has been called: a network learns its input scale once, from its first training data. */
  get standardized(): boolean {
    return this.#standardized
  }

  get standardization(): Standardization {
    return this.#arena.standardization
  }

  /** Sets x = (raw - mean) * scale for everything the network will read. */
  standardize(standardization: Standardization): void {
    const { mean, scale } = checkResult('standardize', 'standardization', standardization, 'mean', 'standardizationOf')
    for (const [name, values] of Object.entries({ mean, scale })) {
      checkFiniteRows('standardize', checkTyped('standardize', name, values, this.inputs), this.inputs, name)
    }
    this.#read('standardize').standardize({ mean, scale })
    this.#standardized = true
  }

  /** Mean loss and accuracy over a whole dataset; `metrics` tells more. */
  evaluate(dataset: Dataset): Evaluation {
    const arena = this.#read('evaluate')
    checkPrepared('evaluate', this, dataset)
    const slices = evaluation(arena, dataset)
    for (;;) {
      const slice = slices.next()
      if (slice.done) return slice.value
    }
  }

  /**
   * Answers for features, one row or many: probabilities with the cross-entropy losses, numbers with the others.
   *
   * A network that learned from `prepareTable` also takes raw rows, as an object by column name, an array of values in the
   * order of the columns, or many of these, and answers each with `{ className, probability, probabilities }` or a number
   * in the target's own unit. A missing value (null, NaN, an empty text) is filled as in training. A text that training did
   * not have is an error, or with `onUnknown` told and read as none of those that it had.
   *
   * @param features [inputs] or [rows, inputs], as the training data was: bytes or numbers; or raw rows
   * @returns [rows, outputs], a copy; of raw rows an answer each
   * @throws TypeError for what is not a number where one belongs, RangeError for one that is not finite, a row of another
   *   length or a column that is not there: row and column are named
   */
  predict(features: Uint8Array | Float32Array | readonly number[]): Float32Array<ArrayBuffer>
  predict(rows: readonly RawRow[], options?: PredictOptions): Answer[]
  predict(row: RawRow, options?: PredictOptions): Answer
  predict(given: Uint8Array | Float32Array | RawRow, options?: PredictOptions) {
    this.#read('predict')
    return this.#predictor.predict(given, options, this.preparation)
  }

  /** Every tensor in the order of the hash: layer by layer, in the layer's order. Copies. */
  tensors(): Tensor[] {
    const arena = this.#read('tensors')
    return arena.fixed.layers.flatMap((places, layer) => {
      return places.map(({ spec: { name, shape, role }, at, size }) => {
        return { layer, name, shape, role, values: arena.floats(at, size) }
      })
    })
  }

  /** The values of all tensors, one after the other in the order of `tensors`: dense layers W row-major, then b. A copy. */
  parameters(): Float32Array<ArrayBuffer> {
    return this.#read('parameters').parameters()
  }

  /** Replaces all values; `values` as `parameters()` gives them. */
  setParameters(values: Float32Array): void {
    const arena = this.#read('setParameters')
    arena.setParameters(checkTyped('setParameters', 'values', values, countValues(arena.layers)))
  }

  /**
   * SHA-256 over the values of all tensors as little-endian f32, in the order of `parameters()`. Equal hashes mean equal
   * bits.
   *
   * @throws RangeError if a value is NaN: the bits of NaN differ between engines, so it has no hash
   */
  sha256(): string {
    return hashValues(this.#read('sha256').parameters())
  }

  /** A table of the layers: tensors, outputs, parameters, bytes, and the operations of a row, a multiply-add being two. */
  summary(): string {
    return summarize(this.plan, this.#arena.layers)
  }

  /**
   * The network as one file: its plan, its input scale, its parameters. `loadNetwork` reads it.
   *
   * @throws RangeError if a value is not finite: the run diverged
   */
  save(): Uint8Array<ArrayBuffer> {
    const { plan, classNames, preparation, standardized } = this
    return packContainer({
      kind: 'network',
      meta: { ...plan, standardized, ...(classNames && { classNames }), ...(preparation && { preparation }) },
      arrays: { ...this.standardization, parameters: checkFiniteValues('save', this.#read('save').parameters()) },
    })
  }

  /**
   * Gives the memory back at once; garbage collection would do so later. From then on whatever needs it, a training of the
   * network too, is an error whose `code` is E_DISPOSED. A second time does nothing.
   */
  dispose(): void {
    this.#arena.dispose()
  }

  /** For `using`; a host without it has the same once more. */
  [Symbol.dispose ?? 'dispose'](): void {
    this.#arena.dispose()
  }

  /** The memory, for what a user asks. */
  #read(where: string): Arena {
    const { awaited } = this.#arena
    if (awaited === undefined) return this.#arena
    const next = `write await ${awaited}`
    throw new Error(message(where, 'network', 'one that no run is training', 'one in the middle of a run', next))
  }
}

/** The memory of a network, for what trains and measures it. */
export function arenaOf(network: Network): Arena {
  return arenaIn(network) as Arena
}

/**
 * The memory of a network, as a function that reads it for its user expects it.
 *
 * @throws TypeError for anything but a network, Error while it is being trained
 */
export function arenaToRead(where: string, network: unknown): Arena {
  return readIn(where, checkNetwork(where, network))
}

/** A network, as a function that was called with one expects it. Returns it. */
export function checkNetwork(where: string, network: unknown): Network {
  if (typeof network === 'object' && network !== null && arenaIn(network)) return network as Network
  throw wrongType(where, 'network', 'a network', network)
}
