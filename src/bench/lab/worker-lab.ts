/**
 * Opens a lab in a worker: an engine of its own with its own compiled code and type feedback, on the same machine, so
 * rivals can take turns and still not meet in one compiler's profile.
 */
import { openPool } from '../../host/pool.js'
import type { Lab, LabSampling, LabSpec } from './spec.js'

export type Request =
  | { readonly method: 'check'; readonly task: string; readonly sampling?: never }
  | { readonly method: 'sample'; readonly task: string; readonly sampling: LabSampling }

/** A worker that ends makes its pending request and all later ones errors. */
export async function openWorkerLab(script: URL, spec: LabSpec): Promise<Lab> {
  const { run, close } = openPool<Request, Uint32Array | number[]>('bench', script, 1, spec)
  return {
    check: (task) => run({ method: 'check', task }) as Promise<Uint32Array>,
    sample: (task, sampling) => run({ method: 'sample', task, sampling }) as Promise<number[]>,
    close,
  }
}
