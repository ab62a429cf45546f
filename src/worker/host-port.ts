/** How a worker hears its host: the global scope of a web worker, or the parent port of a Node worker thread. */
import { message } from '../check.js'

interface Surroundings {
  readonly process?: { getBuiltinModule?(name: string): { parentPort: NodePort | null } | undefined }
  readonly WorkerGlobalScope?: unknown
}

interface NodePort {
  on(type: 'message', listener: (data: unknown) => void): void
}

/** Calls `listener` with each message of the host. @throws Error outside a worker */
export function listen(listener: (data: unknown) => void): void {
  const { process, WorkerGlobalScope } = globalThis as Surroundings
  if (typeof WorkerGlobalScope === 'function') {
    globalThis.addEventListener('message', (event) => listener((event as MessageEvent).data))
    return
  }
  // an import of the module would break every bundle for browsers
  const port = process?.getBuiltinModule?.('worker_threads')?.parentPort
  if (port) port.on('message', listener)
  else
    throw new Error(message('onecycle/worker', 'host', 'a worker', 'another kind of program', 'start it by new Worker'))
}
