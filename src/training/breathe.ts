/** Gives the host a turn, so that a page draws and a server answers between two slices of training. */

interface Surroundings {
  readonly scheduler?: { postTask?(task: () => void): Promise<void> }
}

/**
 * Resolves after pending events have had their turn; quicker than a timer, which browsers hold back for 4 ms.
 *
 * Not by `scheduler.yield`: browsers put what it continues before timers and messages, so a run that breathes by it
 * leaves a page without either until its end.
 */
export function breathe(): Promise<void> {
  const { scheduler } = globalThis as Surroundings
  if (typeof scheduler?.postTask === 'function') return scheduler.postTask(() => {})
  return new Promise((resolve) => {
    if (typeof setImmediate === 'function') {
      setImmediate(resolve)
    } else if (typeof MessageChannel === 'function') {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => {
        port1.close()
        resolve()
      }
      port2.postMessage(0)
    } else setTimeout(resolve, 0)
  })
}
