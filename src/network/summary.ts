/** A network as a table for people. */
import { type BoundLayer, shapeText } from '../layers/layer.js'
import { columns } from '../words.js'
import type { NetworkPlan } from './plan.js'
import { countValues } from './tensors.js'

const HEAD = ['layer', 'tensors', 'output', 'parameters', 'bytes']

export function summarize({ layers: descriptions, loss }: NetworkPlan, layers: readonly BoundLayer[]): string {
  const rows = layers.map((layer, index) => {
    const count = countValues([layer], { trained: true })
    const tensors = layer.tensors.map(({ name, shape }) => `${name} ${shapeText(shape)}`).join(', ')
    const { kind, ...options } = descriptions[index] ?? { kind: '' }
    const name = [kind, ...Object.values(options)].join(' ')
    return [name, tensors, shapeText(layer.output), `${count}`, `${4 * countValues([layer])}`]
  })
  const lines = columns([HEAD, ...rows], 'left')
  const parameters = countValues(layers, { trained: true })
  lines.push(`${parameters} parameters, ${4 * countValues(layers)} bytes, loss ${loss}`)
  return lines.join('\n')
}
