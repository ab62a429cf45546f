/** The page's side of a study: its coordinator, which lives as long as what it is asked takes. */
import type { Study } from 'onecycle'
import { startWork, type Work } from '../start.ts'
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
  let work: Work<StudyCommand>
  const answer = new Promise<T>((resolve, reject) => {
    const fail = (text: string): void => {
      work.stop()
      reject(new Error(text))
    }
    const onReport = (report: StudyReport): void => {
      const found = read(report)
      if (report.tell === 'failed') fail(report.message)
      else if (found !== undefined) {
        work.stop()
        resolve(found)
      }
    }
    work = startWork('study', { onReport, onFail: fail })
    work.send(command)
  })
  return { answer, cancel: () => work.stop() }
}
