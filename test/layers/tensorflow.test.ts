/** Layers over images against another library with the same layout: outputs and gradients of TensorFlow.js, in plain JS. */
import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-core/dist/register_all_gradients.js'
import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { conv1d, conv2d, createNetwork, type Layer, maxPool2d } from '../../src/entry/index.js'
import { arenaOf } from '../../src/network/network.js'
import { uniform } from '../network/data.js'

beforeAll(() => tf.setBackend('cpu'))

/** Y and the gradients for X and the tensors, from a given dY; three rows. */
async function ours(layer: Layer, inputs: number[], tensors: Float32Array, dy: Float32Array, x: Float32Array) {
  const network = await createNetwork({ inputs, layers: [layer], loss: 'meanSquaredError' })
  network.setParameters(tensors)
  const bound = layer.bind(inputs)
  const { core, fixed } = arenaOf(network)
  let top = arenaOf(network).batch.end
  const take = (floats: number) => {
    const pointer = top
    top += 4 * floats
    core.grow(top)
    return pointer
  }
  const rows = 3
  const places = {
    core,
    x: take(x.length),
    y: take(dy.length),
    dy: take(dy.length),
    dx: take(x.length),
    tensors: fixed.layers[0]!.map(({ at }) => at),
    gradients: fixed.layers[0]!.map(({ gradient }) => gradient),
    kept: take(rows * bound.kept),
    work: take(bound.workspace(rows)),
    path: '0',
    frozen: false,
  }
  core.f32.set(x, places.x / 4)
  core.f32.set(dy, places.dy / 4)
  bound.forward(places, rows, { training: true, step: 0, seed: 0 })
  bound.backward(places, rows, 0)
  const read = (at: number, size: number) => [...core.f32.subarray(at / 4, at / 4 + size)]
  const gradients = fixed.layers[0]!.map(({ gradient, size }) => read(gradient, size))
  return [read(places.y, dy.length), read(places.dx, x.length), ...gradients]
}

/** Each list within 1e-5 of the largest of its own. */
function expectNear(actual: number[][], expected: number[][]) {
  expect(actual.map(({ length }) => length)).toEqual(expected.map(({ length }) => length))
  expected.forEach((list, which) => {
    const largest = Math.max(1, ...list.map(Math.abs))
    const beyond = list.findIndex((value, i) => !(Math.abs(value - actual[which]![i]!) <= 1e-5 * largest))
    expect(beyond, `list ${which}`).toBe(-1)
  })
}

const sized = (shape: number[]) => shape.reduce((product, size) => product * size, 1)

describe.each(['valid', 'same'] as const)('with padding %s', (padding) => {
  test.each([
    [[7, 6, 3], 5, [3, 3], 1],
    [[9, 8, 2], 4, [5, 2], 2],
    [[6, 9, 1], 10, [2, 4], 3],
  ] as [number[], number, [number, number], number][])(
    'conv2d over %o with %i filters %o, stride %i, gives its outputs and gradients within 1e-5',
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
      expectNear(await ours(layer, inputs, Float32Array.of(...w, ...b), dy, x), expected)
    },
  )

  test('conv1d gives its outputs and gradients within 1e-5', async () => {
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
      await ours(layer, inputs, w, dy, x),
      [y, ...gradients].map((tensor) => [...tensor.dataSync()]),
    )
  })

  test.each([
    [[8, 6, 5], 2, 2],
    [[7, 9, 3], 3, 2],
    [[5, 5, 4], 2, 3],
  ] as [number[], number, number][])(
    'maxPool2d over %o of %i pixels, stride %i, gives its outputs and gradients within 1e-5',
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
        await ours(layer, inputs, new Float32Array(0), dy, x),
        [y, gradient].map((tensor) => [...tensor.dataSync()]),
      )
    },
  )
})
