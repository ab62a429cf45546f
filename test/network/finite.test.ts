import { expect, test } from 'vitest'
import { createNetwork, dense } from '../../src/entry/index.js'
import { hasFiniteParameters } from '../../src/network/finite.js'
import { arenaOf } from '../../src/network/network.js'

test('a network is finite until one of its parameters is not, whichever it is', async () => {
  const network = await createNetwork({ inputs: 3, layers: [dense(5, 'relu'), dense(2)] })
  expect(hasFiniteParameters(network)).toBe(true)
  for (const i of network.parameters().keys()) {
    for (const bad of [Number.NaN, Infinity, -Infinity]) {
      const values = network.parameters()
      const before = values[i] as number
      values[i] = bad
      arenaOf(network).setParameters(values)
      expect(hasFiniteParameters(network), `${bad} at ${i}`).toBe(false)
      values[i] = before
      arenaOf(network).setParameters(values)
    }
  }
  expect(hasFiniteParameters(network)).toBe(true)
})
