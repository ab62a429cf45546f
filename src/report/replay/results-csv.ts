/** A replay as a table: one row for each target and curve. Empty cells are hits that never came. */
import type { Replay } from '../../measure/replay/result.js'

const HEAD = 'target,curve,first_hit,sustained_hit,follows_drop,speed_up,speed_up_at_least'

/** One row for each target and curve, with a head; a cell is empty where the curve never arrives. */
export function replayCsv({ targets }: Replay): string {
  const rows = targets.flatMap(({ target, curves }) =>
    curves.map(({ name, first, sustained, follows, speedUp }) =>
      [target, quoted(name), first, sustained, follows, speedUp?.ratio, speedUp?.atLeast]
        .map((cell) => cell ?? '')
        .join(','),
    ),
  )
  return `${[HEAD, ...rows].join('\n')}\n`
}

function quoted(name: string): string {
  return /[",\n]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name
}
