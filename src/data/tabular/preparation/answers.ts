/** The targets of rows as a dataset has them: labels of classes, or numbers scaled to mean 0 and deviation 1. */
import type { Table } from '../table.js'
import type { ClassFinder } from './class-names.js'
import type { ClassTarget, NumberTarget } from './preparation.js'
import type { Profile } from './profile.js'

export type Answers = { readonly labels: Uint16Array; readonly classes: number } | { readonly targets: Float32Array }

export function classAnswers(
  { names }: ClassTarget,
  { find }: ClassFinder,
  table: Table,
  profile: Profile,
  rows: Uint32Array,
): Answers {
  const labels = new Uint16Array(rows.length)
  rows.forEach((row, i) => {
    labels[i] = find(table.rowName(row), String(profile.cell(row)))
  })
  return { labels, classes: names.length }
}

export function numberAnswers({ mean, deviation }: NumberTarget, { values }: Profile, rows: Uint32Array): Answers {
  const targets = new Float32Array(rows.length)
  rows.forEach((row, i) => {
    targets[i] = ((values[row] as number) - mean) / deviation
  })
  return { targets }
}
