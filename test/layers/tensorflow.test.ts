/** Layers over images against another library with the same layout: outputs and gradients of TensorFlow.js, in plain JS. */
import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-core/dist/register_all_gradients.js'
import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { conv1d, conv2d, type Layer, maxPool2d } from '../../src/entry/index.js'
import { Bench, layerBuilds } from '../core/bench.js'
import { uniform } from '../network/data.js'
import { expectNear, runLayer } from './rig.js'

beforeAll(() => tf.setBackend('cpu'))

/** Y and the gradients for X and the tensors, from a given dY; three rows. */
async function ours(layer: Layer, inputs: number[], tensors: Float32Array[], dy: Float32Array, x: Float32Array) {
  const { y, dx, gradients } = runLayer(new Bench(await layerBuilds.wasm()), layer, inputs, { x, dy, tensors })
  return [y, dx, ...gradients]
}

const sized = (shape: number[]) => shape.reduce((product, size) => product * size, 1)

describe.each(['valid', 'same'] as const)('with padding %s', (padding) => {
  test.each([
    [[7, 6, 3], 5, [3, 3], 1],
    [[9, 8, 2], 4, [5, 2], 2],
    [[6, 9, 1], 10, [2, 4], 3],
  ] as [number[], number, [number, number], number][])(
    'conv2d over %o with %i filters %o, stride %i, gives its outputs and gradients within 1e-6 of the largest of each',
    async (inputs, filters, kernelSize, stride) => {
      const layer = conv2d(filters, { kernelSize, stride, padding })
      const { output } = layer.bind(inputs)
      const x = uniform(3 * sized(inputs), 'x')
      const w = uniform(kernelSize[0] * kernelSize[1] * inputs[2]! * filters, 'w')
      const b = uniform(filters, 'b')
      const dy = uniform(3 * sized([...output]), 'dy')
      const f = (xs: tf.Tensor, ws: tf.Tensor, bs: tf.Tensor) =>
        tf.add(tf.conv2d(xs as tf.Tensor4D, ws as tf.Tensor4D, stride, padding), bs)
      const operands = [
        tf.tensor(x, [3, ...inputs]),
        tf.tensor(w, [...kernelSize, inputs[2]!, filters]),
        tf.tensor(b, [filters]),
      ]
      const y = f(...(operands as [tf.Tensor, tf.Tensor, tf.Tensor]))
      expect(y.shape).toEqual([3, ...output])
      const gradients = tf.grads(f as never)(operands, tf.tensor(dy, y.shape))
      const expected = [y, ...gradients].map((tensor) => [...tensor.dataSync()])
      expectNear(await ours(layer, inputs, [w, b], dy, x), expected, 1e-6, 'conv2d')
    },
  )

  test('conv1d gives its outputs and gradients within 1e-6 of the largest of each', async () => {
    const layer = conv1d(6, { kernelSize: 4, stride: 2, padding, useBias: false })
    const inputs = [11, 3]
    const { output } = layer.bind(inputs)
    const x = uniform(3 * sized(inputs), 'x')
    const w = uniform(4 * 3 * 6, 'w')
    const dy = uniform(3 * sized([...output]), 'dy')
    const f = (xs: tf.Tensor, ws: tf.Tensor) => tf.conv1d(xs as tf.Tensor3D, ws as tf.Tensor3D, 2, padding)
    const operands = [tf.tensor(x, [3, ...inputs]), tf.tensor(w, [4, 3, 6])]
    const y = f(...(operands as [tf.Tensor, tf.Tensor]))
    expect(y.shape).toEqual([3, ...output])
    const gradients = tf.grads(f as never)(operands, tf.tensor(dy, y.shape))
    expectNear(
      await ours(layer, inputs, [w], dy, x),
      [y, ...gradients].map((tensor) => [...tensor.dataSync()]),
      1e-6,
      'conv1d',
    )
  })

  test.each([
    [[8, 6, 5], 2, 2],
    [[7, 9, 3], 3, 2],
    [[5, 5, 4], 2, 3],
  ] as [number[], number, number][])(
    'maxPool2d over %o of %i pixels, stride %i, gives its outputs and gradients within 1e-6 of the largest of each',
    async (inputs, poolSize, stride) => {
      const layer = maxPool2d(poolSize, { stride, padding })
      const { output } = layer.bind(inputs)
      const x = uniform(3 * sized(inputs), 'x')
      const dy = uniform(3 * sized([...output]), 'dy')
      const f = (xs: tf.Tensor) => tf.maxPool(xs as tf.Tensor4D, poolSize, stride, padding)
      const operand = tf.tensor(x, [3, ...inputs])
      const y = f(operand)
      expect(y.shape).toEqual([3, ...output])
      const gradient = tf.grad(f as never)(operand, tf.tensor(dy, y.shape))
      expectNear(
        await ours(layer, inputs, [], dy, x),
        [y, gradient].map((tensor) => [...tensor.dataSync()]),
        1e-6,
        'maxPool2d',
      )
    },
  )
})
