/** The page's side of a range test: what computes it ends with it. */
import type { RangeTest } from 'onecycle'
import { startWork } from '../start.ts'
import type { RangeOrder, RangeReport, RangeSteps } from './protocol.ts'

export interface RangeEars {
  readonly onSteps: (steps: RangeSteps) => void
  readonly onResult: (range: RangeTest) => void
  readonly onFail: (text: string) => void
}

/** @returns what stops it */
export function startRangeTest(order: RangeOrder, { onSteps, onResult, onFail }: RangeEars): () => void {
  const fail = (text: string): void => {
    work.stop()
    onFail(text)
  }
  const work = startWork<RangeOrder, RangeReport>('range', {
    onReport: (report) => {
      if (report.tell === 'steps') return onSteps(report)
      if (report.tell === 'failed') return fail(report.message)
      work.stop()
      onResult(report.range)
    },
    onFail: fail,
  })
  work.send(order)
  return work.stop
}
