/** A network as a table for people. */
import { type BoundLayer, type LayerDescription, shapeText } from '../layers/layer.js'
import { columns } from '../words.js'
import type { NetworkPlan } from './plan.js'
import { countValues } from './tensors.js'

const HEAD = ['layer', 'tensors', 'output', 'parameters', 'bytes']

function lossText(loss: NetworkPlan['loss']): string {
  if (typeof loss === 'string') return loss
  const { name, ...options } = loss
  return [name, ...Object.entries(options).map(([option, value]) => `${option} ${value}`)].join(' ')
}

/** Kind and options; of a layer that owns layers, theirs in brackets. */
function layerText({ kind, ...options }: LayerDescription): string {
  const text = (value: unknown) => (isLayers(value) ? `[${value.map(layerText).join(', ')}]` : value)
  return [kind, ...Object.values(options).map(text)].join(' ')
}

function isLayers(value: unknown): value is readonly LayerDescription[] {
  return Array.isArray(value) && typeof value[0]?.kind === 'string'
}

export function summarize({ layers: descriptions, loss }: NetworkPlan, layers: readonly BoundLayer[]): string {
  const rows = layers.map((layer, index) => {
    const count = countValues([layer], { trained: true })
    const tensors = layer.tensors.map(({ name, shape }) => `${name} ${shapeText(shape)}`).join(', ')
    return [
      layerText(descriptions[index] as LayerDescription),
      tensors,
      shapeText(layer.output),
      `${count}`,
      `${4 * countValues([layer])}`,
    ]
  })
  const lines = columns([HEAD, ...rows], 'left')
  const parameters = countValues(layers, { trained: true })
  lines.push(`${parameters} parameters, ${4 * countValues(layers)} bytes, loss ${lossText(loss)}`)
  return lines.join('\n')
}
