/** The one worker of the page, in the role that its name says. Messages that come while the role is being loaded wait for it. */
import { breathe } from './breathe.ts'
import type { Host } from './host.ts'
import { loadRole } from './roles.ts'

/** whom the role answers: the page, or the role that it was started for */
let asker: { postMessage(report: unknown, options: StructuredSerializeOptions): void } = self

const host: Host<unknown> = {
  tell: (report, ...moved) => asker.postMessage(report, { transfer: moved }),
  rest: (milliseconds = 0) =>
    milliseconds > 0 ? new Promise((resolve) => setTimeout(resolve, milliseconds)) : breathe(),
  // whoever waits no more ends the whole worker
  signal: new AbortController().signal,
  // by the page: where Firefox is driven by WebDriver BiDi, a worker that starts another one may wait for ever
  start: (name) => {
    const { port1, port2 } = new MessageChannel()
    self.postMessage(name, { transfer: [port2] })
    return port1
  },
}

const role = loadRole(self.name).then((begin) => begin(host))

self.onmessage = hear

async function hear({ data, ports: [port] }: MessageEvent): Promise<void> {
  if (port !== undefined) {
    asker = port
    port.onmessage = hear
    return
  }
  try {
    await (await role)(data)
  } catch (error) {
    // the page does not hear of a rejection by itself
    reportError(error)
  }
}
