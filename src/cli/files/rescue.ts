/** Where a result goes that its place does not take after all: nothing that was computed is lost. */
import { mkdtempSync, rmSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { writeFlushed } from './replace.js'

/** The first that takes it. The third is memory, and stands for a machine whose only disk is full. */
const folders = (): string[] => [tmpdir(), '.', homedir(), '/dev/shm']

/**
 * @param path of the place, whose name the file keeps
 * @param put writes the file, or throws
 * @returns the path; undefined where no folder takes it
 */
export function putElsewhere(path: string, put: (path: string) => void): string | undefined {
  for (const folder of folders()) {
    let made: string | undefined
    try {
      made = mkdtempSync(join(resolve(folder), 'onecycle-'))
      const file = join(made, basename(path))
      put(file)
      return file
    } catch {
      if (made !== undefined) rmSync(made, { recursive: true, force: true })
    }
  }
  return undefined
}

/** A place that did not take its file, which is elsewhere. */
export class NotWritten extends Error {
  /** undefined where it was printed */
  readonly rescued: string | undefined

  constructor(words: string, rescued: string | undefined) {
    super(words)
    this.rescued = rescued
  }
}

/** @param words of the error, which may end in what the user can do */
export function rescue(path: string, content: Uint8Array | string, words: (next: string) => string): NotWritten {
  const rescued = putElsewhere(path, (file) => writeFlushed(file, content))
  if (rescued !== undefined) return new NotWritten(words(`it was written to ${rescued}`), rescued)
  const text = typeof content === 'string'
  process.stdout.write(text ? content : `${Buffer.from(content).toString('base64')}\n`)
  return new NotWritten(words(`it stands on stdout${text ? '' : ', as base64'}`), undefined)
}
