/** A replay in words: the answer first, a table for each target, warnings last. */
import type { Replay, ReplayedTarget } from '../../measure/replay/result.js'
import { replayHeadline } from '../../report/replay/headline.js'
import { type ReplayRow, replayRows } from '../../report/replay/rows.js'
import { percent } from '../../words.js'
import { fitted } from '../terminal/table.js'
import { print, printWarnings } from './words.js'

export function printReplay(replay: Replay): void {
  print(replayHeadline(replay), '')
  for (const target of replay.targets) print(...fitted(targetTable(replay, target)), '')
  printWarnings(replay.warnings)
}

function targetTable(replay: Replay, target: ReplayedTarget): string[][] {
  const { unit, subject } = replay
  const [first, faster] = [`first (${unit})`, `speed-up of ${subject}`]
  const rows = replayRows(replay, target)
  const overStart = ({ name, speedUp }: ReplayRow): string => speedUp || (name === subject ? '' : 'from the start')
  if (target.methods === undefined) {
    return [
      [percent(target.target), first, 'for good', faster, 'after its drop at'],
      ...rows.map((row) => [row.name, row.first, row.sustained, overStart(row), row.drop]),
    ]
  }
  const drops = rows.some(({ drop }) => drop !== '')
  const table = [
    [percent(target.target), first, 'interval', 'runs', 'for good', faster, 'interval', 'after its drop at'],
    ...rows.map((row) => {
      const arrival = [row.first, row.interval, row.reached, row.sustained]
      return row.run
        ? [`  ${row.name}`, ...arrival, '', '', row.drop]
        : [row.name, ...arrival, overStart(row), row.speedUpInterval, row.drop]
    }),
  ]
  return drops ? table : table.map((row) => row.slice(0, -1))
}
