import { expect, test } from 'vitest'
import { createNetwork, dense, flatten, loadNetwork, maxPool2d } from '../../src/entry/index.js'
import { gradientsOf, labelled } from '../network/data.js'

test('it gives a row of one dimension and changes no bit of a network: dense flattens by itself', async () => {
  const data = labelled(20, 36, 3)
  const make = async (layers: Parameters<typeof createNetwork>[0]['layers']) => {
    const network = await createNetwork({ inputs: [6, 6, 1], layers })
    network.setParameters(Float32Array.from({ length: network.parameterCount }, (_, i) => Math.sin(i)))
    return network
  }
  const plain = await make([maxPool2d(2), dense(3)])
  const flat = await make([flatten(), dense(3)])
  const between = await make([maxPool2d(2), flatten(), dense(3)])
  expect(flat.summary()).toContain('flatten')
  expect(gradientsOf(between, data)).toEqual(gradientsOf(plain, data))
  expect((await loadNetwork(between.save())).plan).toEqual(between.plan)
  expect(flatten().bind([6, 6, 2]).output).toEqual([72])
})
