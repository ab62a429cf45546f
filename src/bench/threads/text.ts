/** The steps with several threads as a table for people. */
import { columns } from '../../words.js'
import { networkName } from '../steps/networks.js'
import { timeText } from '../text.js'
import type { ThreadsResult } from './threads.js'

/** @param table makes the lines of a table, whose first row is the head */
export function threadsText(
  { steps }: ThreadsResult,
  table: (rows: readonly (readonly string[])[]) => string[] = columns,
): string[] {
  const [first] = steps
  const head = ['network (batch)', ...(first?.threads.map(({ asked }) => headOf(asked)) ?? [])]
  const rows = steps.map((step) => [
    networkName(step),
    ...step.threads.map(({ asked, threads, microseconds, speedUp }) => {
      const used = asked === 'auto' ? ` (${threads.count})` : ''
      return `${timeText(microseconds)} ${speedUp.toFixed(2)}x${used}`
    }),
  ])
  const whys = new Set(steps.flatMap(({ threads }) => threads.flatMap((step) => step.threads.why ?? [])))
  return [
    'training step with several threads, by turns: medians, and how many times as fast as one, the middle of all rounds:',
    ...table([head, ...rows]),
    ...[...whys].map((why) => `fewer than asked for: ${why}`),
  ]
}

function headOf(asked: number | 'auto'): string {
  if (asked === 'auto') return 'auto (chosen)'
  return asked === 1 ? '1 thread' : `${asked} threads`
}
