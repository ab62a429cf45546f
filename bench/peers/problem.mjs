/**
 * What every library is given: a network, its starting weights, and the batches of one shuffled epoch, ready-made as f32
 * rows. Ours gathers and standardises its batch from the raw rows inside the timed step; the others find theirs made.
 */
import { createDataset, createNetwork, dense, digits, epochOrder, lenet } from '../../dist/entry/index.js'

export const SEED = 1
export const LEARNING_RATE = 0.02
export const MOMENTUM = 0.9

/** Batches of the epoch; a library that is given its batches goes through them again and again. */
const BATCHES = 8

/** `name`: a convolutional network, whose `layers` are its inputs and outputs. `large`: a quick run leaves it out. */
export const networks = [
  { layers: [2, 16, 16, 2], batch: 32 },
  { layers: [16, 32, 10], batch: 32 },
  { layers: [784, 128, 10], batch: 64 },
  { layers: [784, 256, 128, 10], batch: 128 },
  { layers: [784, 1024, 1024, 10], batch: 256, large: true },
  { name: 'lenet', layers: [784, 10], batch: 64, large: true },
  { name: 'lenet', layers: [784, 10], batch: 512, large: true },
]

export const networkName = ({ name, layers, batch }) => `${name ?? layers.join('-')} (${batch})`

/** Our description of inputs and layers. */
export const planOf = ({ name, layers }) =>
  name === 'lenet'
    ? { inputs: [28, 28, 1], layers: lenet(layers.at(-1)) }
    : {
        inputs: layers[0],
        layers: layers.slice(1).map((outputs, l) => dense(outputs, l === layers.length - 2 ? 'linear' : 'relu')),
      }

/** Of a row. */
export const shapeOf = (spec) => [planOf(spec).inputs].flat()

export const isConvolution = ({ shape }) => shape.length === 4

/**
 * The others build their network from the shapes of the weights: of four dimensions they are those of a convolution, with
 * max pooling of 2 after it; of two those of a dense layer, with ReLU after all but the last.
 *
 * @returns { spec, dataset, batches: [{ x: Float32Array [batch, inputs], labels: Int32Array [batch] }],
 *   weights: [{ w: Float32Array, shape: [inputs, outputs] or [height, width, channels, filters], b: Float32Array }] }
 */
export async function createProblem(spec) {
  const { layers, batch } = spec
  const [inputs] = layers
  const dataset = inputs === 784 ? digits({ seed: SEED, training: BATCHES * batch, test: 1 }).training : clusters(spec)
  const network = await createNetwork({ ...planOf(spec), seed: SEED })
  const { mean, scale } = standardization(dataset)
  const order = epochOrder(dataset.count, SEED, 0, new Uint32Array(dataset.count))
  const batches = Array.from({ length: BATCHES }, (_, index) => {
    const x = new Float32Array(batch * inputs)
    const labels = new Int32Array(batch)
    for (let b = 0; b < batch; b++) {
      const row = order[index * batch + b]
      labels[b] = dataset.labels[row]
      for (let i = 0; i < inputs; i++) x[b * inputs + i] = (dataset.features[row * inputs + i] - mean[i]) * scale[i]
    }
    return { x, labels }
  })
  const tensors = network.tensors()
  const weights = tensors.flatMap(({ values, shape }, i) =>
    i % 2 === 0 ? [{ w: values, shape, b: tensors[i + 1].values }] : [],
  )
  return { spec, dataset, batches, weights }
}

/** Rows around one centre for each class: a task that can be learnt. */
function clusters({ layers, batch }) {
  const [inputs] = layers
  const classes = layers.at(-1)
  const count = BATCHES * batch
  let state = SEED
  const uniform = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32
  const centres = Array.from({ length: classes * inputs }, () => 2 * uniform() - 1)
  const labels = Uint8Array.from({ length: count }, (_, row) => row % classes)
  const features = Float32Array.from({ length: count * inputs }, (_, i) => {
    const row = Math.floor(i / inputs)
    return centres[labels[row] * inputs + (i % inputs)] + uniform() - 0.5
  })
  return createDataset({ inputs, features, labels, classes })
}

/** As our training computes it: one mean and deviation for bytes, one of each a column for numbers. */
function standardization({ features, inputs, count }) {
  const mean = new Float32Array(inputs)
  const scale = new Float32Array(inputs)
  const columns = features instanceof Uint8Array ? 1 : inputs
  for (let column = 0; column < columns; column++) {
    const values = features.filter((_, i) => i % columns === column)
    const average = values.reduce((sum, value) => sum + value, 0) / values.length
    const squares = values.reduce((sum, value) => sum + (value - average) ** 2, 0) / values.length
    const range = columns === 1 ? [0, inputs] : [column, column + 1]
    mean.fill(average, ...range)
    scale.fill(1 / Math.sqrt(squares), ...range)
  }
  return { mean, scale, count }
}
