/** Named pipes, and a small disk of its own where the tests may mount one. */
import { execFileSync, spawnSync } from 'node:child_process'

export function pipeAt(path: string): void {
  execFileSync('mkfifo', [path])
}

/** @returns false where that needs rights which the tests do not have */
export function mountSmall(folder: string, size: string): boolean {
  return spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder]).status === 0
}

export function unmount(folder: string): void {
  execFileSync('umount', [folder])
}
