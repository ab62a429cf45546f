/**
 * Chooses how many threads a network uses by timing real steps with 1, 2, 4, ... of them: harmless, because the bits
 * agree. It looks again after a while, and at once where steps have become slow, as the machine may be another's by then. Until the
 * first step it is as many as may be used: a network that only answers has no steps.
 */
import type { Team } from './team.js'
import type { Pace } from './threads.js'

/**
 * Steps that a number of threads is timed for at a time, and how often each number has its turn, as others may need the machine
 * for a while.
 */
const TIMED = 3
const ROUNDS = 2

/**
 * Before that a step passes; with helpers, which have to wake and to be given cores of their own, so many milliseconds, but no more
 * than so many steps.
 */
const SETTLING = 2
const MOST_SETTLING = 16

/** Steps until it looks again: at first few, because the compiler is still at work, then twice as many each time, up to so many. */
const FIRST_CALM = 40
const CALM = 640
/** ... or to more, where what the slower numbers cost would be more than this share. */
const COST = 0.01

/** Milliseconds by which a number must be faster than one thread: the clock of Chromium's isolated pages goes by 0.005. */
const FASTER = 0.006

/**
 * A step is slow that takes so many times what it took when the number was chosen, and so many milliseconds more. One step of so
 * many is looked at, as reading the clock takes a part of a small one.
 */
const SLOW = 1.3
const SLOWER = 0.02
const SEEN = 4

export class Chooser implements Pace {
  readonly #team: Team
  readonly #limit: () => number
  #numbers: readonly number[] = []
  /** places in the numbers: of the one that was chosen, and of the one that is used */
  #chosen = 0
  #used = 0
  #times: number[][] = []
  /** milliseconds of a step with each number, when they were last timed */
  #typical: readonly number[] = []
  #next = 0
  /** steps that may still pass before one counts, and when its number of threads had its turn */
  #settling = 0
  #since = 0
  /** steps of this look with each number */
  #steps: number[] = []
  #calm = 0
  #nextCalm = FIRST_CALM
  #usual = 0
  #recent = 0
  /** steps since it has looked */
  #made = 0
  #begun = 0

  /** @param limit how many may be used now, asked before each step */
  constructor(team: Team, limit = () => team.most) {
    this.#team = team
    this.#limit = limit
    this.#list()
  }

  get chosen(): number {
    return this.#countOf(this.#chosen)
  }

  get speedUp(): number {
    const { 0: one = 1, [this.#used]: now = one } = this.#typical
    return this.#used === 0 ? 1 : one / Math.max(now, FASTER)
  }

  begin(): void {
    if (this.#most !== this.#numbers.at(-1)) this.#list()
    if (this.#times.length === 0) this.#look()
    if (this.#calm % SEEN === 0) this.#begun = performance.now()
  }

  end(): void {
    if (this.#calm > 0) {
      if (this.#calm % SEEN === 0) this.#recent += (performance.now() - this.#begun - this.#recent) / 4
      this.#calm -= 1
      this.#made += 1
      const slow = this.#recent > SLOW * this.#usual + SLOWER && this.#made > 50
      if (slow || this.#calm === 0) this.#look()
      return
    }
    const now = performance.now()
    const turn = this.#turn
    this.#steps[turn] = (this.#steps[turn] ?? 0) + 1
    if (this.#settling > 0) {
      this.#settling -= 1
      if (now - this.#since >= SETTLING) this.#settling = 0
      return
    }
    this.#times[turn]?.push(now - this.#begun)
    this.#next += 1
    if (this.#next % TIMED > 0) return
    if (this.#next < this.#numbers.length * TIMED * ROUNDS) this.#begin()
    else this.#choose()
  }

  #choose(): void {
    const typical = this.#times.map(median)
    const least = Math.min(...typical)
    const best = least < (typical[0] as number) - FASTER ? typical.indexOf(least) : 0
    this.#typical = typical
    this.#use(best)
    this.#chosen = best
    this.#usual = typical[best] as number
    this.#recent = this.#usual
    const lost = typical.reduce((sum, took, i) => sum + (this.#steps[i] as number) * (took - this.#usual), 0)
    const most = Math.max(CALM, Math.ceil(lost / (COST * Math.max(this.#usual, FASTER))))
    this.#calm = Math.min(this.#nextCalm, most)
    this.#nextCalm = 2 * this.#calm
    this.#made = 0
  }

  get #most(): number {
    return Math.min(this.#limit(), this.#team.most)
  }

  /** Numbers to choose from; until they are timed, the highest. */
  #list(): void {
    const most = this.#most
    const numbers: number[] = []
    for (let count = 1; count < most; count *= 2) numbers.push(count)
    this.#chosen = numbers.push(most) - 1
    this.#numbers = numbers
    this.#times = []
    this.#typical = []
    this.#nextCalm = FIRST_CALM
    this.#use(this.#chosen)
  }

  #look(): void {
    this.#times = this.#numbers.map(() => [])
    this.#next = 0
    this.#calm = 0
    this.#steps = []
    this.#begin()
  }

  /** The number whose turn it is. */
  #begin(): void {
    this.#use(this.#turn)
    this.#settling = this.#turn === 0 ? 1 : MOST_SETTLING
    this.#since = performance.now()
  }

  /** Which number is being timed. */
  get #turn(): number {
    return Math.floor(this.#next / TIMED) % this.#numbers.length
  }

  #use(index: number): void {
    this.#used = index
    this.#team.count = this.#countOf(index)
  }

  #countOf(index: number): number {
    return Math.min(this.#numbers[index] as number, this.#team.helpers + 1)
  }
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1] as number
}
