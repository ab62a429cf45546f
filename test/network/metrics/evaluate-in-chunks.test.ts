import { expect, test } from 'vitest'
import { chunkedDataset } from '../../../src/data/chunks/create.js'
import type { Dataset } from '../../../src/data/dataset.js'
import { createNetwork } from '../../../src/entry/index.js'
import { dense } from '../../../src/layers/dense.js'
import { findLearningRate } from '../../../src/measure/index.js'
import { evaluateInChunks } from '../../../src/network/metrics/evaluate-in-chunks.js'
import { metrics } from '../../../src/network/metrics/metrics.js'
import { sgd } from '../../../src/optimizers/sgd.js'
import { train } from '../../../src/training/train.js'
import { inPieces } from '../../data/chunks/pieces.js'
import { refusal } from '../../helpers.js'
import { labelled, scatter, targeted } from '../data.js'

const classes = labelled(700, 3, 4)
const inChunks = (rows: Dataset, chunkRows: number) =>
  chunkedDataset({ inputs: rows.inputs, chunkRows, chunks: inPieces(rows, [90, 1]) })
const network = async () => scatter(await createNetwork({ inputs: 3, layers: [dense(8, 'relu'), dense(4)] }))

test('rows in chunks of 1, 100, 256, 699 and all are evaluated to the bits of the same rows in memory', async () => {
  const net = await network()
  for (const chunkRows of [1, 100, 256, 699, 700]) {
    expect(await evaluateInChunks(net, await inChunks(classes, chunkRows))).toEqual(net.evaluate(classes))
  }
  const targets = targeted(300, 3, 2)
  const other = await createNetwork({ inputs: 3, layers: [dense(2)], loss: 'huber' })
  expect(await evaluateInChunks(scatter(other), await inChunks(targets, 130))).toEqual(other.evaluate(targets))
})

test('data that do not fit, and data in memory, are refused; so are chunks wherever rows in memory are needed', async () => {
  const net = await network()
  const wrong = evaluateInChunks(net, await inChunks(labelled(20, 2, 2), 5))
  await expect(wrong).rejects.toThrow(refusal(RangeError, 'evaluateInChunks', 'dataset', 3, 2))
  const memory = evaluateInChunks(net, classes as never)
  await expect(memory).rejects.toThrow(refusal(TypeError, 'evaluateInChunks', 'dataset', 'in chunks', 'an object'))
  const data = (await inChunks(classes, 100)) as unknown as Dataset
  const expected = (where: string) => refusal(TypeError, where, 'dataset', 'in memory', 'in chunks', 'first')
  expect(() => net.evaluate(data)).toThrow(expected('evaluate'))
  expect(() => metrics(net, data)).toThrow(expected('metrics'))
  await expect(findLearningRate(net, data)).rejects.toThrow(expected('findLearningRate'))
  const run = train(net, classes, { epochs: 1, optimizer: sgd({ learningRate: 0.1 }), validation: data })
  await expect(run).rejects.toThrow(expected('train'))
})

test('a network in the middle of train is not evaluated', async () => {
  const net = await network()
  const data = await inChunks(classes, 100)
  const running = train(net, data, { epochs: 3, optimizer: sgd({ learningRate: 0.1 }) })
  await expect(evaluateInChunks(net, data)).rejects.toThrow(refusal(Error, 'evaluateInChunks', 'network'))
  await running
})
