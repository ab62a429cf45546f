import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createNetwork, loadNetwork, smallCnn } from '../../../src/entry/index.js'
import { networkNames } from '../../../src/layers/named/by-name.js'
import { digitsFolder } from '../digits-folder.js'
import { inside, json, jsonInside, refused, temporaryFolder } from '../onecycle.js'

const data = digitsFolder()
const folder = temporaryFolder()
const RUN = ['train', '--data', data, '--epochs', '2', '--batch-size', '30']

function file(name: string, content: unknown): string {
  const path = join(folder, name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

test.each(networkNames)('%s trains, is saved, and answers from its file', async (name) => {
  const save = join(folder, `${name}.net`)
  const { network, testAccuracy, weightsSha256 } = await jsonInside([...RUN, '--network', name, '--save', save])
  expect(network).toMatchObject({ name, parameters: expect.any(Number) })
  expect((await loadNetwork(readFileSync(save))).sha256()).toBe(weightsSha256)
  interface Evaluated {
    accuracy: number
    network: { parameters: number }
  }
  const seen = await jsonInside<Evaluated>(['evaluate', '--data', data, '--network', save])
  expect(JSON.stringify(seen)).toContain(`"accuracy":${testAccuracy}`)
  expect(seen.network.parameters).toBe(network.parameters)
})

test('both engines train a network by name to the same weights, in processes of their own', async () => {
  const run = [...RUN, '--network', 'small-cnn']
  const [wasm, js] = await Promise.all([json(run), json([...run, '--engine', 'js'])])
  expect(js.weightsSha256).toBe(wasm.weightsSha256)
})

test('its plan in a file, its layers alone, and layers without their defaults train to the weights of the name', async () => {
  const { plan } = await createNetwork({ inputs: [28, 28, 1], layers: smallCnn(10) })
  const short = plan.layers.map(({ kind, ...options }) => (kind === 'batchNorm' ? { kind } : { kind, ...options }))
  const hashes = new Set<unknown>()
  for (const network of [
    'small-cnn',
    file('plan.json', plan),
    file('layers.json', { layers: plan.layers }),
    file('short.json', { layers: short }),
    file('info.json', (await inside(['info', '--network', 'small-cnn', '--json'])).stdout),
  ]) {
    hashes.add((await jsonInside([...RUN, '--network', network])).weightsSha256)
  }
  expect(hashes.size).toBe(1)
})

test('the loss of a file counts where --loss says nothing, and a list of rows trains what a file describes', async () => {
  const layers = [
    { kind: 'dense', outputs: 6, activation: 'tanh' },
    { kind: 'dense', outputs: 2 },
  ]
  const network = file('squares.json', { inputs: 2, layers, loss: 'meanSquaredError' })
  const run = ['train', '--data', 'spirals', '--epochs', '1', '--network', network]
  expect((await jsonInside(run)).loss).toBe('meanSquaredError')
  expect((await jsonInside([...run, '--loss', 'huber'])).loss).toBe('huber')
})

test('a range test takes a network by name', async () => {
  const { stdout } = await inside([
    'find-lr',
    '--data',
    data,
    '--network',
    'small-cnn',
    '--steps',
    '20',
    '--seeds',
    '1',
  ])
  expect(stdout).toContain('network small-cnn')
})

describe('wrong use: exit code 2, and a sentence that names what came', () => {
  test.each([
    [['--network', 'lennet'], '"lennet"; did you mean lenet?'],
    [['--network', 'digits.net'], '"digits.net"; a saved network is for predict and evaluate'],
    [['--network', 'lenet', '--hidden', '16'], "'--hidden"],
    [['--network', 'lenet', '--activation', 'tanh'], "'--activation"],
    [['--network', 'lenet', '--data', 'spirals'], 'lenet for spirals'],
  ])('%j', async (options, words) => {
    const { code, words: said } = await refused(['train', ...options])
    expect(code).toBe(2)
    expect(said).toContain('--network')
    expect(said).toContain(words)
  })
})

describe('a file that describes no network for the data is named, with the layer and what it got', () => {
  const conv = { kind: 'conv2d', filters: 4, kernelSize: 3 }
  test.each([
    ['cut.json', '{ "layers": [', 'JSON'],
    ['none.json', { layers: [] }, 'no layers'],
    ['more.json', { layers: [conv], optimizer: 'sgd' }, '"optimizer"'],
    ['loss.json', { layers: [conv], loss: 'hinge' }, '"hinge"'],
    ['inputs.json', { layers: [conv], inputs: 'many' }, '"inputs[0]"'],
    ['many.json', { layers: [conv] }, 'which gives 2704'],
    ['kind.json', { layers: [conv, { kind: 'pool' }] }, 'kind.json, layers[1]: "layer.kind" expected'],
    [
      'option.json',
      { layers: [conv, { ...conv, strides: 2 }] },
      'option.json, layers[1]: conv2d: unknown option "strides"',
    ],
    ['value.json', { layers: [{ ...conv, filters: 0 }] }, 'value.json, layers[0]: conv2d: "filters" expected'],
    [
      'large.json',
      { layers: [conv, { ...conv, kernelSize: 27 }] },
      'large.json, layers[1]: conv2d: "kernelSize" expected',
    ],
    ['last.json', { layers: [{ kind: 'dense', outputs: 10, activation: 'relu' }] }, 'expected a linear last layer'],
    ['few.json', { layers: [{ kind: 'dense', outputs: 3 }] }, 'which gives 3'],
    [
      'other.json',
      { inputs: [8, 8, 1], layers: [{ kind: 'dense', outputs: 10 }] },
      '"--data" expected rows of shape 8 x 8 x 1',
    ],
  ])('%s', async (name, content, words) => {
    const { code, stdout, words: said } = await refused([...RUN, '--network', file(name, content)])
    expect([code, stdout]).toEqual([1, ''])
    expect(said).toMatch(/^train: "--(network|data)" expected /)
    expect(said).toContain(words)
  })
})
