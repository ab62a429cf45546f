/** A replay as a table: one row for each target and curve. Empty cells are hits that never came. */
import { readResult } from '../../check.js'
import type { Replay, ReplayedTarget } from '../../measure/replay/result.js'

const HEAD = 'target,curve,first_hit,sustained_hit,follows_drop,speed_up,speed_up_at_least'
const RUNS_HEAD =
  'target,method,curve,first_hit,sustained_hit,follows_drop,reached,runs,first_hit_low,first_hit_high,' +
  'speed_up,speed_up_at_least,speed_up_low,speed_up_high'

type Cell = string | number | null | undefined

/**
 * One row for each target and curve, with a head; a cell is empty where the curve never arrives. Where methods have several
 * runs, each method has a row of its own above them, without a curve: medians, how many runs follow a drop, and intervals.
 */
export function replayCsv(replay: Replay): string {
  return readResult('replayCsv', 'replay', replay, 'targets', 'replayCurves', csvOf)
}

function csvOf({ targets, curves: all }: Replay): string {
  const several = targets.some(({ methods }) => methods !== undefined)
  const methodOf = new Map(all.map(({ name, method = name }) => [name, method]))
  const rows = targets.flatMap((row) => (row.methods === undefined ? curveRows(row) : methodRows(row, methodOf)))
  return `${[several ? RUNS_HEAD : HEAD, ...rows.map((cells) => cells.map((cell) => cell ?? '').join(','))].join('\n')}\n`
}

function curveRows({ target, curves }: ReplayedTarget): Cell[][] {
  return curves.map(({ name, first, sustained, follows, speedUp }) => [
    ...[target, quoted(name), first, sustained, follows],
    ...[speedUp?.ratio, speedUp?.atLeast],
  ])
}

function methodRows({ target, curves, methods = [] }: ReplayedTarget, methodOf: ReadonlyMap<string, string>): Cell[][] {
  return methods.flatMap(({ name, first, sustained, followsDrop, speedUp }) => [
    [
      ...[target, quoted(name), '', first.median, sustained.median, followsDrop, first.reached, first.runs],
      ...[first.low, first.high, speedUp?.ratio, speedUp?.atLeast, speedUp?.low, speedUp?.high],
    ],
    ...curves
      .filter((hit) => methodOf.get(hit.name) === name)
      .map((hit) => [
        ...[target, quoted(name), quoted(hit.name), hit.first, hit.sustained, hit.follows],
        ...Array<Cell>(8).fill(''),
      ]),
  ])
}

function quoted(name: string): string {
  return /[",\n]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name
}
