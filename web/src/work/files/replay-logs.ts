/** Logs of other trainers to a verdict: the worker's side. */
import { replayCurves } from 'onecycle'
import { type LoggedCurve, readLog } from 'onecycle/csv'
import { replayHeadline, replayReport } from 'onecycle/report'

export interface ReplayedLogs {
  readonly headline: string
  readonly warnings: readonly string[]
  /** the whole report, an HTML page that needs nothing else */
  readonly report: string
}

export async function replayLogs(files: readonly File[]): Promise<ReplayedLogs> {
  if (files.length < 2) {
    throw new RangeError(
      `replay: expected logs of at least two methods, got ${files.length}: give them together, one file for each run`,
    )
  }
  const curves = await Promise.all(
    files.map(async (file) => readLog(file.name.replace(/\.[^.]+$/, ''), await file.text())),
  )
  const replay = replayCurves({ curves, targets: roundTargets(Math.max(...curves.map(best))) })
  return {
    headline: replayHeadline(replay),
    warnings: replay.warnings.map(({ message }) => message),
    report: replayReport(replay),
  }
}

function best({ points }: LoggedCurve): number {
  return Math.max(...points.map(({ accuracy }) => accuracy))
}

/** Whole percents: the five from the best down, and 10 and 20 points below it. */
function roundTargets(best: number): number[] {
  const top = Math.min(99, Math.floor(100 * best + 1e-9))
  return [20, 10, 4, 3, 2, 1, 0].map((below) => top - below).flatMap((percent) => (percent > 0 ? [percent / 100] : []))
}
