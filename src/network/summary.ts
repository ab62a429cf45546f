/** A network as a table for people. */
import { type BoundLayer, type LayerDescription, shapeText } from '../layers/layer.js'
import { columns } from '../words.js'
import type { NetworkPlan } from './plan.js'
import { countValues } from './tensors.js'

const HEAD = ['layer', 'tensors', 'output', 'parameters', 'bytes', 'FLOP']

function lossText(loss: NetworkPlan['loss']): string {
  if (typeof loss === 'string') return loss
  const { name, ...options } = loss
  return [name, ...Object.entries(options).map(([option, value]) => `${option} ${value}`)].join(' ')
}

/** Kind and options; of a layer that owns layers, theirs in brackets; of what is switched off its name. */
function layerText({ kind, ...options }: LayerDescription): string {
  const text = ([option, value]: [string, unknown]): string[] => {
    if (value === true) return []
    if (value === false) return [`no ${option}`]
    if (isLayers(value)) return [`[${value.map(layerText).join(', ')}]`]
    return [Array.isArray(value) ? shapeText(value) : `${value}`]
  }
  return [kind, ...Object.entries(options).flatMap(text)].join(' ')
}

function isLayers(value: unknown): value is readonly LayerDescription[] {
  return Array.isArray(value) && typeof value[0]?.kind === 'string'
}

export function summarize({ layers: descriptions, loss }: NetworkPlan, layers: readonly BoundLayer[]): string {
  const rows = layers.map((layer, index) => {
    const count = countValues([layer], { trained: true })
    const tensors = layer.tensors.map(({ name, shape }) => `${name} ${shapeText(shape)}`).join(', ')
    const numbers = [count, 4 * countValues([layer]), layer.flops ?? 0].map(String)
    return [layerText(descriptions[index] as LayerDescription), tensors, shapeText(layer.output), ...numbers]
  })
  const lines = columns([HEAD, ...rows], 'left')
  const parameters = countValues(layers, { trained: true })
  const flops = layers.reduce((sum, layer) => sum + (layer.flops ?? 0), 0)
  const all = [`${parameters} parameters`, `${4 * countValues(layers)} bytes`, `${flops} FLOP a row`]
  lines.push(`${all.join(', ')}, loss ${lossText(loss)}`)
  return lines.join('\n')
}
