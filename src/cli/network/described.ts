/** --network of the commands that train: a network that has a name, or a file that describes one. */
import { Option } from 'commander'
import { checkOptions, message, show } from '../../check.js'
import { checkShape } from '../../data/shape.js'
import {
  createNetwork,
  type Dataset,
  type Layer,
  type LayerDescription,
  type LossDescription,
  type LossName,
  type Network,
} from '../../entry/index.js'
import { layersFrom } from '../../layers/description/from-description.js'
import { type Shape, shapeText } from '../../layers/layer.js'
import { layersByName, type NetworkName, networkNames } from '../../layers/named/by-name.js'
import { checkLoss } from '../../losses/by-name.js'
import { didYouMean } from '../../nearest.js'
import { readInput } from '../files/read.js'
import { UsageError } from '../shared/usage.js'

const EXPECTED = `${networkNames.join(', ')} or FILE.json with layers`

export function describedOption(where: string): Option {
  const parse = (text: string): string => {
    if (isName(text) || /\.json$/i.test(text)) return text
    const next = didYouMean(text, networkNames) ?? 'a saved network is for predict and evaluate'
    throw new UsageError(message(where, '--network', EXPECTED, show(text), next))
  }
  return new Option('--network <name-or-file>', EXPECTED)
    .argParser(Object.assign(parse, { names: networkNames }))
    .conflicts(['hidden', 'activation'])
}

function isName(text: string): text is NetworkName {
  return (networkNames as readonly string[]).includes(text)
}

/** A network as its file describes it, or as its name does. */
export interface Description {
  /** of a row, where the file says it */
  readonly inputs?: number | Shape
  readonly layers: (outputs: number) => readonly (Layer | LayerDescription)[]
  readonly loss?: LossName | LossDescription
}

/**
 * @param given a name, or the path of a file
 * @throws UsageError for a name where the data are no images; Error for a file that cannot be read or describes no network
 */
export function describedNetwork(where: string, given: string, { name, shape }: Dataset): Description {
  if (isName(given)) {
    if (shape?.length === 3) return { layers: (outputs) => layersByName(given, outputs) }
    throw new UsageError(message(where, '--network', 'images as --data, or FILE.json', `${given} for ${name}`))
  }
  const { layers, ...rest } = readDescription(where, given)
  return { ...rest, layers: () => layers }
}

interface Written extends Omit<Description, 'layers'> {
  readonly layers: readonly LayerDescription[]
}

/** What `network.plan` is, or only its layers, or a document with one of both, as `onecycle info --network` prints. */
function readDescription(where: string, path: string): Written {
  const text = new TextDecoder().decode(readInput(where, '--network', path))
  const next = 'onecycle info --network lenet shows one'
  const refuse = (got: string) => new Error(message(where, '--network', '{ "layers": [...] }', `${path}: ${got}`, next))
  let plan: Partial<Written> & { readonly seed?: number }
  try {
    const document = JSON.parse(text)
    plan = document?.network ?? document
  } catch (error) {
    throw refuse((error as Error).message)
  }
  if (!Array.isArray(plan?.layers) || plan.layers.length === 0) throw refuse('no layers')
  try {
    checkOptions('network', plan, ['inputs', 'layers', 'loss', 'seed'])
    if (plan.inputs !== undefined) checkShape('network', 'inputs', [plan.inputs].flat())
    if (plan.loss !== undefined) checkLoss('network', plan.loss)
  } catch (error) {
    throw refuse((error as Error).message)
  }
  const { seed: _, ...written } = plan
  return written as Written
}

/**
 * The network of layers that are each tried on what the one before it gives.
 * @throws Error that names the network and the layer which cannot be made, or does not fit
 */
export async function createDescribed(
  where: string,
  given: string,
  { inputs, layers: parts, ...options }: Parameters<typeof createNetwork>[0],
): Promise<Network> {
  const layers: Layer[] = []
  let place = given
  let shape = [inputs].flat()
  try {
    for (const [index, part] of parts.entries()) {
      place = `${given}, layers[${index}]`
      const [layer] = (await layersFrom(where, [part])) as [Layer]
      shape = [...layer.bind(shape).output]
      layers.push(layer)
    }
    place = given
    return await createNetwork({ inputs, layers, ...options })
  } catch (error) {
    if (!(error instanceof RangeError || error instanceof TypeError)) throw error
    const words = error.message.replace(`${where}: "layers[0]`, '"layer').replace('createNetwork: ', '')
    const expected = `a network for rows of ${shapeText([inputs].flat())}`
    throw new Error(message(where, '--network', expected, `${place}: ${words}`))
  }
}
