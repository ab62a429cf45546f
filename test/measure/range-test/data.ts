/** Small datasets for tests of the range test: clouds of points that can be told apart, and two that cannot be learnt. */
import { createDataset, type Dataset } from '../../../src/data/index.js'
import { type RandomStream, stream } from '../../../src/math/random.js'

const INPUTS = 20
const CLASSES = 5

/** Five clouds in twenty dimensions; a good classifier gets about nine in ten right. */
export function clouds(count: number, seed = 1): Dataset {
  const centres = Float32Array.from({ length: CLASSES * INPUTS }, centreOf(stream(7, 'centres')))
  const random = stream(seed, 'points')
  const labels = Uint8Array.from({ length: count }, (_, row) => row % CLASSES)
  const features = Float32Array.from({ length: count * INPUTS }, (_, i) => {
    const label = labels[Math.floor(i / INPUTS)] as number
    return (centres[label * INPUTS + (i % INPUTS)] as number) + bell(random)
  })
  return createDataset({ name: 'clouds', inputs: INPUTS, features, labels, classes: CLASSES })
}

function centreOf(random: RandomStream): () => number {
  return () => 0.7 * bell(random)
}

/** Near enough to a standard normal number. */
function bell(random: RandomStream): number {
  let sum = -6
  for (let i = 0; i < 12; i++) sum += random.uniform()
  return sum
}

/** The same rows with labels drawn by lot. */
export function withNoiseLabels(data: Dataset, seed: number): Dataset {
  const random = stream(seed, 'noise')
  const { name, inputs, features, classes } = data
  return createDataset({
    name,
    inputs,
    features,
    labels: Array.from(data.labels, () => random.below(classes)),
    classes,
  })
}

/** The same labels with rows of zeros. */
export function withZeroInputs(data: Dataset): Dataset {
  const { name, inputs, labels, classes, features } = data
  return createDataset({ name, inputs, features: new Float32Array(features.length), labels, classes })
}

/** One noisy target that is a smooth function of eight inputs. */
export function curve(count: number, seed = 1): Dataset {
  const random = stream(seed, 'curve')
  const features = Float32Array.from({ length: 8 * count }, () => 2 * random.uniform() - 1)
  const targets = Float32Array.from({ length: count }, (_, row) => {
    const [a, b, c] = features.subarray(8 * row, 8 * row + 3) as unknown as [number, number, number]
    return a * a - b + 0.5 * b * c + 0.02 * bell(random)
  })
  return createDataset({ name: 'curve', inputs: 8, features, targets })
}
