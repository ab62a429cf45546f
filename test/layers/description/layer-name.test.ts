import { expect, test } from 'vitest'
import { layersText } from '../../../src/layers/description/layer-name.js'
import { activation, batchNorm, dense } from '../../../src/layers/index.js'
import { lenet } from '../../../src/layers/named/lenet.js'

const text = (layers: readonly { description: unknown }[]) =>
  layersText(layers.map(({ description }) => description as never))

test('layers are named in their order, and a block that comes three times or more once, with how often', () => {
  const block = [dense(64), batchNorm(), activation('relu')]
  expect(text([...block, ...block, ...block, ...block, dense(10)])).toBe(
    '4 x (dense 64, batchNorm, activation), dense 10',
  )
  expect(text([dense(8), dense(8), dense(8), dense(2)])).toBe('3 x dense 8, dense 2')
  expect(text([dense(8), dense(8), dense(2)])).toBe('dense 8, dense 8, dense 2')
  expect(text(lenet(10))).toBe('conv2d 20, maxPool2d, conv2d 50, maxPool2d, dense 500, dense 10')
})
