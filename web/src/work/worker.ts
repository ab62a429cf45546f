/** The one worker of the page, in the role that its name says. Messages that come while the role is being loaded wait for it. */
import { breathe } from './breathe.ts'
import type { Host } from './host.ts'
import { loadRole } from './roles.ts'

const host: Host<unknown> = {
  tell: (report, ...moved) => self.postMessage(report, { transfer: moved }),
  rest: (milliseconds = 0) =>
    milliseconds > 0 ? new Promise((resolve) => setTimeout(resolve, milliseconds)) : breathe(),
  // whoever waits no more ends the whole worker
  signal: new AbortController().signal,
  // this very worker, in another role
  ...(typeof Worker === 'function' && {
    start: (name) => new Worker(self.location.href, { type: 'module', name }),
  }),
}

const role = loadRole(self.name).then((begin) => begin(host))

self.onmessage = async ({ data }) => {
  try {
    await (await role)(data)
  } catch (error) {
    // the page does not hear of a rejection by itself
    reportError(error)
  }
}
