/** The networks that have a name, as the command line and the benchmark take them. */
import type { Layer } from '../layer.js'
import { lenet } from './lenet.js'
import { resnet8 } from './resnet-8.js'
import { smallCnn } from './small-cnn.js'

const networks = { lenet, 'small-cnn': smallCnn, 'resnet-8': resnet8 } as const

/** A network of images that has a name. */
export type NetworkName = keyof typeof networks

export const networkNames = Object.keys(networks) as readonly NetworkName[]

export function layersByName(name: NetworkName, outputs: number): Layer[] {
  return networks[name](outputs)
}
