/** Runs in a worker, one after the other. */
import { loadEngine } from 'onecycle'
import { type Run, wholeRun } from './whole-run.ts'

export interface RunReport {
  readonly place: number
  /** of the weights, or why there are none */
  readonly sha256: string | null
  readonly reason?: string
}

export async function receive(runs: readonly Run[]): Promise<void> {
  const engine = await loadEngine(undefined, { fallback: 'js' })
  for (const [place, run] of runs.entries()) {
    let report: RunReport
    try {
      report = { place, sha256: await wholeRun(run, engine) }
    } catch (error) {
      report = { place, sha256: null, reason: (error as Error).message }
    }
    self.postMessage(report)
  }
}
