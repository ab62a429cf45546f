/**
 * The journal of a study: one line of JSON a trial, so that an interrupted study goes on where it stopped.
 *
 *     line 1   {"journal":"onecycle-trials","version":1,"numericVersion":...}
 *     line n   {"key":...,"numericVersion":...,"config":...,"result":...,"seconds":...,"spent":...,"machine":...}
 *
 * The key is the SHA-256 of what a trial depends on, in canonical JSON: its configuration, and the numeric version of the
 * release that ran it, with that of the layers' kernels where the trial has a list of layers. So another rate, other data or
 * another seed is another trial, and a trial that several studies share is run once. Results of another numeric version are
 * refused; a header or line without one is of the first, whose keys are those of the configuration alone.
 *
 * A process that dies while it writes leaves a torn line, which is dropped; all others count. Writing is left to the
 * caller, who adds whole lines at the end and nothing else, so that no moment is a bad one to die.
 */
import { message, show, wrongType } from '../../check.js'
import { FIRST_NUMERIC_VERSION, NUMERIC_VERSION, numericVersionOf } from '../../core/numeric-version.js'
import { sha256Hex } from '../../math/sha256.js'
import type { TrialConfig, TrialRecord } from './trial.js'

const KIND = 'onecycle-trials'
const VERSION = 1

/** The first line of a journal, with its line end. */
export const journalHeader = `${/* @__PURE__ */ JSON.stringify({ journal: KIND, version: VERSION, numericVersion: NUMERIC_VERSION })}\n`

/** What `parseJournal` read. */
export interface Journal {
  readonly records: ReadonlyMap<string, TrialRecord>
  /** torn lines, whose trials are run again */
  readonly torn: number
  /** what to write before the next line: the header of a new file, the line end that a torn last line lacks, or nothing */
  readonly lead: string
}

/**
 * JSON with the names of every object in ascending order and no spaces: equal values give equal text.
 * @throws TypeError for what JSON cannot hold: NaN, Infinity, undefined, functions
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${entries.map(([name, inside]) => `${JSON.stringify(name)}:${canonicalJson(inside)}`).join(',')}}`
  }
  const plain = value === null || ['string', 'boolean'].includes(typeof value) || Number.isFinite(value)
  if (!plain) throw wrongType('canonicalJson', 'value', 'plain JSON', value)
  return JSON.stringify(value)
}

/** Layers that are described may be of any kind, so their trials depend on the kernels of all. */
function versionOf({ layers }: TrialConfig): string {
  return numericVersionOf(layers && 'layers')
}

/** The name of a trial under a numeric version, by default this release's: SHA-256, 64 hexadecimal digits. */
export function trialKey(config: TrialConfig, numericVersion: string = versionOf(config)): string {
  const named = numericVersion === FIRST_NUMERIC_VERSION ? config : { ...config, numericVersion }
  return sha256Hex(new TextEncoder().encode(canonicalJson(named)))
}

/**
 * One line of the journal, with its line end.
 *
 * @param machine that ran the trial, where it was another one
 */
export function journalLine(config: TrialConfig, { result, seconds, spent }: TrialRecord, machine?: string): string {
  const entry = { key: trialKey(config), numericVersion: versionOf(config), config, result, seconds, spent }
  return `${JSON.stringify(machine === undefined ? entry : { ...entry, machine })}\n`
}

/** A journal, of which the last line may be torn, without what a machine ran. */
export function journalWithout(text: string, machine: string): string {
  const lines = text.split('\n')
  return lines.filter((line) => parseObject(line)?.machine !== machine).join('\n')
}

/**
 * Reads a journal.
 *
 * @param where names the caller in errors
 * @param text the whole file; an empty one, or the beginning of a header, is a journal without trials
 * @throws RangeError for another kind of file, another version of the format or of the numbers, or a trial that does not
 *   stand under its own key: its line is named
 */
export function parseJournal(where: string, text: string): Journal {
  const records = new Map<string, TrialRecord>()
  if (typeof text !== 'string') throw wrongType('parseJournal', 'text', 'the text of a journal', text)
  if (journalHeader.startsWith(text)) return { records, torn: 0, lead: journalHeader.slice(text.length) }
  const lines = text.split('\n')
  checkHeader(where, lines[0] as string)
  let torn = 0
  for (const [index, line] of lines.entries()) {
    if (index === 0 || line === '') continue
    const entry = parseObject(line)
    if (entry === undefined) torn++
    else readEntry(where, entry, index + 1, records)
  }
  return { records, torn, lead: text.endsWith('\n') ? '' : '\n' }
}

function checkHeader(where: string, line: string): void {
  const header = parseObject(line)
  if (header?.journal !== KIND) throw foreign(where, line)
  if (header.version !== VERSION) {
    const next = 'use the release that wrote it, or another file'
    throw new RangeError(message(where, 'journal', `version ${VERSION}`, `version ${show(header.version)}`, next))
  }
  checkNumbers(where, 'journal', header, NUMERIC_VERSION)
}

function checkNumbers(where: string, what: string, written: Json, expected: string): void {
  const { numericVersion = FIRST_NUMERIC_VERSION } = written
  if (numericVersion === expected) return
  const next = 'its results have other bits: use the release that wrote it, or another file'
  const got = `numeric version ${show(numericVersion)}`
  throw new RangeError(message(where, what, `numeric version ${show(expected)}`, got, next))
}

function readEntry(where: string, entry: Json, line: number, records: Map<string, TrialRecord>): void {
  const { key, config, result, seconds, spent } = entry
  checkNumbers(where, `journal line ${line}`, entry, versionOf((config ?? {}) as TrialConfig))
  const whole = typeof result === 'object' && result !== null && Array.isArray(seconds)
  if (!whole || typeof config !== 'object' || key !== trialKey(config as TrialConfig)) {
    const next = 'remove the line, and its trial is run again'
    throw new RangeError(message(where, `journal line ${line}`, 'a trial under its own key', show(key), next))
  }
  records.set(key as string, { result, seconds, ...(spent === undefined ? {} : { spent }) } as unknown as TrialRecord)
}

type Json = Readonly<Record<string, unknown>>

function parseObject(line: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null ? (value as Json) : undefined
  } catch {
    return undefined
  }
}

function foreign(where: string, line: string): RangeError {
  const expected = 'a journal of trials, or a file that is not there yet'
  return new RangeError(message(where, 'journal', expected, `a file that begins ${show(line)}`, 'choose another file'))
}
