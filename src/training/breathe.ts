/** Gives the host a turn, so that a page draws and a server answers between two slices of training. */

/** Longest time that training keeps the thread, in milliseconds: under one frame at 60 Hz. */
export const SLICE = 12

/** Resolves after pending events have had their turn; quicker than a timer, which browsers hold back for 4 ms. */
export function breathe(): Promise<void> {
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
