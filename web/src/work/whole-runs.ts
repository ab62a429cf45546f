/** The page's side of runs in a worker. */
import { startWorker } from './start.ts'
import type { Run } from './whole-run.ts'
import type { RunReport } from './whole-runs-worker.ts'

/** @returns what ends it early */
export function startRuns(
  runs: readonly Run[],
  onReport: (report: RunReport) => void,
  onFail: (text: string) => void,
): () => void {
  const worker = startWorker('whole-runs', onFail)
  let left = runs.length
  worker.onmessage = ({ data }: MessageEvent<RunReport>) => {
    left -= 1
    if (left === 0) worker.terminate()
    onReport(data)
  }
  worker.postMessage(runs)
  return () => worker.terminate()
}
