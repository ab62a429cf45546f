/** The journal of a study on disk: what it holds already, and one whole line added for each trial that ends. */
import { closeSync, existsSync, fsync, openSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { promisify } from 'node:util'
import { type BadLine, journalLine, journalWithout, parseJournal, trialKey } from '../../measure/study/journal.js'
import type { TrialConfig, TrialRecord } from '../../measure/study/trial.js'
import { count } from '../../words.js'
import { checkNamed, readOpened } from '../files/opened.js'
import type { Place } from '../files/place.js'
import { readInput } from '../files/read.js'
import { flushFolder, writeFlushed } from '../files/replace.js'
import type { NotWritten } from '../files/rescue.js'
import { tell } from '../shared/output.js'

export interface JournalFile {
  /** the trial's record, where the journal has it */
  find(config: TrialConfig): TrialRecord | undefined
  /**
   * Settles once the trial is on the disk; meanwhile others may run and be added.
   * @param machine that ran the trial, where it was another one
   */
  add(config: TrialConfig, record: TrialRecord, machine?: string): Promise<void>
  /** Takes out what a machine ran: the trials are run again. @returns whether there were any */
  withdraw(machine: string): boolean
  close(): void
  /** trials that it holds */
  readonly found: number
  readonly path: string
  /** where its place took no more: why, and where it is now */
  readonly moved: NotWritten | undefined
}

const CLOSED = -1

/** Bad lines that are told one by one. */
const TOLD = 3

/**
 * Opens a journal, or begins one. Lines that do not count are told. Where the place takes no more, the journal moves on.
 * @throws RangeError for a file that is not a journal; Error where no place takes it
 */
export function openJournal(where: string, option: string, place: Place): JournalFile {
  const first = place.file as string
  let path = place.path
  const text = existsSync(first) ? new TextDecoder().decode(readInput(where, option, path)) : ''
  const { records, lead, bad } = parseJournal(where, text)
  if (bad.length > 0) tell(...badLines(path, bad))
  let known = new Map(records)
  let moved: NotWritten | undefined
  const isNew = !existsSync(first)
  let file = openSync(first, 'a+')
  if (isNew) flushFolder(dirname(first))
  let before = lead
  const close = (): void => {
    if (file !== CLOSED) closeSync(file)
    file = CLOSED
  }
  /** The whole journal with these lines, where there is room. */
  const move = (error: unknown, added: string): void => {
    const whole = Buffer.concat([...readOpened(file)]).toString()
    close()
    moved = place.rescue(error, `${whole}${before}${added}`)
    if (moved.rescued === undefined) throw moved
    tell(`${moved.message}; the study goes on with it`)
    path = moved.rescued
    file = openSync(path, 'a+')
    before = ''
  }
  /** Moves on where the file was removed or replaced. */
  const stay = (): void => {
    try {
      checkNamed(file, path)
    } catch (error) {
      move(error, '')
    }
  }
  /** All of it: a disk may take less than it was given. After a failure a line begins anew, so that it spoils no other. */
  const write = (added: string): void => {
    const whole = before + added
    before = '\n'
    try {
      writeFileSync(file, whole)
      before = ''
    } catch (error) {
      move(error, added)
    }
  }
  if (lead !== '') write('')
  const onDisk = promisify(fsync)
  let syncing = Promise.resolve()
  let waiting: Promise<void> | undefined
  /** Lines that are written while the disk is at work share its next turn. */
  const synced = (): Promise<void> => {
    waiting ??= syncing.then(() => {
      waiting = undefined
      const synced = file
      // a file that was left meanwhile is whole elsewhere
      syncing = onDisk(synced).then(
        () => {
          if (file === synced) stay()
        },
        (error) => {
          if (file === synced) move(error, '')
        },
      )
      return syncing
    })
    return waiting
  }
  return {
    get found() {
      return known.size
    },
    get path() {
      return path
    },
    get moved() {
      return moved
    },
    find: (config) => known.get(trialKey(config)),
    async add(config, record, machine) {
      const { kept: _, ...told } = record
      known.set(trialKey(config), told)
      // one call for the line, so that a process that dies tears no other
      write(journalLine(config, record, machine))
      await synced()
    },
    withdraw(machine) {
      stay()
      const whole = new TextDecoder().decode(readInput(where, option, path))
      const kept = journalWithout(whole, machine)
      if (kept === whole) return false
      close()
      if (moved === undefined) place.replace(kept)
      else writeFlushed(path, kept)
      file = openSync(moved === undefined ? first : path, 'a+')
      known = new Map(parseJournal(where, kept).records)
      return true
    },
    close,
  }
}

function badLines(path: string, bad: readonly BadLine[]): string[] {
  const told = bad.slice(0, TOLD).map(({ line, reason }) => {
    return `line ${line} of ${path} does not count, and its trial is run again: ${reason}`
  })
  return bad.length > TOLD ? [...told, `nor do ${count(bad.length - TOLD)} further lines`] : told
}
