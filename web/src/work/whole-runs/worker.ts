/** Runs, one after the other. */
import type { Role } from '../host.ts'
import { type Run, wholeRun } from './whole-run.ts'

export interface RunReport {
  readonly place: number
  /** of the weights, or why there are none */
  readonly sha256: string | null
  readonly reason?: string
}

export const wholeRuns: Role<readonly Run[], RunReport> = (host) => async (runs) => {
  for (const [place, run] of runs.entries()) {
    await host.rest()
    try {
      host.tell({ place, sha256: await wholeRun(run, host.rest) })
    } catch (error) {
      host.tell({ place, sha256: null, reason: (error as Error).message })
    }
  }
}
