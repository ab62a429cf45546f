/** A helper thread on whatever host this is: a worker of the web, or of Node. */

import { type HelperData, inNode, onTheWeb } from './helper.js'
import { builtIn } from './host.js'

export interface Helper {
  end(): void
  /** fulfilled when it has ended by itself */
  readonly gone: Promise<void>
}

interface NodeWorker {
  on(type: string, listener: (value: unknown) => void): NodeWorker
  unref(): void
  terminate(): unknown
}

interface Threads {
  readonly Worker: new (code: string, options: object) => NodeWorker
}

/** Milliseconds after which a helper that says nothing is taken for one that cannot start. */
const PATIENCE = 10_000

/** Rejects where the host starts none: for what its message says. */
export function startHelper(data: HelperData): Promise<Helper> {
  // Bun and Deno have both kinds: of Node's kind one keeps no program alive
  return builtIn('worker_threads') === undefined && typeof Worker === 'function' ? webHelper(data) : nodeHelper(data)
}

function webHelper(data: HelperData): Promise<Helper> {
  const address = URL.createObjectURL(new Blob([onTheWeb], { type: 'text/javascript' }))
  const worker = new Worker(address, { type: 'module', name: 'onecycle helper' })
  return new Promise<Helper>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('a helper thread did not start')), PATIENCE)
    const gone = new Promise<void>((leave) => {
      worker.onerror = (event) => {
        event.preventDefault()
        reject(new Error(event.message || 'the page lets no worker start from a blob'))
        leave()
      }
    })
    worker.onmessage = () => {
      clearTimeout(late)
      resolve({ gone, end: () => worker.terminate() })
    }
    worker.postMessage(data)
  })
    .catch((error) => {
      worker.terminate()
      throw error
    })
    .finally(() => URL.revokeObjectURL(address))
}

export function nodeHelper(workerData: HelperData, program = inNode): Promise<Helper> {
  const threads = builtIn('worker_threads') as Threads | undefined
  if (threads === undefined) return Promise.reject(new Error('this host has no worker threads'))
  const worker = new threads.Worker(program, { eval: true, execArgv: [], workerData, name: 'onecycle helper' })
  return new Promise((resolve, reject) => {
    worker.on('error', (error) => reject(error))
    const gone = new Promise<void>((leave) => {
      worker.on('exit', () => {
        reject(new Error('a helper thread ended as it began'))
        leave()
      })
    })
    worker.on('message', () => {
      worker.unref()
      resolve({ gone, end: () => worker.terminate() })
    })
  })
}
