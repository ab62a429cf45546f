/** A network as a table for people. */
import { type BoundLayer, shapeText } from '../layers/layer.js'
import { columns } from '../words.js'
import type { NetworkPlan } from './plan.js'
import { countValues } from './tensors.js'

const HEAD = ['layer', 'tensors', 'output', 'parameters', 'bytes']

function lossText(loss: NetworkPlan['loss']): string {
  if (typeof loss === 'string') return loss
  const { name, ...options } = loss
  return [name, ...Object.entries(options).map(([option, value]) => `${option} ${value}`)].join(' ')
}

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
  lines.push(`${parameters} parameters, ${4 * countValues(layers)} bytes, loss ${lossText(loss)}`)
  return lines.join('\n')
}
