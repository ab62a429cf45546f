/**
 * Where the checkpoints of a run go: --checkpoint FILE, which always holds the newest, or with --keep-last a folder of the last
 * ones, each named for its step; and --every, how often. --resume finds the newest whole one of a folder.
 */
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { type Command, Option } from 'commander'
import { message, show } from '../../check.js'
import { unpackContainer } from '../../files/container.js'
import { whole } from '../../options.js'
import type { Place } from '../files/place.js'
import { readInput } from '../files/read.js'
import { reasonOf } from '../files/reason.js'
import { numeric } from '../shared/options.js'
import { tell } from '../shared/output.js'
import { UsageError } from '../shared/usage.js'

/** So many updates, or seconds, between two checkpoints. */
export interface Every {
  readonly count: number
  readonly unit: 'updates' | 'seconds'
}

export interface CheckpointChoice {
  checkpoint?: string
  keepLast?: number
  every?: Every
  resume?: string
  changeRate?: true
}

export function addCheckpointOptions(command: Command): void {
  const where = command.name()
  command
    .option('--checkpoint <file>', 'save the state of the run after each epoch and on Ctrl-C')
    .option(
      '--keep-last <n>',
      'make --checkpoint a folder that keeps so many checkpoints',
      numeric(where, '--keep-last', whole(1, 1000)),
    )
    .addOption(
      new Option(
        '--every <n>',
        'save the state after so many updates, or seconds as 60s (default: each epoch)',
      ).argParser((text) => everyOf(where, text)),
    )
    .option(
      '--resume <file>',
      'continue from the checkpoint of a run with the same options, or from the newest of a folder',
    )
    .option('--change-rate', 'let --resume go on at another --peak or --lr than before')
}

function everyOf(where: string, text: string): Every {
  const [, digits, seconds] = /^(\d+)(s?)$/.exec(text) ?? []
  const count = Number(digits)
  if (count >= 1 && Number.isSafeInteger(count)) return { count, unit: seconds === 's' ? 'seconds' : 'updates' }
  throw new UsageError(message(where, '--every', 'updates as 500, or seconds as 60s', show(text)))
}

/** @throws UsageError for --change-rate alone */
export function checkChangeRate(where: string, { changeRate, resume }: CheckpointChoice): void {
  if (changeRate && resume === undefined) {
    throw new UsageError(message(where, '--change-rate', '--resume as well', 'none'))
  }
}

/**
 * The file that is to be tried before the run; of a folder, which is made, the first.
 * @throws UsageError for what lacks --checkpoint; Error for a folder with the checkpoints of another run
 */
export function checkpointPath(where: string, choice: CheckpointChoice): string | undefined {
  const { checkpoint, keepLast, every, resume } = choice
  if (checkpoint === undefined) {
    const lone = keepLast === undefined ? every && '--every' : '--keep-last'
    if (lone !== undefined) throw new UsageError(message(where, lone, '--checkpoint as well', 'none'))
    return undefined
  }
  if (keepLast === undefined) {
    if (!isFolder(checkpoint)) return checkpoint
    throw new Error(
      message(where, '--checkpoint', 'a file', `${checkpoint}: it is a folder`, '--keep-last 3 keeps 3 there'),
    )
  }
  const [newest] = checkpointsIn(checkpoint)
  const own = resume !== undefined && [resume, dirname(resume)].some((path) => resolve(path) === resolve(checkpoint))
  if (newest !== undefined && !own) {
    const next = `go on with --resume ${checkpoint}, or name another`
    throw new Error(
      message(where, '--checkpoint', 'a folder without checkpoints', `${checkpoint} with ${newest}`, next),
    )
  }
  try {
    mkdirSync(checkpoint, { recursive: true })
  } catch (error) {
    throw new Error(message(where, '--checkpoint', 'a folder', `${checkpoint}: ${reasonOf(error)}`))
  }
  return join(checkpoint, nameAt(0))
}

/** The place of a checkpoint at a step. @param first as `checkpointPath` named it */
export function placeAt(first: Place, { keepLast }: CheckpointChoice, step: number): Place {
  return keepLast === undefined ? first : first.beside(nameAt(step))
}

/** Removes what is older than the last that are kept. */
export function removeOld({ checkpoint, keepLast }: CheckpointChoice): void {
  if (keepLast === undefined) return
  for (const name of checkpointsIn(checkpoint as string).slice(keepLast)) rmSync(join(checkpoint as string, name))
}

/**
 * The bytes of --resume: those of a file, or of the newest whole checkpoint in a folder. One that is damaged is told.
 * @throws Error where there is none
 */
export function readCheckpoint(where: string, path: string): Uint8Array {
  if (!isFolder(path)) return readInput(where, '--resume', path)
  for (const name of checkpointsIn(path)) {
    const file = join(path, name)
    try {
      const bytes = readInput(where, '--resume', file)
      unpackContainer('resume', bytes, 'checkpoint')
      return bytes
    } catch (error) {
      tell(`${file} does not count, the one before is tried: ${(error as Error).message.replace(/^.*?, got /, '')}`)
    }
  }
  throw new Error(message(where, '--resume', 'a folder with a whole checkpoint', `${path}: none`))
}

const NAME = /^step-(\d+)\.ckpt$/

function nameAt(step: number): string {
  return `step-${String(step).padStart(8, '0')}.ckpt`
}

/** The newest first. */
function checkpointsIn(folder: string): string[] {
  const stepOf = (name: string): number => Number(NAME.exec(name)?.[1])
  const names = isFolder(folder) ? readdirSync(folder).filter((name) => NAME.test(name)) : []
  return names.sort((a, b) => stepOf(b) - stepOf(a))
}

function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory()
}
