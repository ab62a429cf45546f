/** --checkpoint: the state of a run in a file that is always whole, and the command that goes on from it. */
import type { Training } from '../../entry/index.js'
import { hasFiniteParameters } from '../../network/finite.js'
import type { Place } from '../files/place.js'
import { NotWritten } from '../files/rescue.js'
import { tell } from '../shared/output.js'
import type { StatusLine } from '../shared/progress.js'
import { commandLine } from '../shared/shell.js'
import { type CheckpointChoice, placeAt, removeOld } from './checkpoints.js'

/** Shortest time between two checkpoints, in ms: where an epoch takes less, not every one is written. */
const INTERVAL = 500

/** A checkpoint of this run, or the one that it went on from. */
export interface Written {
  readonly file: string
  readonly step: number
}

export class CheckpointFile {
  readonly #first: Place
  readonly #choice: CheckpointChoice
  readonly #line: StatusLine
  /** when the last was tried */
  #tried: { readonly time: number; readonly step: number }
  /** of the last that was written */
  #step = -1
  /** the last good one */
  #good: { readonly written: Written; readonly bytes: Uint8Array } | undefined
  /** whether the last one was not written */
  #failed = false

  /** @param first as it was tried */
  constructor(first: Place, choice: CheckpointChoice, line: StatusLine) {
    this.#first = first
    this.#choice = choice
    this.#line = line
    this.#tried = { time: choice.every === undefined ? -Infinity : performance.now(), step: 0 }
  }

  /** After a divergence: the last good checkpoint, if one was written. */
  get lastGood(): Written | undefined {
    return this.#good?.written
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

  /** Where that fails, the run goes on, and the next one is tried. One that would diverge does not take a good one's place. */
  #write(training: Training): void {
    const { step } = training
    this.#tried = { time: performance.now(), step }
    if (training.stopped === 'diverged' || !hasFiniteParameters(training.network)) return
    try {
      const place = placeAt(this.#first, this.#choice, step)
      const bytes = training.checkpoint()
      place.replace(bytes)
      this.#step = step
      if (isGood(training)) this.#good = { written: { file: place.path, step }, bytes }
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

  /** Writes the last one, or after a divergence the last good one once more. @returns where it is, where its place did not take it */
  async runEnded(training: Training): Promise<NotWritten | undefined> {
    const diverged = training.stopped === 'diverged'
    const step = diverged ? this.lastGood?.step : training.step
    if (step === undefined || step === this.#step) return undefined
    try {
      await placeAt(this.#first, this.#choice, step).write(
        this.#good && diverged ? this.#good.bytes : training.checkpoint(),
      )
      if (!diverged) removeOld(this.#choice)
      return undefined
    } catch (error) {
      if (error instanceof NotWritten) return error
      throw error
    }
  }
}

/** A loss on its way to infinity is finite for many updates: a good one is no higher than that at the start of the run. */
function isGood(training: Training): boolean {
  const { loss } = training.history
  const [first = 0] = loss
  const last = loss.slice(-LATEST)
  return last.reduce((sum, value) => sum + value, 0) <= first * last.length
}

/** Updates whose losses say how a run fares. */
const LATEST = 20

/** The command line that resumes a run: what was typed, with `--resume path` in place of any other, and at another rate if given. */
export function resumeCommand(typed: readonly string[], path: string, rate?: number): string {
  const replaced = rate === undefined ? ['--resume'] : ['--resume', '--peak', '--lr']
  const kept: string[] = []
  for (let i = 0; i < typed.length; i++) {
    const word = typed[i] as string
    if (replaced.includes(word)) i++
    else if (word !== CHANGE && !replaced.some((option) => word.startsWith(`${option}=`))) kept.push(word)
  }
  return commandLine([...kept, ...(rate === undefined ? [] : ['--peak', `${rate}`, CHANGE]), '--resume', path])
}

const CHANGE = '--change-rate'
