/**
 * Chooses how many threads a network uses by timing real steps with 1, 2, 4, ... of them: harmless, because the bits
 * agree. It looks again after a while, and at once where steps have become slow, as the machine may be another's by then. Until the
 * first step it is as many as there are: a network that only answers has no steps.
 */
import type { Team } from './team.js'
import type { Pace } from './threads.js'

/**
 * Steps that a number of threads is timed for at a time, of which the first does not count, as helpers may have to wake; and
 * how often each number has its turn, as others may need the machine for a while.
 */
const BLOCK = 4
const ROUNDS = 2

/**
 * Steps until it looks again: at first few, because the compiler is still at work, then twice as many each time, up to so many that
 * what the slower numbers cost is under a percent.
 */
const FIRST_CALM = 40
const CALM = 640

/** A step is slow that takes so many times what it took when the number was chosen. */
const SLOW = 1.3

export class Chooser implements Pace {
  readonly #team: Team
  readonly #limit: () => number
  #numbers: readonly number[] = []
  speedUp = 1
  #chosen: number
  #times: number[][] = []
  #next = 0
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
    this.#chosen = this.#list(team.most)
  }

  get chosen(): number {
    return this.#countOf(this.#chosen)
  }

  begin(): void {
    const most = Math.min(this.#limit(), this.#team.most)
    if (most !== this.#numbers.at(-1)) this.#chosen = this.#list(most)
    if (this.#times.length === 0) this.#look()
    this.#begun = performance.now()
  }

  end(): void {
    const took = performance.now() - this.#begun
    const numbers = this.#numbers
    if (this.#calm > 0) {
      this.#calm -= 1
      this.#recent += (took - this.#recent) / 8
      this.#made += 1
      const slow = this.#recent > SLOW * this.#usual && this.#made > 50
      if (slow || this.#calm === 0) this.#look()
      return
    }
    if (this.#next % BLOCK > 0) this.#times[this.#turn]?.push(took)
    this.#next += 1
    if (this.#next < numbers.length * BLOCK * ROUNDS) {
      this.#use(this.#turn)
      return
    }
    const typical = this.#times.map(median)
    const best = typical.indexOf(Math.min(...typical))
    this.#use(best)
    this.#chosen = best
    this.speedUp = (typical[0] as number) / (typical[best] as number)
    this.#usual = typical[best] as number
    this.#recent = this.#usual
    this.#calm = this.#nextCalm
    this.#nextCalm = Math.min(2 * this.#nextCalm, CALM)
    this.#made = 0
  }

  /** Numbers to choose from. @returns the place of the highest */
  #list(most: number): number {
    const numbers: number[] = []
    for (let count = 1; count < most; count *= 2) numbers.push(count)
    this.#numbers = [...numbers, most]
    this.#times = []
    this.speedUp = 1
    return numbers.length
  }

  #look(): void {
    this.#times = this.#numbers.map(() => [])
    this.#next = 0
    this.#calm = 0
    this.#use(0)
  }

  /** Which number is being timed. */
  get #turn(): number {
    return Math.floor(this.#next / BLOCK) % this.#numbers.length
  }

  #use(index: number): void {
    this.#team.count = this.#countOf(index)
  }

  #countOf(index: number): number {
    return Math.min(this.#numbers[index] as number, this.#team.helpers + 1)
  }
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1] as number
}
