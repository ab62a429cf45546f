/**
 * Which run a network belongs to. A run's optimizer arrays lie in the network, so two runs that took turns on it would
 * spoil each other without a word.
 *
 * The newest run of a network owns it, and a run before it refuses to go on. While a run is under way (from the first turn
 * of its iterator until that ends or is left, during `train`, or in a worker) no newer one may begin, unless the run waits
 * at a turn and its signal has aborted. `update()` alone keeps nobody out.
 */
import { message } from '../check.js'
import type { Network } from '../network/network.js'

export class Claim {
  readonly #signal: AbortSignal | undefined
  #newest = true
  #underWay = false
  /** whether the run waits for the caller of its iterator */
  waits = false

  constructor(signal: AbortSignal | undefined) {
    this.#signal = signal
  }

  /** @throws Error where a newer run owns the network */
  check(where: string): void {
    if (this.#newest) return
    const next = 'go on from a checkpoint'
    throw new Error(message(where, 'network', 'one of this run', 'one of a newer run', next))
  }

  /** @throws Error where a newer run owns the network, or this run is under way already */
  begin(where: string): void {
    this.check(where)
    this.keepOut(where)
    this.#underWay = true
    this.waits = false
  }

  end(): void {
    this.#underWay = false
  }

  /** @throws Error where it keeps others out */
  keepOut(where: string): void {
    if (!this.#underWay || (this.waits && this.#signal?.aborted)) return
    const next = 'await its end or abort its signal'
    throw new Error(message(where, 'network', 'one that no run is training', 'one in the middle of a run', next))
  }

  takeOver(): void {
    this.#newest = false
  }
}

const owners = new WeakMap<Network, Claim>()

/** Makes a new run the owner of a network. @throws Error where another run on it is under way */
export function claim(where: string, network: Network, signal: AbortSignal | undefined): Claim {
  const before = owners.get(network)
  before?.keepOut(where)
  before?.takeOver()
  const own = new Claim(signal)
  owners.set(network, own)
  return own
}
