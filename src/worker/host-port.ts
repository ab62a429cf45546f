/** How a worker hears its host: the parent port of a Node worker thread, or the global scope of a web worker. */
import { message } from '../check.js'

interface Surroundings {
  readonly process?: { getBuiltinModule?(name: string): { parentPort: NodePort | null } | undefined }
  readonly document?: unknown
  readonly postMessage?: unknown
}

interface NodePort {
  on(type: 'message', listener: (data: unknown) => void): void
}

/** Calls `listener` with each message of the host. @throws Error outside a worker */
export function listen(listener: (data: unknown) => void): void {
  const { process, document, postMessage } = globalThis as Surroundings
  // an import of the module would break every bundle for browsers
  const port = process?.getBuiltinModule?.('worker_threads')?.parentPort
  if (port) port.on('message', listener)
  else if (typeof postMessage === 'function' && document === undefined) {
    globalThis.addEventListener('message', (event) => listener((event as MessageEvent).data))
  } else {
    throw new Error(message('onecycle/worker', 'host', 'a worker', 'another kind of program', 'start it by new Worker'))
  }
}
