import { expect, test } from 'vitest'
import { blockOrder } from '../../../src/data/order.js'
import { readShuffle } from '../../../src/training/options/shuffle.js'
import { train } from '../../../src/training/train.js'
import { Training } from '../../../src/training/training.js'
import { refusal } from '../../helpers.js'
import { data, newNetwork, options } from '../runs.js'

const hashOf = async (shuffle: boolean | number, rows = data) => {
  const network = await newNetwork()
  await train(network, rows, options({ epochs: 1, shuffle }))
  return network.sha256()
}

test('rows shuffled in blocks give the bits of the same rows laid out in that order and not shuffled', async () => {
  const order = blockOrder(7, 4, 0, new Uint32Array(data.count))
  const features = Float32Array.from({ length: 2 * data.count }, (_, i) => {
    return data.features[2 * (order[i >> 1] as number) + (i % 2)] as number
  })
  const labels = Uint8Array.from(order, (row) => data.labels[row] as number)
  // the scale of the input is a sum in the order of the rows, so both take it from the same
  const scale = { mean: Float32Array.of(0.1, 0.2), scale: Float32Array.of(2, 3) }
  const outcomes = [data, { ...data, features, labels }].map(async (rows, i) => {
    const network = await newNetwork()
    network.standardize(scale)
    const history = await train(network, rows, options({ epochs: 1, shuffle: i === 0 ? 7 : false }))
    return { hash: network.sha256(), loss: history.loss }
  })
  const [blocks, laid] = await Promise.all(outcomes)
  expect(blocks).toEqual(laid)
})

test('true, all rows and more than there are is one order; blocks and no shuffling are others', async () => {
  const [usual, all, more, blocks, single, none] = await Promise.all(
    [true, data.count, 1000, 20, 1, false].map((shuffle) => hashOf(shuffle)),
  )
  expect(all).toBe(usual)
  expect(more).toBe(usual)
  expect(none).toBe(single)
  expect(new Set([usual, blocks, none]).size).toBe(3)
})

test('a checkpoint of another order is refused, one of the usual order is as it was before there were others', async () => {
  const network = await newNetwork()
  const file = (shuffle?: boolean | number) =>
    new Training(network, data, options(shuffle === undefined ? {} : { shuffle })).checkpoint()
  expect(file(true)).toEqual(file())
  const resume = (saved: boolean | number, shuffle: boolean | number) => () =>
    new Training(network, data, options({ resume: file(saved), shuffle }))
  expect(resume(20, 20)).not.toThrow()
  expect(resume(20, true)).toThrow(refusal(RangeError, 'resume', 'run.shuffle', 20, undefined))
  expect(resume(true, false)).toThrow(refusal(RangeError, 'resume', 'run.shuffle', undefined, 1))
})

test('what is neither true, false nor a whole number of rows is refused', () => {
  const read = (value: unknown) => () => readShuffle(90)('train', 'shuffle', value, {})
  expect(read('yes')).toThrow(refusal(TypeError, 'train', 'shuffle', 'a whole number', '"yes"'))
  for (const wrong of [0, -3, 1.5, Number.NaN]) {
    expect(read(wrong)).toThrow(refusal(RangeError, 'train', 'shuffle', 'a whole number', wrong))
  }
})
