/** Starts a role: in a worker, or on the page's own thread where it can have none. */
import { noWorkers } from '../host/no-workers.ts'

export interface Ears<Report> {
  readonly onReport: (report: Report) => void
  /** is told what a reader can be shown where the role cannot start or has thrown */
  readonly onFail: (text: string) => void
}

export interface Work<Message> {
  send(message: Message): void
  stop(): void
}

const STOPPED = 'a worker of the page has stopped'

export function startWork<Message, Report>(role: string, ears: Ears<Report>): Work<Message> {
  const worker = noWorkers.peek() ? null : newWorker(role)
  if (worker === null) return startHere(role, ears)
  const { onReport, onFail } = ears
  /** the worker, then those that it asked for */
  const workers = [worker]
  let work: Work<Message> = {
    send: (message) => worker.postMessage(message),
    stop: () => {
      for (const each of workers) each.terminate()
    },
  }
  /** what the worker was told before it first answered; null from then on */
  let unanswered: Message[] | null = []
  worker.onmessage = ({ data, ports: [port] }: MessageEvent) => {
    unanswered = null
    if (port === undefined) onReport(data)
    else workers.push(newHelper(data, port, onFail))
  }
  worker.onerror = (event) => {
    event.preventDefault()
    if (unanswered === null) return onFail(event.message ?? STOPPED)
    // it may have been forbidden, or its file is not there
    worker.terminate()
    work = startHere(role, ears)
    for (const message of unanswered) work.send(message)
    unanswered = null
  }
  worker.onmessageerror = () => onFail('a worker got a message that it could not read')
  return {
    send: (message) => {
      unanswered?.push(message)
      work.send(message)
    },
    stop: () => work.stop(),
  }
}

/** A worker that answers another one, through its port. */
function newHelper(role: string, port: MessagePort, onFail: (text: string) => void): Worker {
  const helper = createWorker(role)
  helper.onerror = (event) => {
    event.preventDefault()
    onFail(event.message ?? STOPPED)
  }
  helper.postMessage(null, [port])
  return helper
}

function newWorker(name: string): Worker | null {
  try {
    return createWorker(name)
  } catch {
    return null
  }
}

const createWorker = (name: string): Worker =>
  new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name })

function startHere<Message, Report>(role: string, { onReport, onFail }: Ears<Report>): Work<Message> {
  noWorkers.value = true
  const stopped = new AbortController()
  const { signal } = stopped
  const begun = import('./here.ts').then(({ beginHere }) =>
    beginHere(role, onReport as (report: unknown) => void, signal),
  )
  return {
    send: async (message) => {
      try {
        await (await begun)(message)
      } catch (error) {
        if (!signal.aborted) onFail((error as Error).message)
      }
    },
    stop: () => stopped.abort(),
  }
}
