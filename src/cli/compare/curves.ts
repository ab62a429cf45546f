/** `onecycle compare --curves`: the analysis of logs that other trainers wrote. */
import { basename, extname } from 'node:path'
import { message } from '../../check.js'
import { type LoggedCurve, readLog } from '../../data/tabular/log-csv.js'
import { replayCurves } from '../../measure/replay/replay.js'
import type { Replay } from '../../measure/replay/result.js'
import { replayReport } from '../../report/replay/report.js'
import { replayCsv } from '../../report/replay/results-csv.js'
import { checkWritable, readInput, writeWhole } from '../shared/files.js'
import { machine } from '../shared/machine.js'
import { printJson, tell } from '../shared/output.js'
import { commandLine } from '../shared/shell.js'
import { UsageError } from '../shared/usage.js'
import { type CompareOptions, where } from './options.js'
import { printReplay } from './words.js'

export function runCurves(options: CompareOptions): void {
  const { curves: paths = [], targets, milestones, json, out, csv } = options
  if (paths.length < 2) {
    throw new UsageError(message(where, '--curves', 'at least two files', `${paths.length}`))
  }
  if (out !== undefined) checkWritable(where, '--out', out)
  if (csv !== undefined) checkWritable(where, '--csv', csv)
  const curves = paths.map((path, i) => readLog(nameOf(paths, i), textOf(path)))
  const chosen = targets ?? roundTargets(curves)
  const first = replayCurves({ curves, targets: chosen })
  const replay = milestones === undefined ? first : withMilestones(first, curves, chosen, milestones)
  if (csv !== undefined) writeWhole(where, '--csv', csv, replayCsv(replay))
  if (out !== undefined) {
    const made = { machine: machine('none'), command: commandLine(), document: replay }
    writeWhole(where, '--out', out, replayReport(replay, made))
  }
  if (json) printJson({ command: where, ...replay })
  else printReplay(replay)
  for (const file of [out, csv]) if (file !== undefined && !json) tell(`wrote ${file}`)
}

/** Where the others dropped their rates, given in place of found. */
function withMilestones(
  { subject }: Replay,
  curves: readonly LoggedCurve[],
  targets: readonly number[],
  steps: readonly number[],
): Replay {
  const others = curves.filter(({ name }) => name !== subject)
  const milestones = Object.fromEntries(others.map(({ name }) => [name, [...steps].sort((a, b) => a - b)]))
  return replayCurves({ curves, targets, subject, milestones })
}

function textOf(path: string): string {
  return new TextDecoder().decode(readInput(where, '--curves', path))
}

/** The file's name without its ending, or its path where another file has the same. */
function nameOf(paths: readonly string[], index: number): string {
  const short = (path: string): string => basename(path, extname(path))
  const path = paths[index] as string
  return paths.filter((other) => short(other) === short(path)).length > 1 ? path : short(path)
}

/**
 * Where no targets are given: the whole percents of the five points below the best accuracy of all, and the multiples of
 * five percent in the fifteen below those.
 */
function roundTargets(curves: readonly LoggedCurve[]): number[] {
  const best = Math.max(...curves.flatMap(({ points }) => points.map(({ accuracy }) => accuracy)))
  const top = Math.min(99, Math.floor(100 * best + 1e-9))
  const percents = Array.from({ length: top }, (_, i) => i + 1)
  const chosen = percents.filter((p) => p > top - 5 || (p > top - 20 && p % 5 === 0))
  if (chosen.length > 0) return chosen.map((p) => p / 100)
  throw new Error(message(where, '--targets', 'targets, as no curve shows 1 %', 'none'))
}
