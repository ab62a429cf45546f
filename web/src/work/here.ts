/**
 * A role on the page's own thread, where there are no workers. All roles take turns: after each slice of work the page has as
 * long for itself, so that it draws and answers in between.
 */
import { breathe } from './breathe.ts'
import { SLICE } from './host.ts'
import { loadRole } from './roles.ts'

let turn = Promise.resolve()

function nextTurn(): Promise<void> {
  turn = turn.then(pause)
  return turn
}

/** Timers are held back where nobody looks, and there the page needs no time either. */
function pause(): Promise<void> {
  return document.hidden ? breathe() : new Promise((resolve) => setTimeout(resolve, SLICE))
}

/** @returns what is called with every message */
export async function beginHere(
  name: string,
  onReport: (report: unknown) => void,
  signal: AbortSignal,
): Promise<(message: unknown) => Promise<void>> {
  const begin = await loadRole(name)
  return begin({
    // as from a worker: not amid the work
    tell: (report) => queueMicrotask(() => signal.aborted || onReport(report)),
    rest: async () => {
      await nextTurn()
      signal.throwIfAborted()
    },
    signal,
  })
}
