/** Starts the worker of the page in one of its roles. */

/** @param onFail is told what a reader can be shown where the worker cannot start or has thrown */
export function startWorker(role: string, onFail: (text: string) => void): Worker {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: role })
  worker.onerror = (event) => {
    event.preventDefault()
    onFail(event.message ?? 'a worker did not start: serve the page over http, with its files beside it')
  }
  worker.onmessageerror = () => onFail('a worker got a message that it could not read')
  return worker
}
