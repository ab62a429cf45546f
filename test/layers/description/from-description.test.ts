import { expect, test } from 'vitest'
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
} from '../../../src/entry/index.js'
import { layersFrom } from '../../../src/layers/description/from-description.js'
import { registry } from '../../../src/layers/description/registry.js'

const layers: Layer[] = [
  dense(3, 'relu'),
  activation('tanh'),
  flatten(),
  maxPool2d(3, { stride: 2, padding: 'same' }),
  dropout(0.25),
  averagePool2d(3, { stride: 2 }),
  globalAveragePool(),
  depthwiseConv2d({ kernelSize: 3, useBias: false }),
  layerNorm({ epsilon: 1e-3 }),
  residual([maxPool2d(2), residual([dense(3)])], { shortcut: [flatten(), dense(3)] }),
  batchNorm({ decay: 0.8, epsilon: 1e-3 }),
  conv1d(4, { kernelSize: 3, activation: 'relu' }),
  conv2d(5, { kernelSize: [3, 2], stride: 2, padding: 'same', useBias: false }),
]

test('every kind comes back from its description, which goes through JSON', async () => {
  const descriptions = layers.map(({ description }) => JSON.parse(JSON.stringify(description)))
  const again = await layersFrom('test', descriptions)
  expect(again.map(({ description }) => description)).toEqual(descriptions)
  expect(layers.map(({ description }) => description.kind)).toEqual(expect.arrayContaining(Object.keys(registry)))
})

test('layers stay as they are, and a factory of the caller’s own comes before a built-in one', async () => {
  const own = dense(7)
  const [first, second] = await layersFrom('test', [layers[3]!, { kind: 'flatten' }], { flatten: () => own })
  expect(first).toBe(layers[3])
  expect(second).toBe(own)
})

test.each([
  [{ kind: 'pool' }, RangeError, /test: "layers\[1\].kind" expected one of dense, activation, .*flatten.*, got "pool"/],
  [{}, TypeError, /test: "layers\[1\]" expected a layer, such as dense\(10\), got an object/],
  [null, TypeError, /test: "layers\[1\]" expected a layer/],
])('refuses %o by its place', async (wrong, kind, text) => {
  const made = layersFrom('test', [dense(1), wrong as never])
  await expect(made).rejects.toThrow(kind)
  await expect(made).rejects.toThrow(text)
})

test.each([
  [{ kind: 'dense', outputs: 3, activaton: 'relu' }, 'dense: unknown option "activaton"'],
  [{ kind: 'maxPool2d', poolSize: 2, strides: 1 }, 'maxPool2d: unknown option "strides"'],
  [{ kind: 'flatten', size: 3 }, 'flatten: unknown option "size"'],
  [{ kind: 'residual', layers: [{ kind: 'flatten', size: 3 }] }, 'flatten: unknown option "size"'],
  [{ kind: 'residual' }, 'residual: "layers" expected'],
  [{ kind: 'residual', layers: [{ kind: 'dense', outputs: 1 }], shortcut: 3 }, 'residual: "shortcut" expected'],
])('refuses %o: what a layer does not take must not be ignored', async (description, text) => {
  await expect(layersFrom('test', [description])).rejects.toThrow(text)
})

test('options that have a default may be left out of a description', async () => {
  const made = await layersFrom('test', [
    { kind: 'conv2d', filters: 2, kernelSize: 3 },
    { kind: 'maxPool2d', poolSize: 2 },
    { kind: 'averagePool2d', poolSize: 2 },
    { kind: 'residual', layers: [{ kind: 'batchNorm' }] },
    { kind: 'layerNorm' },
    { kind: 'dense', outputs: 3 },
  ])
  const whole = [
    conv2d(2, { kernelSize: 3 }),
    maxPool2d(2),
    averagePool2d(2),
    residual([batchNorm()]),
    layerNorm(),
    dense(3),
  ]
  expect(made.map(({ description }) => description)).toEqual(whole.map(({ description }) => description))
})
