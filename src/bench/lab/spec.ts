/** What a lab is to those who ask for one; lab.ts opens it. */
import type { EngineName } from '../../core/core.js'
import type { NetworkSpec } from '../steps/networks.js'
import type { Sampling } from './sampler.js'

/** What a lab measures; plain data, so that it can be sent to a worker. */
export type LabSpec =
  | { readonly kind: 'yardstick'; readonly seed: number }
  | { readonly kind: 'kernels'; readonly engine: EngineName; readonly seed: number }
  | {
      readonly kind: 'networks'
      readonly engine: EngineName
      readonly seed: number
      readonly networks: readonly NetworkSpec[]
    }
  | { readonly kind: 'late steps'; readonly engine: EngineName; readonly seed: number; readonly updates: number }

export interface LabSampling extends Sampling {
  /** time for which a task is run before its first sample */
  readonly warmUpMilliseconds: number
}

export interface Lab {
  check(task: string): Promise<Uint32Array>
  /** @returns microseconds of a call, a value for each sample */
  sample(task: string, sampling: LabSampling): Promise<number[]>
  close(): Promise<void>
}
