/** The steps of several versions of Node as a table for people. */
import { columns } from '../../words.js'
import { networkName } from '../steps/networks.js'
import { timeText } from '../text.js'
import type { NodesResult } from './nodes.js'

/** @param table makes the lines of a table, whose first row is the head */
export function nodesText(
  { nodes, against, steps }: NodesResult,
  table: (rows: readonly (readonly string[])[]) => string[] = columns,
): string[] {
  const head = ['network (batch)', ...nodes.map(({ version }) => `Node ${version}`)]
  const rows = steps.map((step) => [
    networkName(step),
    ...step.nodes.map(({ microseconds, ratio }) => `${timeText(microseconds)} ${ratio.toFixed(2)}x`),
  ])
  return [
    `training step in each Node, by turns: medians, and the middle of the ratios of all rounds to Node ${against}:`,
    ...table([head, ...rows]),
  ]
}
