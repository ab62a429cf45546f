/**
 * Files that come in and go out. What goes out is whole or not there: written beside its place, flushed to the disk,
 * then renamed over it, so a process that dies at any moment leaves the old file or the new one.
 */
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, resolve } from 'node:path'
import { message } from '../../check.js'

/** @throws Error naming the option and the path where the file cannot be read */
export function readInput(where: string, option: string, path: string): Uint8Array {
  try {
    return new Uint8Array(readFileSync(path))
  } catch (error) {
    throw new Error(message(where, option, 'a readable file', `${path}: ${reasonOf(error)}`))
  }
}

/**
 * Proves, before any work is done, that a file can be written: makes a file beside its place and removes it.
 * @throws Error naming the option and the path where that fails
 */
export function checkWritable(where: string, option: string, path: string): void {
  const target = targetOf(path)
  try {
    if (existsSync(target)) {
      const kind = statSync(target)
      if (kind.isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' })
      if (!kind.isFile()) return
    }
    const probe = besides(target)
    closeSync(openSync(probe, 'w'))
    rmSync(probe)
  } catch (error) {
    throw new Error(message(where, option, 'a writable file', `${path}: ${reasonOf(error)}`))
  }
}

/** Writes a whole file atomically. A device or a pipe, which cannot be replaced, is written to as it is. */
export function writeWhole(where: string, option: string, path: string, content: Uint8Array | string): void {
  const target = targetOf(path)
  const temporary = besides(target)
  try {
    if (existsSync(target) && !statSync(target).isFile()) {
      writeFileSync(target, content)
      return
    }
    const file = openSync(temporary, 'w')
    try {
      writeFileSync(file, content)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameSync(temporary, target)
    flushFolder(dirname(target))
  } catch (error) {
    rmSync(temporary, { force: true })
    throw new Error(message(where, option, 'a writable file', `${path}: ${reasonOf(error)}`))
  }
}

/** A file that is written piece by piece, and is whole or not there. A device or a pipe is written to as it is. */
export class WholeFile {
  readonly #refuse: (error: unknown) => Error
  readonly #target: string
  readonly #temporary: string | undefined
  readonly #file: number

  constructor(where: string, option: string, path: string) {
    this.#refuse = (error) => new Error(message(where, option, 'a writable file', `${path}: ${reasonOf(error)}`))
    this.#target = targetOf(path)
    const regular = !existsSync(this.#target) || statSync(this.#target).isFile()
    this.#temporary = regular ? besides(this.#target) : undefined
    this.#file = this.#tried(() => openSync(this.#temporary ?? this.#target, 'w'))
  }

  write(text: string): void {
    this.#tried(() => writeFileSync(this.#file, text))
  }

  /** Puts the file in its place. */
  finish(): void {
    this.#tried(() => {
      if (this.#temporary !== undefined) fsyncSync(this.#file)
      closeSync(this.#file)
      if (this.#temporary === undefined) return
      renameSync(this.#temporary, this.#target)
      flushFolder(dirname(this.#target))
    })
  }

  /** Leaves what was there before. */
  discard(): void {
    closeSync(this.#file)
    if (this.#temporary !== undefined) rmSync(this.#temporary, { force: true })
  }

  #tried<T>(act: () => T): T {
    try {
      return act()
    } catch (error) {
      throw this.#refuse(error)
    }
  }
}

/** What a system error says, in words. */
export function reasonOf(error: unknown): string {
  const { code, message: text } = error as NodeJS.ErrnoException
  const words: Record<string, string> = {
    ENOENT: 'no such file or folder',
    ENOTDIR: 'part of the path is not a folder',
    EISDIR: 'it is a folder',
    EACCES: 'permission denied',
    EPERM: 'permission denied',
    EROFS: 'the disk is read-only',
    ENOSPC: 'the disk is full',
  }
  return words[code ?? ''] ?? text
}

/** The file behind a link, so that a link stays one. */
function targetOf(path: string): string {
  return existsSync(path) ? realpathSync(path) : resolve(path)
}

function besides(target: string): string {
  return `${target}.${process.pid}.tmp`
}

/** Makes the renaming itself outlive a power cut, where the system can flush a folder. */
function flushFolder(path: string): void {
  try {
    const folder = openSync(path, 'r')
    try {
      fsyncSync(folder)
    } finally {
      closeSync(folder)
    }
  } catch {
    // Windows cannot open a folder; the file's own content is on the disk all the same
  }
}
