/** The targets of rows as a dataset has them: labels of classes, or numbers scaled to mean 0 and deviation 1. */
import { message, wrongValue } from '../../../check.js'
import type { Dataset } from '../../dataset.js'
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

/** What of a network decides it. */
export interface Answering {
  readonly outputs: number
  readonly layers: readonly { readonly outputActivation?: string }[]
  readonly loss: { readonly name: string; readonly takes: 'labels' | 'targets'; readonly logits: boolean }
}

/**
 * That a network can answer in the terms of its data's target.
 *
 * @throws RangeError for outputs that no class has, a loss of numbers for classes, a squashed last layer for numbers
 */
export function checkTarget(
  where: string,
  { outputs, layers, loss }: Answering,
  { preparation }: Pick<Dataset, 'preparation'>,
): void {
  const target = preparation?.target
  if (target === undefined) return
  if (target.kind === 'classes') {
    const { length } = target.names
    if (outputs > length) {
      const expected = `${outputs} classes, as the network has outputs`
      throw wrongValue(where, 'dataset', expected, length, `make the last layer dense(${length})`)
    }
    if (loss.takes === 'labels' || loss.logits) return
    const next = `give createNetwork loss: '${outputs === 1 ? 'binary' : 'softmax'}CrossEntropy'`
    throw new RangeError(message(where, 'dataset', `numbers, as ${loss.name} predicts`, `${length} classes`, next))
  }
  const activation = layers.at(-1)?.outputActivation ?? 'linear'
  if (activation === 'linear') return
  const next = `"${target.name}" is scaled to a mean of 0; make the last layer dense(1)`
  throw new RangeError(message(where, 'layers', 'a linear last layer', activation, next))
}
