/** `onecycle compare --curves`: the analysis of logs that other trainers wrote. */
import { message } from '../../check.js'
import { methodsOf } from '../../measure/replay/methods.js'
import { replayCurves } from '../../measure/replay/replay.js'
import type { LoggedRun, Replay } from '../../measure/replay/result.js'
import { replayReport } from '../../report/replay/report.js'
import { replayCsv } from '../../report/replay/results-csv.js'
import { Attempts } from '../files/attempts.js'
import { openPlaces } from '../files/place.js'
import { machine } from '../shared/machine.js'
import { printJson, tell } from '../shared/output.js'
import { commandLine } from '../shared/shell.js'
import { readLogs } from './logs.js'
import { type CompareOptions, where } from './options.js'
import { printReplay } from './replay-words.js'

export async function runCurves(options: CompareOptions): Promise<void> {
  const { curves: words = [], targets, milestones, json, out, csv } = options
  const places = openPlaces(where, { out, csv })
  const curves = readLogs(words)
  const methods = methodsOf(curves)
  const chosen = targets ?? roundTargets(curves)
  const first = replayCurves({ curves, targets: chosen })
  const others = [...methods.keys()].filter((name) => name !== first.subject)
  const replay = milestones === undefined ? first : withMilestones(first, curves, chosen, others, milestones)
  const made = { machine: machine('none'), command: commandLine(), document: replay }
  const writing = new Attempts()
  const written = [
    (await writing.write(places.out, () => replayReport(replay, made))) && out,
    (await writing.write(places.csv, () => replayCsv(replay))) && csv,
  ].filter((path) => path)
  if (json) printJson({ command: where, ...replay })
  else printReplay(replay)
  for (const path of json ? [] : written) tell(`wrote ${path}`)
  writing.end()
}

/** Where the others dropped their rates, given in place of found. */
function withMilestones(
  { subject }: Replay,
  curves: readonly LoggedRun[],
  targets: readonly number[],
  others: readonly string[],
  steps: readonly number[],
): Replay {
  const milestones = Object.fromEntries(others.map((name) => [name, [...steps].sort((a, b) => a - b)]))
  return replayCurves({ curves, targets, subject, milestones })
}

/**
 * Where no targets are given: the whole percents of the five points below the best accuracy of all, and the multiples of
 * five percent in the fifteen below those.
 */
function roundTargets(curves: readonly LoggedRun[]): number[] {
  const accuracies = curves.flatMap(({ points }) => points.map(({ accuracy }) => accuracy))
  const best = accuracies.reduce((a, b) => Math.max(a, b))
  const top = Math.min(99, Math.floor(100 * best + 1e-9))
  const percents = Array.from({ length: top }, (_, i) => i + 1)
  const chosen = percents.filter((p) => p > top - 5 || (p > top - 20 && p % 5 === 0))
  if (chosen.length > 0) return chosen.map((p) => p / 100)
  throw new Error(message(where, '--targets', 'targets, as no curve shows 1 %', 'none'))
}
