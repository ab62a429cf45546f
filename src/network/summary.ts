/** A network as a table for people. */
import type { NetworkPlan } from './network.js'

const HEAD = ['layer', 'weights', 'activation', 'parameters', 'bytes']

export function summarize({ inputs, layers, loss }: NetworkPlan, parameterCount: number): string {
  let fanIn = inputs
  const rows = layers.map(({ outputs, activation }, index) => {
    const count = (fanIn + 1) * outputs
    const row = [`dense ${index + 1}`, `${fanIn} x ${outputs}`, activation, `${count}`, `${4 * count}`]
    fanIn = outputs
    return row
  })
  const table = [HEAD, ...rows]
  const widths = HEAD.map((_, column) => Math.max(...table.map((row) => (row[column] as string).length)))
  const lines = table.map((row) => row.map((cell, column) => cell.padEnd(widths[column] as number)).join('  '))
  lines.push(`${parameterCount} parameters, ${4 * parameterCount} bytes, loss ${loss}`)
  return lines.map((line) => line.trimEnd()).join('\n')
}
