/** The page's side of a range test: a worker that ends with it. */
import type { RangeTest } from 'onecycle'
import type { RangeOrder, RangeReport, RangeSteps } from './range-protocol.ts'
import { startWorker } from './start.ts'

export interface RangeEars {
  readonly onSteps: (steps: RangeSteps) => void
  readonly onResult: (range: RangeTest) => void
  readonly onFail: (text: string) => void
}

/** @returns what stops it */
export function startRangeTest(order: RangeOrder, { onSteps, onResult, onFail }: RangeEars): () => void {
  const fail = (text: string): void => {
    worker.terminate()
    onFail(text)
  }
  const worker = startWorker('range', fail)
  worker.onmessage = ({ data: report }: MessageEvent<RangeReport>) => {
    if (report.tell === 'steps') return onSteps(report)
    if (report.tell === 'failed') return fail(report.message)
    worker.terminate()
    onResult(report.range)
  }
  worker.postMessage(order)
  return () => worker.terminate()
}
