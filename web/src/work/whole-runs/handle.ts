/** The page's side of whole runs. */
import { startWork } from '../start.ts'
import type { Run } from './whole-run.ts'
import type { RunReport } from './worker.ts'

/** @returns what ends it early */
export function startRuns(
  runs: readonly Run[],
  onReport: (report: RunReport) => void,
  onFail: (text: string) => void,
): () => void {
  let left = runs.length
  const work = startWork<readonly Run[], RunReport>('whole-runs', {
    onReport: (report) => {
      left -= 1
      if (left === 0) work.stop()
      onReport(report)
    },
    onFail,
  })
  work.send(runs)
  return work.stop
}
