/**
 * The journal of a study: one line of JSON a trial, so that an interrupted study goes on where it stopped.
 *
 *     line 1   {"journal":"onecycle-trials","version":1,"numericVersion":...,"sha256":...}
 *     line n   {"key":...,"numericVersion":...,"config":...,"result":...,"seconds":...,"spent":...,"machine":...,"sha256":...}
 *
 * The key is the SHA-256 of what a trial depends on, in canonical JSON: its configuration, and the numeric version of the
 * release that ran it, with that of the layers' kernels where the trial has a list of layers. So another rate, other data or
 * another seed is another trial, and a trial that several studies share is run once. Results of another numeric version are
 * refused; a header or line without one is of the first, whose keys are those of the configuration alone.
 *
 * Last in each line stands the SHA-256 of all that stands before it, as JSON; lines of old have none. A line that was torn,
 * merged with another or changed is bad: it is told and does not count, so its trial is run again; all others count, under
 * a header that is bad too, if one of them is whole. Writing is left to the caller, who adds whole lines at the end and
 * nothing else, so that no moment is a bad one to die.
 */
import { checkShallow, checkText, isShallow, message, readResult, show, wrongType } from '../../check.js'
import { FIRST_NUMERIC_VERSION, NUMERIC_VERSION, numericVersionOf } from '../../core/numeric-version.js'
import { sha256Hex } from '../../math/sha256.js'
import { checkRecord } from './check-record.js'
import type { TrialConfig, TrialRecord } from './trial.js'

const KIND = 'onecycle-trials'
const VERSION = 1

/** The first line of a journal, with its line end. */
export const journalHeader: string = /* @__PURE__ */ sealed({
  journal: KIND,
  version: VERSION,
  numericVersion: NUMERIC_VERSION,
})

/** A line of a journal that does not count. */
export interface BadLine {
  /** from 1 */
  readonly line: number
  /** what is wrong with it */
  readonly reason: string
}

/** What `parseJournal` read. */
export interface Journal {
  readonly records: ReadonlyMap<string, TrialRecord>
  /** lines that do not count, whose trials are run again */
  readonly bad: readonly BadLine[]
  /** what to write before the next line: the header of a new file, the line end that a torn last line lacks, or nothing */
  readonly lead: string
}

/**
 * JSON with the names of every object in ascending order and no spaces: equal values give equal text.
 * @throws TypeError for what JSON cannot hold: NaN, Infinity, undefined, functions; RangeError for values too deep in one another
 */
export function canonicalJson(value: unknown): string {
  checkShallow('canonicalJson', 'value', value)
  return canonical(value)
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${entries.map(([name, inside]) => `${JSON.stringify(name)}:${canonical(inside)}`).join(',')}}`
  }
  const plain = value === null || ['string', 'boolean'].includes(typeof value) || Number.isFinite(value)
  if (!plain) throw wrongType('canonicalJson', 'value', 'plain JSON', value)
  return JSON.stringify(value)
}

/** Layers that are described may be of any kind, so their trials depend on the kernels of all. */
function versionOf(config: TrialConfig): string {
  return numericVersionOf(config?.layers && 'layers')
}

/** The name of a trial under a numeric version, by default this release's: SHA-256, 64 hexadecimal digits. */
export function trialKey(config: TrialConfig, numericVersion: string = versionOf(config)): string {
  if (typeof config !== 'object' || config === null) throw wrongType('trialKey', 'config', 'an object', config)
  checkText('trialKey', 'numericVersion', numericVersion)
  const named = numericVersion === FIRST_NUMERIC_VERSION ? config : { ...config, numericVersion }
  return sha256Hex(new TextEncoder().encode(canonicalJson(named)))
}

/**
 * One line of the journal, with its line end.
 *
 * @param machine that ran the trial, where it was another one
 */
export function journalLine(config: TrialConfig, record: TrialRecord, machine?: string): string {
  const where = 'journalLine'
  if (machine !== undefined) checkText(where, 'machine', machine)
  return readResult(where, 'record', record, 'result', 'runTrial', ({ result, seconds, spent }) => {
    checkShallow(where, 'record', { result, seconds, spent })
    const entry = { key: trialKey(config), numericVersion: versionOf(config), config, result, seconds, spent }
    return sealed(machine === undefined ? entry : { ...entry, machine })
  })
}

/** A line with its checksum and its end. */
function sealed(entry: object): string {
  return `${JSON.stringify({ ...entry, sha256: checksum(entry) })}\n`
}

function checksum(entry: object): string {
  return sha256Hex(new TextEncoder().encode(JSON.stringify(entry)))
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
 * @throws RangeError for another kind of file, another version of the format or of the numbers
 */
export function parseJournal(where: string, text: string): Journal {
  const records = new Map<string, TrialRecord>()
  if (typeof text !== 'string') throw wrongType('parseJournal', 'text', 'the text of a journal', text)
  if (journalHeader.startsWith(text)) return { records, bad: [], lead: journalHeader.slice(text.length) }
  const bad: BadLine[] = []
  for (const [index, line] of text.split('\n').entries()) {
    if (index > 0 && line === '') continue
    const entry = wholeLine(line)
    const reason = typeof entry === 'string' ? entry : readLine(where, index, entry, records)
    if (reason !== undefined) bad.push({ line: index + 1, reason })
  }
  // a foreign file has neither
  if (bad[0]?.line === 1 && records.size === 0) throw foreign(where, text.slice(0, text.search(/\n|$/)))
  return { records, bad, lead: text.endsWith('\n') ? '' : '\n' }
}

/** What stands in a line that is as it was written, or what is wrong with it. */
function wholeLine(line: string): Json | string {
  const entry = parseObject(line)
  if (entry === undefined) return 'it is torn, or damaged'
  const { sha256, ...rest } = entry
  if (sha256 !== undefined && sha256 !== checksum(rest)) return 'it does not agree with its checksum'
  return rest
}

/** @returns what is wrong with the line */
function readLine(where: string, index: number, entry: Json, records: Map<string, TrialRecord>): string | undefined {
  if (index === 0) {
    if (entry.journal !== KIND) return 'it is not the header of a journal'
    checkHeader(where, entry)
    return undefined
  }
  const unknown = Object.keys(entry).find((name) => !MEMBERS.includes(name))
  if (unknown !== undefined) return `it has an unknown member ${show(unknown)}`
  const config = entry.config as TrialConfig
  if (typeof config !== 'object' || config === null) return 'it has no trial'
  checkNumbers(where, `journal line ${index + 1}`, entry, versionOf(config))
  try {
    if (entry.key !== trialKey(config)) return 'its trial has another key'
    records.set(trialKey(config), checkRecord(config, entry))
  } catch (error) {
    return (error as Error).message
  }
  return undefined
}

const MEMBERS = ['key', 'numericVersion', 'config', 'result', 'seconds', 'spent', 'machine']

function checkHeader(where: string, header: Json): void {
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

type Json = Readonly<Record<string, unknown>>

function parseObject(line: string): Json | undefined {
  // a foreign file has thousands that are none, and an error of JSON.parse takes longer than a line
  if (line[0] !== '{') return undefined
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null && isShallow(value) ? (value as Json) : undefined
  } catch {
    return undefined
  }
}

function foreign(where: string, line: string): RangeError {
  const expected = 'a journal of trials, or a file that is not there yet'
  return new RangeError(message(where, 'journal', expected, `a file that begins ${show(line)}`, 'choose another file'))
}
