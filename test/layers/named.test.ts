import { expect, test } from 'vitest'
import { createNetwork, lenet, loadEngine, loadNetwork, resnet8, sgd, smallCnn, train } from '../../src/entry/index.js'
import { layersByName, networkNames } from '../../src/layers/named/by-name.js'
import { labelled } from '../network/data.js'

test.each([
  ['lenet', lenet, [28, 28, 1], 431_080, 4_586_000],
  ['small-cnn', smallCnn, [28, 28, 1], 9_202, 2_823_040],
  ['resnet-8', resnet8, [32, 32, 3], 78_042, 25_003_264],
] as const)('%s for ten classes has the size that it is known for', async (name, layers, inputs, parameters, flops) => {
  const network = await createNetwork({ inputs, layers: layers(10) })
  expect(network.parameterCount).toBe(parameters)
  expect(network.outputs).toBe(10)
  expect(network.summary()).toContain(`${flops} FLOP a row`)
  expect(network.plan.layers).toEqual(layersByName(name, 10).map(({ description }) => description))
})

test.each(networkNames)('%s learns on every engine to the same bits, and comes back from its file', async (name) => {
  const data = labelled(12, 16 * 16, 3)
  const hashes = new Set<string>()
  for (const engine of ['wasm', 'js'] as const) {
    const network = await createNetwork({
      inputs: [16, 16, 1],
      layers: layersByName(name, 3),
      engine: await loadEngine(engine),
    })
    await train(network, data, { epochs: 2, batchSize: 6, optimizer: sgd({ learningRate: 0.05, momentum: 0.9 }) })
    hashes.add(network.sha256())
    hashes.add((await loadNetwork(network.save())).sha256())
  }
  expect(hashes.size).toBe(1)
})
