/** The page's side of a study: its coordinator, which lives as long as what it is asked takes. */
import type { Study } from 'onecycle'
import { startWorker } from '../start.ts'
import type { StudyCommand, StudyEstimate, StudyHeard, StudyReport, StudySetting } from './protocol.ts'

export interface Asked<T> {
  readonly answer: Promise<T>
  /** ends it with all of its workers; then there is no answer */
  cancel(): void
}

export function estimateStudy(setting: StudySetting): Asked<StudyEstimate> {
  return ask({ do: 'estimate', setting }, (report) => (report.tell === 'estimate' ? report.estimate : undefined))
}

export function runStudy(setting: StudySetting, onProgress: (progress: StudyHeard) => void): Asked<Study> {
  return ask({ do: 'run', setting }, (report) => {
    if (report.tell === 'progress') onProgress(report.progress)
    return report.tell === 'study' ? report.study : undefined
  })
}

function ask<T>(command: StudyCommand, read: (report: StudyReport) => T | undefined): Asked<T> {
  let worker: Worker
  const answer = new Promise<T>((resolve, reject) => {
    const fail = (text: string): void => {
      worker.terminate()
      reject(new Error(text))
    }
    worker = startWorker('study', fail)
    worker.onmessage = ({ data: report }: MessageEvent<StudyReport>) => {
      if (report.tell === 'failed') return fail(report.message)
      const found = read(report)
      if (found === undefined) return
      worker.terminate()
      resolve(found)
    }
    worker.postMessage(command)
  })
  return { answer, cancel: () => worker.terminate() }
}
