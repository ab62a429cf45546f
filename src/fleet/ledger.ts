/**
 * Who gave which result, and whom to believe. Trials give the same result wherever they run, so two deliveries of one trial
 * must be alike, and any may be checked by running the trial again here. The first result of each machine is checked before
 * any of its results counts, and a share of the others, drawn by chance.
 */
import { message } from '../check.js'
import type { Delivery } from './protocol.js'

export interface LedgerOptions {
  readonly where: string
  /** of a record, without its times */
  readonly hashOf: (record: unknown) => string
  /** Runs a trial here: the truth about it. */
  readonly verify: (trial: unknown) => Promise<unknown>
  /** share of the results to check; with 0 none at all */
  readonly check: number
  /** a number in [0, 1) that a machine cannot foresee */
  readonly random: () => number
}

/** A machine that gave another result than this one. */
export class WrongResult extends Error {
  readonly machine: string

  constructor(machine: string, words: string) {
    super(words)
    this.machine = machine
  }
}

/** What comes of it. */
export const NONE_KEPT = 'stop that machine, none of its results was kept; the same command goes on with the others'

interface Entry {
  readonly hash: string
  readonly machine: string
}

export class Ledger {
  readonly #options: LedgerOptions
  readonly #entries = new Map<string, Entry>()
  readonly #truths = new Map<string, Promise<string>>()
  /** for each machine, what its first result came to */
  readonly #firsts = new Map<string, Promise<void>>()

  constructor(options: LedgerOptions) {
    this.#options = options
  }

  /**
   * Settles once the delivery counts.
   * @throws WrongResult naming the machine whose result is another one
   */
  async accept(trial: unknown, { id, machine, record }: Delivery): Promise<void> {
    const { check, random, hashOf } = this.#options
    const delivered = { hash: hashOf(record), machine }
    const before = this.#entries.get(id)
    this.#entries.set(id, before ?? delivered)
    if (before !== undefined && before.hash !== delivered.hash) {
      await this.#compare(id, trial, before)
      await this.#compare(id, trial, delivered)
    }
    if (check === 0) return
    const first = this.#firsts.get(machine)
    if (first === undefined) this.#firsts.set(machine, this.#compare(id, trial, delivered))
    else if (random() < check) await this.#compare(id, trial, delivered)
    await this.#firsts.get(machine)
  }

  async #compare(id: string, trial: unknown, { hash, machine }: Entry): Promise<void> {
    const { where, hashOf, verify } = this.#options
    const truth = this.#truths.get(id) ?? verify(trial).then(hashOf)
    this.#truths.set(id, truth)
    const expected = await truth
    if (hash === expected) return
    const result = `a result with hash ${expected.slice(0, 12)} of trial ${id.slice(0, 12)}, as here`
    throw new WrongResult(machine, message(where, `machine ${machine}`, result, hash.slice(0, 12), NONE_KEPT))
  }
}
