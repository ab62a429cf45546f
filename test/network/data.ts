/** Small seeded datasets and networks for the tests of whole networks. */
import { createDataset } from '../../src/data/create-dataset.js'
import type { Dataset } from '../../src/data/dataset.js'
import { stream } from '../../src/math/random.js'
import { arenaOf, type Network } from '../../src/network/network.js'

/** n values, uniform on (-size, size). */
export function uniform(n: number, purpose: string, size = 1): Float32Array {
  const random = stream(1, purpose)
  return Float32Array.from({ length: n }, () => size * (2 * random.uniform() - 1))
}

/** Rows of f32 features with a class each, every class present; the class follows from the first two features. */
export function labelled(count: number, inputs: number, classes: number): Dataset {
  const features = uniform(count * inputs, `features ${inputs}`)
  const labels = Array.from({ length: count }, (_, b) => {
    const turn = features[b * inputs]! + 2 * (features[b * inputs + 1] ?? 0)
    return b < classes ? b : Math.floor((turn / 3 + 1) * 0.5 * classes)
  })
  return createDataset({ name: 'labelled', inputs, features, labels, classes })
}

/** Rows of f32 features with a vector of targets in (0, 1) each, a smooth function of the row. */
export function targeted(count: number, inputs: number, outputs: number): Dataset {
  const features = uniform(count * inputs, `features ${inputs}`)
  const targets = Float32Array.from({ length: count * outputs }, (_, at) => {
    const b = Math.floor(at / outputs)
    const sum = features
      .subarray(b * inputs, (b + 1) * inputs)
      .reduce((a, x, i) => a + x / (1 + ((at + i) % outputs)), 0)
    return 0.5 + sum / (2 * inputs)
  })
  return createDataset({ name: 'targeted', inputs, features, targets })
}

/** Gives every trained parameter, biases too, a seeded value on (-0.8, 0.8). */
export function scatter(network: Network): Network {
  const values = uniform(network.parameterCount, 'parameters', 0.8)
  let at = 0
  const all = network.tensors().flatMap(({ role, values: own }) => {
    return [...(role === 'state' ? own : values.subarray(at, (at += own.length)))]
  })
  network.setParameters(Float32Array.from(all))
  return network
}

/** Mean loss and all gradients, in the order of the parameters, over the whole dataset as one batch. */
export function gradientsOf(
  network: Network,
  dataset: Dataset,
  weights?: Float32Array,
): { loss: number; gradients: Float32Array } {
  arenaOf(network).reserve(dataset.count)
  arenaOf(network).loadRows(dataset, undefined, 0, dataset.count)
  const loss = arenaOf(network).gradients(dataset.count, 0, 0, weights)
  const { core, fixed } = arenaOf(network)
  const gradients = new Float32Array(network.parameterCount)
  let at = 0
  for (const { gradient, size } of fixed.layers.flat().filter(({ gradient }) => gradient !== 0)) {
    gradients.set(core.f32.subarray(gradient >>> 2, (gradient >>> 2) + size), at)
    at += size
  }
  return { loss, gradients }
}

/** A copy of the values of one tensor. */
export function valuesOf(network: Network, layer: number, name: string): Float32Array {
  return network.tensors().find((tensor) => tensor.layer === layer && tensor.name === name)!.values
}
