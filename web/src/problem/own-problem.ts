/** What own data are trained with unless something else is asked for. */
import type { Problem } from '../state/lab.ts'
import { withOutputs } from './networks.ts'
import { ownFileOf } from './own-file.ts'
import type { OwnFacts } from './own-rows.ts'

const FEWEST_UPDATES = 400
const MOST_EPOCHS = 200

/** A small network for a table, a wider one for images; as many epochs as make some hundred updates. */
export function ownProblem(facts: OwnFacts, seed: number): Problem {
  const { rows, shape, classes } = facts
  const batchSize = Math.min(rows, rows < 1000 ? 16 : rows < 10_000 ? 32 : rows < 30_000 ? 64 : 128)
  const updates = Math.ceil(rows / batchSize)
  const fewest = shape === undefined ? 20 : 3
  const epochs = Math.min(MOST_EPOCHS, Math.max(fewest, Math.ceil(FEWEST_UPDATES / updates)))
  const hidden = (shape === undefined ? [64, 32] : [128]).map((outputs) => ({
    kind: 'dense',
    outputs,
    activation: 'relu',
  }))
  const layers = withOutputs({ hidden }, Math.max(1, classes))
  return { data: 'own', own: ownFileOf(facts), layers, batchSize, epochs, seed }
}

/** The hidden sizes of a network that is none of the list, and whether the page chose them. */
export function networkInWords({ data, layers }: Pick<Problem, 'data' | 'layers'>, facts: OwnFacts | null): string {
  const sizes = layers.slice(0, -1).flatMap(({ outputs, filters }) => outputs ?? filters ?? [])
  const chosen =
    data === 'own' && facts !== null && JSON.stringify(ownProblem(facts, 0).layers) === JSON.stringify(layers)
  const how = chosen
    ? `chosen for ${facts.inputs} inputs, ${facts.classes === 0 ? 'a number' : `${facts.classes} classes`}`
    : 'edited'
  return [sizes.join('-') || 'no hidden layer', how].join(', ')
}
