/** Files that are written beside their place, and what of them a process leaves that is killed. */
import { lstatSync, readdirSync, readlinkSync, rmSync } from 'node:fs'
import { hostname } from 'node:os'
import { dirname, join } from 'node:path'

const HOST = `${hostname().replace(/[^\w.-]/g, '_')}${namespace()}`
const NAME = /^onecycle-(.+)-(\d+)-\d+\.tmp$/
const DAY = 86_400_000
let made = 0

/** On Linux, which world of processes this is: containers may share a machine's name, and count their processes anew. */
function namespace(): string {
  try {
    return `-${readlinkSync('/proc/self/ns/pid').replace(/\D/g, '')}`
  } catch {
    return ''
  }
}

/** A path in the folder of the file, which no other process has. */
export function besides(target: string): string {
  return join(dirname(target), `onecycle-${HOST}-${process.pid}-${made++}.tmp`)
}

/** Removes from a folder what processes left there that are no more. */
export function removeLeftovers(folder: string): void {
  for (const name of readdirSync(folder)) {
    const [, host, pid] = NAME.exec(name) ?? []
    if (pid === undefined) continue
    const path = join(folder, name)
    try {
      // of another machine nothing is known but that nobody writes for so long
      const old = Date.now() - lstatSync(path).mtimeMs > DAY
      if (old || (host === HOST && isOver(Number(pid)))) rmSync(path)
    } catch {
      // another process was quicker, or it is not ours to remove
    }
  }
}

function isOver(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return false
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
}
