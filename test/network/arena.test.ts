import { expect, test } from 'vitest'
import { createNetwork, lenet } from '../../src/entry/index.js'
import { arenaOf } from '../../src/network/network.js'

test('batches of 512 rows of LeNet take at most 120 MiB in all, with an optimizer of two numbers a weight', async () => {
  const network = await createNetwork({ inputs: [28, 28, 1], layers: lenet(10) })
  const arena = arenaOf(network)
  arena.reserve(512, 2)
  expect(arena.batch.end).toBeLessThanOrEqual(120 * 2 ** 20)
  expect(arena.core.u8.length).toBeLessThanOrEqual(120 * 2 ** 20)
})
