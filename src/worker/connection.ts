/** The line of a piece of work to its worker: commands go out, reports come in, and a worker that fails or exits is an error. */
import { message, wrongType } from '../check.js'
import type { Failure, Given } from './messages.js'

// biome-ignore lint/suspicious/noExplicitAny: an event of the web, or in Node an Error or an exit code
type Listener = (event: any) => void

/** A `Worker` of the web or of `node:worker_threads`. */
export interface WorkerLike {
  // biome-ignore lint/suspicious/noExplicitAny: the two kinds of worker name different types of ports
  postMessage(message: unknown, transfer: any[]): void
  addEventListener?(type: 'error', listener: Listener): void
  removeEventListener?(type: 'error', listener: Listener): void
  on?(type: 'error' | 'exit', listener: Listener): unknown
  off?(type: 'error' | 'exit', listener: Listener): unknown
}

export function checkWorker(where: string, worker: WorkerLike): void {
  if (typeof worker?.postMessage !== 'function') {
    throw wrongType(
      where,
      'worker',
      'a Worker',
      worker,
      'pass new Worker(...) of a script that imports onecycle/worker',
    )
  }
}

export class Connection<Report, Command> {
  readonly #port: MessagePort
  readonly #unwatch: () => void

  /** @param died is told why the worker cannot go on */
  constructor(
    where: string,
    worker: WorkerLike,
    start: Omit<Given, 'port'>,
    received: (report: Report) => void,
    died: (reason: Error) => void,
  ) {
    const { port1, port2 } = new MessageChannel()
    this.#port = port1
    port1.onmessage = ({ data }) => received(data as Report)
    worker.postMessage({ ...start, port: port2 }, [port2])
    this.#unwatch = watch(worker, (why) => {
      died(new Error(message(where, 'worker', 'a script that runs onecycle/worker', why)))
    })
  }

  send(command: Command): void {
    this.#port.postMessage(command)
  }

  close(): void {
    this.#unwatch()
    this.#port.close()
  }
}

export function errorOf({ name, message: text, code }: Failure): Error {
  return Object.assign(new Error(text), { name }, code === undefined ? {} : { code })
}

/** Tells of the worker's failure or exit, until the returned function is called. */
function watch(worker: WorkerLike, died: (why: string) => void): () => void {
  const failed = (event: { message?: string }) => died(event.message ?? String(event))
  const left = (code: number) => died(`its end with exit code ${code}`)
  if (worker.addEventListener) {
    worker.addEventListener('error', failed)
    return () => worker.removeEventListener?.('error', failed)
  }
  worker.on?.('error', failed)
  worker.on?.('exit', left)
  return () => {
    worker.off?.('error', failed)
    worker.off?.('exit', left)
  }
}
