/** The networks that are measured, and the rows that they train on. */
import { createDataset } from '../../data/create-dataset.js'
import type { Dataset } from '../../data/dataset.js'
import type { Shape } from '../../data/shape.js'
import type { DenseLayer } from '../../layers/dense.js'
import type { Layer } from '../../layers/layer.js'
import { mlp } from '../../layers/mlp.js'
import { layersByName, type NetworkName } from '../../layers/named/by-name.js'
import type { LossName } from '../../losses/by-name.js'
import { type RandomStream, stream } from '../../math/random.js'
import type { PlanOptions } from '../../network/plan.js'

export interface NetworkSpec {
  /** sizes from the inputs to the outputs */
  readonly layers: readonly number[]
  /** of images, when it has one: then `layers` are its inputs and outputs */
  readonly name?: NetworkName
  readonly batch: number
  /** the network of round sizes that this one of odd sizes is compared with, flop by flop */
  readonly nearest?: NetworkSpec
}

/** Inputs of an image of 28 x 28. */
export const IMAGE = 784

/** Shapes of images, which come as bytes, by their inputs; other networks read numbers. */
const imageShapes = new Map<number, Shape>([
  [IMAGE, [28, 28, 1]],
  [3072, [32, 32, 3]],
])

const images: readonly NetworkSpec[] = [
  { layers: [IMAGE, 128, 10], batch: 64 },
  { layers: [IMAGE, 256, 128, 10], batch: 128 },
  { layers: [IMAGE, 1024, 1024, 10], batch: 256 },
]

const convolutional: readonly NetworkSpec[] = [
  { name: 'lenet', layers: [IMAGE, 10], batch: 64 },
  { name: 'lenet', layers: [IMAGE, 10], batch: 512 },
  { name: 'small-cnn', layers: [IMAGE, 10], batch: 128 },
  { name: 'resnet-8', layers: [3072, 10], batch: 128 },
]

const small: readonly NetworkSpec[] = [
  { layers: [16, 32, 10], batch: 32 },
  { layers: [2, 16, 16, 2], batch: 32 },
]

/** Sizes that no tile divides, each after the round one. */
const odd: readonly NetworkSpec[] = [
  [
    { layers: [104, 64], batch: 36 },
    { layers: [101, 67], batch: 37 },
  ],
  [
    { layers: [32, 1], batch: 32 },
    { layers: [30, 1], batch: 32 },
  ],
  [
    { layers: [256, 128], batch: 64 },
    { layers: [257, 129], batch: 65 },
  ],
].flatMap(([round, uneven]) => [round as NetworkSpec, { ...(uneven as NetworkSpec), nearest: round as NetworkSpec }])

export const networks: readonly NetworkSpec[] = [...images, ...convolutional, ...small, ...odd]

/** What a network is called: by its name, or by its sizes, "784-128-10". */
export function sizesText({ name, layers }: Pick<NetworkSpec, 'name' | 'layers'>): string {
  return name ?? layers.join('-')
}

/** "784-128-10 (64)" */
export function networkName(spec: NetworkSpec): string {
  return `${sizesText(spec)} (${spec.batch})`
}

/** Inputs and layers, as `createNetwork` takes them. */
export function planOf(spec: Pick<NetworkSpec, 'name' | 'layers'>): Pick<PlanOptions, 'inputs'> & { layers: Layer[] } {
  const { name, layers } = spec
  if (name === undefined) return { inputs: layers[0] as number, layers: denseLayers(spec) }
  const [inputs, outputs] = layers as readonly [number, number]
  return { inputs: imageShapes.get(inputs) as Shape, layers: layersByName(name, outputs) }
}

/** Bytes of a number of a row, as it comes. */
export function bytesOfNumber({ layers }: Pick<NetworkSpec, 'layers'>): number {
  return imageShapes.has(layers[0] as number) ? 1 : 4
}

/** Of the layers' sizes, ReLU between them. */
export function denseLayers({ layers }: Pick<NetworkSpec, 'layers'>): DenseLayer[] {
  return mlp({ hidden: layers.slice(1, -1), activation: 'relu', outputs: layers[layers.length - 1] as number })
}

/** One output answers yes or no; more are classes. */
export function lossOf({ layers }: NetworkSpec): LossName {
  return layers[layers.length - 1] === 1 ? 'binaryCrossEntropy' : 'softmaxCrossEntropy'
}

/** As images more than a core's own caches hold, so that a shuffled gather pays what it pays in a real run. */
const ROWS = 4096

/** Seeded rows with labels at random: bytes where the inputs are an image, numbers elsewhere. */
export function rowsOf(spec: NetworkSpec, seed: number): Dataset {
  const { layers } = spec
  const inputs = layers[0] as number
  const classes = Math.max(2, layers[layers.length - 1] as number)
  const random = stream(seed, 'bench')
  const labels = Uint8Array.from({ length: ROWS }, () => random.below(classes))
  const features = bytesOfNumber(spec) === 1 ? bytesOf(ROWS * inputs, random) : floatsOf(ROWS * inputs, random)
  return createDataset({ name: 'bench', inputs, features, labels, classes })
}

/** Four bytes of each draw. */
function bytesOf(n: number, random: RandomStream): Uint8Array {
  const words = new Uint32Array(n / 4)
  for (let i = 0; i < words.length; i++) words[i] = random.next()
  return new Uint8Array(words.buffer)
}

function floatsOf(n: number, random: RandomStream): Float32Array {
  const values = new Float32Array(n)
  for (let i = 0; i < n; i++) values[i] = 2 * random.uniform() - 1
  return values
}
