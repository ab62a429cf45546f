/**
 * Opens a lab in a worker: an engine of its own with its own compiled code and type feedback, on the same machine, so
 * rivals can take turns and still not meet in one compiler's profile.
 */
import { Worker } from 'node:worker_threads'
import { message } from '../../check.js'
import type { Lab, LabSampling, LabSpec } from './spec.js'

export type Request =
  | { readonly method: 'check'; readonly task: string; readonly sampling?: never }
  | { readonly method: 'sample'; readonly task: string; readonly sampling: LabSampling }

export type Answer = { readonly value: Uint32Array | number[]; readonly error?: never } | { readonly error: string }

/** One request at a time. A worker that fails or ends makes its pending request and all later ones errors. */
export async function openWorkerLab(script: URL, spec: LabSpec): Promise<Lab> {
  const worker = new Worker(script, { workerData: spec })
  let failure: Error | undefined
  let settle: ((answer: Answer) => void) | undefined
  worker.on('message', (answer: Answer) => settle?.(answer))
  worker.on('error', (error) => {
    failure = error instanceof Error ? error : new Error(String(error))
    settle?.({ error: failure.message })
  })
  worker.on('exit', (code) => {
    failure ??= new Error(message('bench', 'worker', 'a thread that answers', `one that ended with code ${code}`))
    settle?.({ error: failure.message })
  })
  const ask = async (request: Request) => {
    const answer = await new Promise<Answer>((resolve) => {
      settle = resolve
      if (failure === undefined) worker.postMessage(request)
      else resolve({ error: failure.message })
    })
    if (answer.error !== undefined) throw new Error(answer.error)
    return answer.value
  }
  return {
    check: (task) => ask({ method: 'check', task }) as Promise<Uint32Array>,
    sample: (task, sampling) => ask({ method: 'sample', task, sampling }) as Promise<number[]>,
    async close() {
      await worker.terminate()
    },
  }
}
