/** `onecycle info --network`: what a network is made of, and the description of it that --network FILE.json takes. */
import { DEFAULT_ACTIVATION } from '../../defaults.js'
import { type LayerDescription, loadEngine } from '../../entry/index.js'
import { layerName } from '../../layers/description/layer-name.js'
import { shapeText } from '../../layers/layer.js'
import { arenaOf } from '../../network/network.js'
import { countValues } from '../../network/tensors.js'
import { count } from '../../words.js'
import { loadData } from '../data/load.js'
import { makeNetwork } from '../network/make.js'
import type { CommonOptions } from '../shared/options.js'
import { print, printJson } from '../shared/output.js'
import { fitted } from '../terminal/table.js'

export async function describeNetwork(
  where: string,
  name: string,
  source: string,
  { seed, json }: CommonOptions,
): Promise<void> {
  const data = await loadData(where, source, { seed })
  // a network that only shows itself runs on any host
  const made = { network: name, activation: DEFAULT_ACTIVATION, seed } as const
  const network = await makeNetwork(where, made, data, await loadEngine('js'))
  const { inputs, layers, loss } = network.plan
  const figures = arenaOf(network).layers.map((layer) => {
    return { output: layer.output, parameters: countValues([layer], { trained: true }), flops: layer.flops ?? 0 }
  })
  const flops = figures.reduce((sum, layer) => sum + layer.flops, 0)
  const { parameterCount: parameters } = network
  if (json) {
    const dataset = data.training.name
    printJson({ command: where, name, dataset, network: { inputs, layers, loss }, layers: figures, parameters, flops })
    return
  }
  const rows = figures.map((layer, index) => {
    const sizes = [shapeText(layer.output), count(layer.parameters), count(layer.flops)]
    return [layerName(layers[index] as LayerDescription), ...sizes]
  })
  print(
    `${name} for ${data.training.name}, rows of ${shapeText([inputs].flat())}`,
    '',
    ...fitted([['layer', 'output', 'parameters', 'FLOP a row'], ...rows]),
    '',
    `${count(parameters)} parameters, ${count(flops)} FLOP a row; --network takes a file of this:`,
    '',
    `{ "layers": [\n  ${layers.map((layer) => JSON.stringify(layer)).join(',\n  ')}\n] }`,
  )
}
