/** Seconds that the processor has spent on this thread; undefined where the host does not tell. */
import { readFileSync } from 'node:fs'

interface Threads {
  threadCpuUsage?(): { readonly user: number; readonly system: number }
}

export function threadSeconds(): number | undefined {
  const { threadCpuUsage } = process as Threads
  if (threadCpuUsage !== undefined) {
    const { user, system } = threadCpuUsage()
    return (user + system) / 1e6
  }
  // older hosts: Linux counts the nanoseconds of each thread
  try {
    return Number(readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ', 1)[0]) / 1e9
  } catch {
    return undefined
  }
}
