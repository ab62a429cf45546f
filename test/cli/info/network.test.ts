import { expect, test } from 'vitest'
import { resnet8 } from '../../../src/entry/index.js'
import { digitsFolder } from '../digits-folder.js'
import { inside, jsonInside, refused } from '../onecycle.js'

test('in words: a row for each layer with its output, parameters and operations, then the layers as JSON', async () => {
  const { code, stdout } = await inside(['info', '--network', 'lenet'])
  expect(code).toBe(0)
  expect(stdout).toMatch(/^conv2d 50 +8 x 8 x 50 +25,050 +3,200,000$/m)
  expect(stdout).toContain('431,080 parameters, 4,586,000 FLOP a row')
  const { layers } = JSON.parse(stdout.slice(stdout.indexOf('{')))
  expect(layers.map(({ kind }: { kind: string }) => kind)).toEqual([
    ...['conv2d', 'maxPool2d', 'conv2d', 'maxPool2d', 'dense', 'dense'],
  ])
})

test('--json: the network as --network takes it, and the figures of each layer; the data say inputs and classes', async () => {
  const folder = digitsFolder(20, 10)
  const { network, layers, parameters, flops, ...rest } = await jsonInside<{
    command: string
    name: string
    network: { inputs: number[]; layers: unknown[] }
    layers: { output: number[]; parameters: number; flops: number }[]
    parameters: number
    flops: number
  }>(['info', '--network', 'resnet-8', '--data', folder])
  expect(rest).toMatchObject({ command: 'info', name: 'resnet-8' })
  expect(network).toMatchObject({ inputs: [28, 28, 1], layers: resnet8(10).map(({ description }) => description) })
  expect(layers).toHaveLength(network.layers.length)
  expect(layers.reduce((sum, layer) => sum + layer.parameters, 0)).toBe(parameters)
  expect(layers.reduce((sum, layer) => sum + layer.flops, 0)).toBe(flops)
})

test('--data without --network is wrong use', async () => {
  const { code, words } = await refused(['info', '--data', 'digits'])
  expect([code, words]).toEqual([2, expect.stringContaining('--network')])
})
