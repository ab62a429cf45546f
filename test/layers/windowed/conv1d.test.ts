import { expect, test } from 'vitest'
import { conv1d, conv2d, createNetwork, dense, loadNetwork } from '../../../src/entry/index.js'
import { gradientsOf, labelled } from '../../network/data.js'

test('it gives the bits of conv2d over images one pixel high', async () => {
  const data = labelled(20, 24, 3)
  const option = { stride: 2, padding: 'same', activation: 'relu' } as const
  const flat = await createNetwork({ inputs: [12, 2], layers: [conv1d(5, { kernelSize: 3, ...option }), dense(3)] })
  const images = await createNetwork({
    inputs: [1, 12, 2],
    layers: [conv2d(5, { kernelSize: [1, 3], ...option }), dense(3)],
  })
  images.setParameters(flat.parameters())
  expect(gradientsOf(flat, data)).toEqual(gradientsOf(images, data))
  expect(conv1d(5, { kernelSize: 3, ...option }).bind([12, 2])).toMatchObject({
    output: [6, 5],
    tensors: [{ shape: [3, 2, 5] }, { shape: [5] }],
  })
  const again = await loadNetwork(flat.save())
  expect(again.plan).toEqual(flat.plan)
  expect(again.sha256()).toBe(flat.sha256())
})

test.each([
  [() => conv1d(0, { kernelSize: 3 }), RangeError, 'conv1d: "filters" expected a whole number of at least 1, got 0'],
  [() => conv1d(3, { kernelSize: 0 }), RangeError, 'conv1d: "kernelSize" expected a whole number of at least 1, got 0'],
  [
    () => conv1d(3, { kernelSize: 3, stride: 0 }),
    RangeError,
    'conv1d: "stride" expected a whole number of at least 1, got 0',
  ],
  [() => conv1d(3, { kernelSize: [1, 3] as never }), TypeError, 'conv1d: "kernelSize" expected a whole number'],
  [
    () => conv1d(3, { kernelSize: 3 }).bind([9]),
    RangeError,
    'conv1d: "input" expected sequences, [length, channels], got 9',
  ],
  [
    () => conv1d(3, { kernelSize: 9 }).bind([8, 2]),
    RangeError,
    '"kernelSize" expected a window inside sequences of 8 x 2, got 9',
  ],
])('refuses what does not fit: %s', (make, kind, text) => {
  expect(make).toThrow(kind)
  expect(make).toThrow(text)
})
