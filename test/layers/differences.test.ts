/** Every layer beyond dense against itself in f64: what it gives, and by central differences the gradients of all that goes in. */
import { describe, expect, test } from 'vitest'
import {
  activation,
  averagePool2d,
  batchNorm,
  conv1d,
  conv2d,
  dense,
  depthwiseConv2d,
  dropout,
  flatten,
  globalAveragePool,
  type Layer,
  layerNorm,
  maxPool2d,
  residual,
} from '../../src/entry/index.js'
import { type Shape, sizeOf } from '../../src/layers/layer.js'
import { Bench, layerBuilds } from '../core/bench.js'
import { uniform } from '../network/data.js'
import { exactLayers, slopesOf } from '../reference/layers.js'
import { expectNear, type Given, inEvaluation, runLayer } from './rig.js'

const same = { padding: 'same' } as const
const block = [conv2d(3, { kernelSize: 3, ...same, activation: 'tanh' }), batchNorm(), activation('silu')]

const cases: [string, Layer, Shape][] = [
  ['dense', dense(4, 'tanh'), [5]],
  ['conv2d', conv2d(5, { kernelSize: 3 }), [4, 5, 2]],
  [
    'conv2d by 2, standing over, with ReLU',
    conv2d(3, { kernelSize: [2, 3], stride: 2, ...same, activation: 'relu' }),
    [5, 4, 3],
  ],
  [
    'conv2d by 3, without biases, with a sigmoid',
    conv2d(4, { kernelSize: 2, stride: 3, activation: 'sigmoid', useBias: false }),
    [6, 5, 1],
  ],
  ['conv1d', conv1d(4, { kernelSize: 3, stride: 2, ...same, activation: 'leakyRelu' }), [8, 2]],
  ['depthwiseConv2d', depthwiseConv2d({ kernelSize: 3, activation: 'tanh' }), [4, 4, 5]],
  [
    'depthwiseConv2d by 2, standing over, without biases',
    depthwiseConv2d({ kernelSize: 3, stride: 2, ...same, useBias: false }),
    [5, 4, 3],
  ],
  ['maxPool2d', maxPool2d(2), [4, 5, 3]],
  ['maxPool2d with overlapping windows', maxPool2d(3, { stride: 2, ...same }), [5, 4, 2]],
  ['averagePool2d', averagePool2d(2), [4, 5, 3]],
  ['averagePool2d with overlapping windows', averagePool2d(3, { stride: 1, ...same }), [4, 3, 2]],
  ['globalAveragePool', globalAveragePool(), [3, 4, 5]],
  ['batchNorm of rows', batchNorm(), [7]],
  ['batchNorm of images', batchNorm({ epsilon: 0.01 }), [3, 2, 5]],
  ['layerNorm of rows', layerNorm(), [6]],
  ['layerNorm of images', layerNorm({ epsilon: 0.01 }), [2, 3, 5]],
  ...(['linear', 'relu', 'leakyRelu', 'tanh', 'sigmoid', 'gelu', 'silu'] as const).map(
    (name) => [`activation ${name}`, activation(name), [9]] as [string, Layer, Shape],
  ),
  ['flatten', flatten(), [2, 3, 2]],
  ['residual, the identity beside', residual(block), [3, 4, 3]],
  [
    'residual, layers beside',
    residual([maxPool2d(2), ...block], { shortcut: [conv2d(3, { kernelSize: 1, stride: 2 })] }),
    [4, 4, 2],
  ],
  ['residual within residual', residual([batchNorm(), residual([dense(6, 'relu')]), layerNorm()]), [6]],
]

/** Four rows of operands; a variance is above 0. */
function givenTo(layer: Layer, inputs: Shape): Given {
  const { output, tensors } = layer.bind(inputs)
  return {
    x: uniform(4 * sizeOf(inputs), 'layer x', 1.5),
    dy: uniform(4 * sizeOf(output), 'layer dy'),
    tensors: tensors.map(({ name, shape }, i) => {
      const values = uniform(sizeOf(shape), `layer tensor ${i}`)
      return name.endsWith('runningVariance') ? values.map((value) => value + 1.5) : values
    }),
  }
}

/** The output in training and in evaluation, and the slopes of sum dy y for the input and each trained tensor. */
function exactly(layer: Layer, inputs: Shape, given: Given) {
  const outputs = ({ x, tensors }: Pick<Given, 'x' | 'tensors'>, training: boolean) => {
    const left = [...tensors]
    return exactLayers([layer.description], { shape: inputs, values: x }, () => left.shift()!, training).values
  }
  const sum = (moved: Pick<Given, 'x' | 'tensors'>) => {
    return Array.from(outputs(moved, true)).reduce((total, y, i) => total + y * given.dy[i]!, 0)
  }
  return {
    y: outputs(given, true),
    evaluated: outputs(given, false),
    dx: slopesOf(given.x, (x) => sum({ ...given, x })),
    gradients: layer.bind(inputs).tensors.flatMap(({ role }, which) => {
      if (role === 'state') return []
      const replaced = (moved: ArrayLike<number>) => given.tensors.map((old, i) => (i === which ? moved : old))
      return [slopesOf(given.tensors[which]!, (moved) => sum({ ...given, tensors: replaced(moved) }))]
    }),
  }
}

const expected = cases.map(([, layer, inputs]) => {
  const given = givenTo(layer, inputs)
  return { given, ...exactly(layer, inputs, given) }
})

describe.each(Object.entries(layerBuilds))('%s', (_, build) => {
  test.each(cases.map(([what], i) => [what, i] as const))(
    'outputs are within 1e-6, the gradients of the input and of every tensor within 2e-6 of the largest, by central differences in f64: %s',
    async (what, i) => {
      const bench = new Bench(await build())
      const [, layer, inputs] = cases[i]!
      const { given, y, evaluated, dx, gradients } = expected[i]!
      const actual = runLayer(bench, layer, inputs, given)
      expectNear([actual.y], [y], 1e-6, `${what}, outputs`)
      expectNear([actual.dx, ...actual.gradients], [dx, ...gradients], 2e-6, `${what}, gradients`)
      expectNear([runLayer(bench, layer, inputs, given, inEvaluation).y], [evaluated], 1e-6, `${what}, evaluated`)
    },
  )

  test('the gradient of dropout is within 1e-6 of its differences, with what is dropped held still', async () => {
    const bench = new Bench(await build())
    const layer = dropout(0.4)
    const given = givenTo(layer, [7])
    const { y, dx } = runLayer(bench, layer, [7], given)
    expect(y.filter((value) => value === 0).length).toBeGreaterThan(0)
    // a number at a time: each output is a multiple of its own input
    const slopes = Array.from(given.x, (_, i) => {
      const at = (step: number) => Array.from(given.x, (value, j) => (j === i ? value + step : value))
      const [above, below] = [1, -1].map((step) => runLayer(bench, layer, [7], { ...given, x: at(step) }).y)
      return above!.reduce((sum, value, j) => sum + (value - below![j]!) * given.dy[j]!, 0) / 2
    })
    expectNear([dx], [slopes], 1e-6, 'dropout')
  })
})
