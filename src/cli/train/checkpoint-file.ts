/** --checkpoint: the state of a run in a file that is always whole, and the command that goes on from it. */
import type { Training } from '../../entry/index.js'
import type { Place } from '../files/place.js'
import { NotWritten } from '../files/rescue.js'
import { tell } from '../shared/output.js'
import type { StatusLine } from '../shared/progress.js'
import { commandLine } from '../shared/shell.js'
import { type CheckpointChoice, placeAt, removeOld } from './checkpoints.js'

/** Shortest time between two checkpoints, in ms: where an epoch takes less, not every one is written. */
const INTERVAL = 500

export class CheckpointFile {
  readonly #first: Place
  readonly #choice: CheckpointChoice
  readonly #line: StatusLine
  /** when the last was tried */
  #tried: { readonly time: number; readonly step: number }
  /** of the last that was written */
  #step = -1
  /** whether the last one was not written */
  #failed = false

  /** @param first as it was tried */
  constructor(first: Place, choice: CheckpointChoice, line: StatusLine) {
    this.#first = first
    this.#choice = choice
    this.#line = line
    this.#tried = { time: choice.every === undefined ? -Infinity : performance.now(), step: 0 }
  }

  /** Writes one, unless --every says when, or the last is too fresh. */
  epochEnded(training: Training): void {
    if (this.#choice.every === undefined && performance.now() - this.#tried.time >= INTERVAL) this.#write(training)
  }

  /** Between two updates: writes one where --every asks for it. */
  paused(training: Training): void {
    const { every } = this.#choice
    if (every === undefined) return
    const { time, step } = this.#tried
    const gone = every.unit === 'seconds' ? (performance.now() - time) / 1000 : training.step - step
    if (gone >= every.count) this.#write(training)
  }

  /** Where that fails, the run goes on, and the next one is tried. */
  #write(training: Training): void {
    const { step } = training
    this.#tried = { time: performance.now(), step }
    try {
      placeAt(this.#first, this.#choice, step).replace(training.checkpoint())
      this.#step = step
      this.#failed = false
      removeOld(this.#choice)
    } catch (error) {
      if (!this.#failed) {
        this.#line.clear()
        tell(`${(error as Error).message}; the run goes on, and the next checkpoint is tried`)
      }
      this.#failed = true
    }
  }

  /** Writes the last one. @returns where it is, where its place did not take it */
  async runEnded(training: Training): Promise<NotWritten | undefined> {
    if (this.#step === training.step || training.stopped === 'diverged') return undefined
    try {
      await placeAt(this.#first, this.#choice, training.step).write(training.checkpoint())
      removeOld(this.#choice)
      return undefined
    } catch (error) {
      if (error instanceof NotWritten) return error
      throw error
    }
  }
}

/** The command line that resumes a run: what was typed, with `--resume path` in place of any other. */
export function resumeCommand(typed: readonly string[], path: string): string {
  const kept: string[] = []
  for (let i = 0; i < typed.length; i++) {
    const word = typed[i] as string
    if (word === '--resume') i++
    else if (!word.startsWith('--resume=')) kept.push(word)
  }
  return commandLine([...kept, '--resume', path])
}
