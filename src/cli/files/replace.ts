/**
 * A file that is whole or not there: written beside its place, flushed to the disk, then renamed over it, so a process that
 * dies at any moment leaves the old file or the new one.
 */
import {
  closeSync,
  fchmodSync,
  fchownSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { besides } from './temporary.js'

/** Room that a disk must have for the work to begin: a full one refuses this much. */
const PROBE = new Uint8Array(4096)

/** @throws a system error where the place cannot be written; the file that stands there is not touched */
export function tryPlace(target: string): void {
  const probe = besides(target)
  try {
    writeFlushed(probe, PROBE)
  } finally {
    rmSync(probe, { force: true })
  }
}

/** @throws a system error, and then the old file is there */
export function replaceFile(target: string, content: Uint8Array | string): void {
  const temporary = besides(target)
  try {
    writeFlushed(temporary, content)
    putInPlace(temporary, target)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error
  }
}

/** Renames a file that is flushed over another, whose owner and rights it takes. */
export function putInPlace(temporary: string, target: string): void {
  const old = statSync(target, { throwIfNoEntry: false })
  if (old !== undefined) becomeLike(temporary, old)
  renameSync(temporary, target)
  flushFolder(dirname(target))
}

export function writeFlushed(path: string, content: Uint8Array | string): void {
  const file = openSync(path, 'w')
  try {
    writeFileSync(file, content)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

function becomeLike(path: string, { mode, uid, gid }: { mode: number; uid: number; gid: number }): void {
  const file = openSync(path, 'r')
  for (const act of [() => fchownSync(file, uid, gid), () => fchmodSync(file, mode & 0o777)]) {
    try {
      act()
    } catch {
      // whoever may not give a file away keeps it
    }
  }
  closeSync(file)
}

/** Makes the renaming itself outlive a power cut, where the system can flush a folder. */
export function flushFolder(path: string): void {
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
