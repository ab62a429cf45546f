/** The threads of one network: its own, which calls a kernel, and helpers that take parts of it. */
import { ARGUMENTS, DONE, FAILED, type HelperData, KERNEL, SLEEPING, SPIN, TICKET, WAITING, WORDS } from './helper.js'
import type { Sharing } from './sharing.js'
import type { Helper } from './start-helper.js'
import type { Shared } from './threads.js'

/** Multiply-adds, or a few times the numbers of a cheaper kernel, under which it is not worth telling anybody. */
const LEAST = 32768

type Kernel = (...args: number[]) => unknown

export class Team implements Shared {
  readonly control = new Int32Array(new SharedArrayBuffer(4 * WORDS))
  readonly parts: Float64Array
  /** threads that are used now, this one included */
  count: number
  scratch = 0
  least = LEAST
  readonly most: number
  readonly #helpers: Helper[] = []

  constructor(most: number) {
    this.most = most
    this.count = most
    this.parts = new Float64Array(new SharedArrayBuffer(8 * ARGUMENTS * most))
  }

  /** Helpers come once they are ready. Rejects where one of them cannot start: then none stays. */
  async gather(
    data: Omit<HelperData, 'control' | 'parts'>,
    start: (data: HelperData) => Promise<Helper>,
  ): Promise<void> {
    const { control, parts } = this
    const asked = Array.from({ length: this.most - 1 }, () => start({ ...data, control, parts }))
    const started = await Promise.allSettled(asked)
    for (const one of started) if (one.status === 'fulfilled') this.#add(one.value)
    // the reason of the first
    if (this.helpers < asked.length) {
      this.end()
      await Promise.all(asked)
    }
  }

  #add(helper: Helper): void {
    this.#helpers.push(helper)
    helper.gone.then(() => {
      const index = this.#helpers.indexOf(helper)
      if (index >= 0) this.#helpers.splice(index, 1)
      this.count = Math.min(this.count, this.helpers + 1)
    })
  }

  /** How many help, of those that were asked. */
  get helpers(): number {
    return this.#helpers.length
  }

  end(): void {
    for (const helper of this.#helpers.splice(0)) helper.end()
    this.count = 1
  }

  /** A kernel that is shared out where that pays. */
  shared(kernel: Kernel, number: number, { items, grain, cost, work, take }: Sharing): Kernel {
    // arrays that are kept: what spreads a view, or makes an array for each call, costs as much as a small kernel
    const own: number[][] = Array.from({ length: this.most }, () => [])
    return (...args) => {
      if (this.count === 1) return kernel(...args)
      const all = items(args)
      const unit = grain(args)
      const count = Math.min(this.count, Math.ceil(all / unit))
      if (count < 2 || cost(args) < this.least) return kernel(...args)
      const { parts } = this
      const step = Math.ceil(all / count / unit) * unit
      let part = 0
      for (let from = 0; from < all; from += step, part++) {
        const given = own[part] as number[]
        for (let i = 0; i < args.length; i++) given[i] = args[i] as number
        take(given, from, Math.min(from + step, all))
        if (work !== undefined) given[work] = (given[work] as number) + part * this.scratch
        const at = part * ARGUMENTS
        parts[at] = args.length
        for (let i = 0; i < args.length; i++) parts[at + 1 + i] = given[i] as number
      }
      this.#run(kernel, number, own, part)
    }
  }

  /** All parts of a kernel: this thread takes the first, and any that nobody has taken when it is through. */
  #run(kernel: Kernel, number: number, parts: readonly number[][], count: number): void {
    const { control } = this
    control[KERNEL] = number
    control[DONE] = 0
    control[FAILED] = 0
    Atomics.store(control, TICKET, (count << 8) | 1)
    if (Atomics.load(control, SLEEPING) > 0) Atomics.notify(control, TICKET)
    let own = 0
    try {
      for (let part = 0; part < count; own++) {
        kernel(...(parts[part] as number[]))
        part = this.#claim()
      }
    } catch (error) {
      // nobody begins another part, and those that were begun end
      this.#await(Math.min(Atomics.exchange(control, TICKET, 0) & 255, count) - own - 1)
      throw error
    }
    this.#await(count - own)
    if (control[FAILED] === 1) throw new Error('a kernel failed in a helper thread')
  }

  /** The number of a part that nobody has taken; beyond all of them if there is none. */
  #claim(): number {
    const { control } = this
    for (;;) {
      const ticket = Atomics.load(control, TICKET)
      const part = ticket & 255
      if (part >= ticket >>> 8) return Infinity
      if (Atomics.compareExchange(control, TICKET, ticket, ticket + 1) === ticket) return part
    }
  }

  #await(count: number): void {
    const { control } = this
    let until = 0
    for (let looks = 1; Atomics.load(control, DONE) < count; looks++) {
      if (looks % 64) continue
      const now = performance.now()
      until ||= now + SPIN
      if (now < until) continue
      Atomics.store(control, WAITING, 1)
      const done = Atomics.load(control, DONE)
      if (done < count) Atomics.wait(control, DONE, done)
      Atomics.store(control, WAITING, 0)
    }
  }
}
