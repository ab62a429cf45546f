/** --checkpoint: the state of a run in a file that is always whole, and the command that goes on from it. */
import type { Training } from '../../entry/index.js'
import type { Place } from '../files/place.js'
import { NotWritten } from '../files/rescue.js'
import { tell } from '../shared/output.js'
import type { StatusLine } from '../shared/progress.js'
import { commandLine } from '../shared/shell.js'

/** Shortest time between two checkpoints, in ms: where an epoch takes less, not every one is written. */
const INTERVAL = 500

export class CheckpointFile {
  readonly #place: Place
  readonly #line: StatusLine
  #written = -Infinity
  #step = -1
  /** whether the last one was not written */
  #failed = false

  constructor(place: Place, line: StatusLine) {
    this.#place = place
    this.#line = line
  }

  /** Writes one, unless the last is too fresh. Where that fails, the run goes on, and the next one is tried. */
  epochEnded(training: Training): void {
    if (performance.now() - this.#written < INTERVAL) return
    this.#written = performance.now()
    try {
      this.#place.replace(training.checkpoint())
      this.#step = training.step
      this.#failed = false
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
      await this.#place.write(training.checkpoint())
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
