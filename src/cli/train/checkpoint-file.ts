/** --checkpoint: the state of a run in a file that is always whole, and the command that goes on from it. */
import type { Training } from '../../entry/index.js'
import { writeWhole } from '../shared/files.js'
import { commandLine } from '../shared/shell.js'

/** Shortest time between two checkpoints, in ms: where an epoch takes less, not every one is written. */
const INTERVAL = 500

export class CheckpointFile {
  readonly #where: string
  readonly #path: string
  #written = -Infinity

  constructor(where: string, path: string) {
    this.#where = where
    this.#path = path
  }

  /** At the end of an epoch. The last one is always written. */
  epochEnded(training: Training): void {
    const last = training.step === training.plan.totalSteps
    if (last || performance.now() - this.#written >= INTERVAL) this.write(training)
  }

  write(training: Training): void {
    writeWhole(this.#where, '--checkpoint', this.#path, training.checkpoint())
    this.#written = performance.now()
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
