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

export function startWork<Message, Report>(role: string, ears: Ears<Report>): Work<Message> {
  const worker = noWorkers.peek() ? null : newWorker(role)
  if (worker === null) return startHere(role, ears)
  const { onReport, onFail } = ears
  let work: Work<Message> = {
    send: (message) => worker.postMessage(message),
    stop: () => worker.terminate(),
  }
  /** what the worker was told before it first answered; null from then on */
  let unanswered: Message[] | null = []
  worker.onmessage = ({ data }: MessageEvent<Report>) => {
    unanswered = null
    onReport(data)
  }
  worker.onerror = (event) => {
    event.preventDefault()
    if (unanswered === null) return onFail(event.message ?? 'a worker of the page has stopped')
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

function newWorker(name: string): Worker | null {
  try {
    return new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name })
  } catch {
    return null
  }
}

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
