/**
 * The clock of a run: it cuts work into slices, so that a page draws and a server answers between two of them, and counts
 * the seconds of work. One clock serves training, range test and trials.
 */
import { breathe } from './breathe.js'

/** Longest time that work keeps the thread, in milliseconds: under one frame at 60 Hz. */
export const SLICE = 12

/** Reading the time costs as much as some thousand multiplications, so quick updates share one reading. */
const MOST_TICKS = 64

export class Clock {
  /** when the slice began, and when the time was last read for `tick` */
  #begun = performance.now()
  #read = this.#begun
  /** updates from one reading to the next, and those still to come before it */
  #ticks = 1
  #left = 1
  #over = false
  /** seconds of work before the present stretch, which began at `#since` */
  #worked = 0
  #since: number | undefined

  /** Whether the slice is used up, as far as the time has been read. */
  get over(): boolean {
    return this.#over
  }

  /** Seconds of work so far: reads the time. */
  get seconds(): number {
    if (this.#since === undefined) return this.#worked
    const now = performance.now()
    this.#look(now)
    return this.#worked + (now - this.#since) / 1000
  }

  set seconds(worked: number) {
    this.#worked = worked
  }

  /** Starts a slice, and counting. */
  begin(): void {
    this.#begun = this.#read = this.#since = performance.now()
    this.#left = this.#ticks
    this.#over = false
  }

  /** Stops counting seconds until `goOn`: the thread is kept, by somebody else's work. */
  pause(): void {
    this.#worked = this.seconds
    this.#since = undefined
  }

  goOn(): void {
    this.#since = performance.now()
  }

  /** Counts an update, and reads the time where as many have passed as fit well into a slice. Returns `over`. */
  tick(): boolean {
    this.#left -= 1
    if (this.#left <= 0) this.#pace()
    return this.#over
  }

  /**
   * Ends the slice, lets the host have its turn and begins the next slice.
   * @param rest what the caller does between two slices; where it throws, there is no next one
   */
  async breathe(rest?: () => unknown): Promise<void> {
    const counting = this.#since !== undefined
    if (counting) this.pause()
    await breathe()
    await rest?.()
    this.begin()
    if (!counting) this.#since = undefined
  }

  /** Work in pieces, pausing only where the slice is used up. */
  *sliced<T>(pieces: Iterator<unknown, T>): Generator<false, T> {
    for (;;) {
      const piece = pieces.next()
      if (piece.done) return piece.value
      if (this.#look(performance.now())) yield false
    }
  }

  #look(now: number): boolean {
    if (now - this.#begun >= SLICE) this.#over = true
    return this.#over
  }

  /** Twice as many updates as before the last reading, but no more than the rest of the slice has room for. */
  #pace(): void {
    const now = performance.now()
    const each = (now - this.#read) / this.#ticks
    const rest = SLICE - (now - this.#begun)
    this.#read = now
    this.#ticks = Math.max(1, Math.min(2 * this.#ticks, MOST_TICKS, Math.floor(rest / each)))
    this.#left = this.#ticks
    this.#look(now)
  }
}

/** Runs work to its end; at a pause with the slice used up, the clock breathes. */
export async function finish<T>(clock: Clock, work: Iterator<unknown, T>, rest?: () => unknown): Promise<T> {
  for (;;) {
    const pause = work.next()
    if (pause.done) return pause.value
    if (clock.over) await clock.breathe(rest)
  }
}
