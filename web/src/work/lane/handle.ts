/** The page's side of a lane, started when it is first needed. */
import type { Lane, Problem } from '../../state/lab.ts'
import { startWork } from '../start.ts'
import type { LaneCommand, LaneProgress, LaneReport } from './protocol.ts'

export interface LaneEars {
  readonly onProgress: (progress: LaneProgress) => void
  readonly onFail: (text: string) => void
}

export interface LaneHandle {
  /**
   * Trains there, or goes back there to the same bits.
   * @param share of the time in which it may train
   */
  goTo(step: number, share: number): void
  /** what the network answers now: probabilities, a row for each row of features */
  ask(features: Float32Array | Uint8Array): Promise<Float32Array>
  /** the network as a file that the command line loads, too */
  save(): Promise<Uint8Array>
  stop(): void
}

interface Waiting {
  readonly resolve: (value: never) => void
  readonly reject: (error: Error) => void
}

/** @param processors that it may use */
export function startLane(
  problem: Problem,
  { method, rate, dialect }: Lane,
  processors: number,
  ears: LaneEars,
): LaneHandle {
  const waiting = new Map<number, Waiting>()
  let questions = 0
  const question = <T>(make: (id: number) => LaneCommand): Promise<T> =>
    new Promise((resolve, reject) => {
      const id = questions++
      waiting.set(id, { resolve, reject })
      work.send(make(id))
    })
  const work = startWork<LaneCommand, LaneReport>('lane', {
    onReport: (report) => {
      if (report.tell === 'progress') return ears.onProgress(report)
      const asker = report.id === null ? undefined : waiting.get(report.id)
      if (report.id !== null) waiting.delete(report.id)
      if (report.tell === 'answer') return asker?.resolve(report.values as never)
      if (report.tell === 'file') return asker?.resolve(report.bytes as never)
      if (asker === undefined) ears.onFail(report.message)
      else asker.reject(new Error(report.message))
    },
    onFail: ears.onFail,
  })
  work.send({ do: 'start', problem, processors, lane: { method, rate, ...(dialect === undefined ? {} : { dialect }) } })
  return {
    goTo: (step, share) => work.send({ do: 'goTo', step, share }),
    ask: (features) => question((id) => ({ do: 'ask', id, features })),
    save: () => question((id) => ({ do: 'save', id })),
    stop: () => {
      work.stop()
      for (const { reject } of waiting.values()) reject(new Error('the lane was stopped'))
      waiting.clear()
    },
  }
}
