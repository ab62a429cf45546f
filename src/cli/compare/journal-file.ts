/** The journal of a study on disk: what it holds already, and one whole line added for each trial that ends. */
import { closeSync, existsSync, fsync, openSync, writeFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { message } from '../../check.js'
import { type BadLine, journalLine, journalWithout, parseJournal, trialKey } from '../../measure/study/journal.js'
import type { TrialConfig, TrialRecord } from '../../measure/study/trial.js'
import { count } from '../../words.js'
import { readInput, reasonOf, writeWhole } from '../shared/files.js'
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
}

/** Bad lines that are told one by one. */
const TOLD = 3

/**
 * Opens a journal, or begins one. Lines that do not count are told.
 * @throws RangeError for a file that is not a journal; Error where it cannot be written
 */
export function openJournal(where: string, option: string, path: string): JournalFile {
  const text = existsSync(path) ? new TextDecoder().decode(readInput(where, option, path)) : ''
  const { records, lead, bad } = parseJournal(where, text)
  if (bad.length > 0) tell(...badLines(path, bad))
  let known = new Map(records)
  const refuse = (error: unknown) => new Error(message(where, option, 'a writable file', `${path}: ${reasonOf(error)}`))
  const attempt = <T>(action: () => T): T => {
    try {
      return action()
    } catch (error) {
      throw refuse(error)
    }
  }
  let file = attempt(() => openSync(path, 'a'))
  let before = lead
  /** All of it: a disk may take less than it was given. After a failure a line begins anew, so that it spoils no other. */
  const write = (added: string): void => {
    const whole = before + added
    before = '\n'
    attempt(() => writeFileSync(file, whole))
    before = ''
  }
  if (lead !== '') write('')
  const onDisk = promisify(fsync)
  let syncing = Promise.resolve()
  let waiting: Promise<void> | undefined
  /** Lines that are written while the disk is at work share its next turn. */
  const synced = (): Promise<void> => {
    waiting ??= syncing.then(() => {
      waiting = undefined
      syncing = onDisk(file)
      return syncing
    })
    return waiting
  }
  return {
    get found() {
      return known.size
    },
    find: (config) => known.get(trialKey(config)),
    async add(config, record, machine) {
      const { kept: _, ...told } = record
      known.set(trialKey(config), told)
      // one call for the line, so that a process that dies tears no other
      write(journalLine(config, record, machine))
      await synced().catch((error) => {
        throw refuse(error)
      })
    },
    withdraw(machine) {
      const whole = new TextDecoder().decode(readInput(where, option, path))
      const kept = journalWithout(whole, machine)
      if (kept === whole) return false
      closeSync(file)
      writeWhole(where, option, path, kept)
      file = attempt(() => openSync(path, 'a'))
      known = new Map(parseJournal(where, kept).records)
      return true
    },
    close: () => closeSync(file),
  }
}

function badLines(path: string, bad: readonly BadLine[]): string[] {
  const told = bad.slice(0, TOLD).map(({ line, reason }) => {
    return `line ${line} of ${path} does not count, and its trial is run again: ${reason}`
  })
  return bad.length > TOLD ? [...told, `nor do ${count(bad.length - TOLD)} further lines`] : told
}
