import { expect, test } from 'vitest'
import { conv2d, createNetwork, dense } from '../../src/entry/index.js'

test('weights of a convolution are uniform within sqrt(6 / inputs) with he, sqrt(6 / (inputs + outputs)) with glorot', async () => {
  for (const [initialization, limit] of [
    ['he', Math.sqrt(6 / (9 * 8))],
    ['glorot', Math.sqrt(6 / (9 * 8 + 9 * 32))],
  ] as const) {
    const network = await createNetwork({
      inputs: [5, 5, 8],
      layers: [conv2d(32, { kernelSize: 3, initialization }), dense(2)],
    })
    const [weights, biases] = network.tensors()
    const largest = Math.max(...weights!.values.map(Math.abs))
    expect(largest).toBeLessThanOrEqual(limit)
    expect(largest).toBeGreaterThan(0.99 * limit)
    expect(biases!.values.every((value) => value === 0)).toBe(true)
  }
})
