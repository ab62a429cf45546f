import { expect, test } from 'vitest'
import { applyPreparation, csvRows, parseCsv, prepareTable } from '../../src/data/tabular/csv.js'
import {
  adam,
  checkConverged,
  cloneNetwork,
  compare,
  createDataset,
  createNetwork,
  dense,
  findLearningRate,
  historyToCsv,
  loadNetwork,
  methodOptimizer,
  metrics,
  oneCycle,
  prepareTrialData,
  rangeTestToCsv,
  readIdx,
  runTrial,
  sgd,
  spirals,
  split,
  standardizationOf,
  takeRows,
  train,
} from '../../src/entry/index.js'
import { linearScale, rangeTestFigure, replayReport, studyReport, trainingReport } from '../../src/report/index.js'
import { tinyStudy } from '../measure/study/trials.js'

const { training: data, test: validation } = spirals({ seed: 1, training: 30, test: 10 })
const promised = createNetwork({ inputs: 2, layers: [dense(2)] })
const network = await promised
const prepared = prepareTable('x,y\n1,a\n2,b\n3,a\n5,b\n', { target: 'y', validation: 0 })
const of = await createNetwork({ inputs: 1, layers: [dense(2)] })
of.preparation = prepared.preparation
const two = await createNetwork({ inputs: 2, layers: [dense(2)] })
two.preparation = prepareTable('x,z,y\n1,1,a\n2,3,b\n3,1,a\n5,2,b\n', { target: 'y', validation: 0 }).preparation
const options = { epochs: 1, optimizer: sgd({ learningRate: 0.1 }) }
const methodRun = { totalSteps: 9, epochs: 1, rate: 0.1, weightDecay: 0, momentum: 0.9 }
const rows = [
  [1, 2],
  [3, 4],
]
// biome-ignore lint/suspicious/noExplicitAny: what is passed is wrong on purpose
const any = (value: unknown) => value as any

test.each<[string, string, () => unknown]>([
  ['train: "network"', 'write await', () => train(any(promised), data, options)],
  ['metrics: "network"', 'write await', () => metrics(any(promised), data)],
  ['cloneNetwork: "network"', 'write await', () => cloneNetwork(any(promised))],
  ['findLearningRate: "network"', 'write await', () => findLearningRate(any(promised), data)],
  ['train: "dataset"', 'write await', () => train(network, any(Promise.resolve(data)), options)],
  ['train: "dataset"', 'createDataset', () => train(network, any(rows), options)],
  ['train: "dataset"', 'part such as training', () => train(network, any(prepared), options)],
  ['train: "validation"', 'createDataset', () => train(network, data, { ...options, validation: any(rows) })],
  ['train: "optimizer"', 'write sgd({', () => train(network, data, { epochs: 1, optimizer: any(0.05) })],
  ['predict: "features"', 'train on a prepared table', () => network.predict({ x: 1 })],
  ['predict: "rows[0]"', 'an object or an array', () => two.predict(any([null]))],
  ['predict: "rows[1]"', 'an object or an array', () => two.predict(any([{ x: 1, z: 2 }, undefined]))],
  ['linearScale: "low"', 'finite', () => linearScale(-Infinity, 1)],
  ['linearScale: "high"', 'at least 0', () => linearScale(0, any('1'))],
  ['methodOptimizer: "method"', 'a name or a method', () => methodOptimizer(any(undefined), methodRun)],
  ['predict: "onUnknown"', 'a function', () => two.predict([{ x: 1, z: 2 }], any({ onUnknown: 'zero' }))],
  ['standardize: "standardization"', 'standardizationOf gives', () => network.standardize(any(null))],
  ['standardizationOf: "plan.inputs"', 'a shape', () => standardizationOf(data, any({ inputs: '2' }))],
  ['evaluate: "dataset"', 'createDataset', () => network.evaluate(any(rows))],
  ['evaluate: "dataset"', 'part such as training', () => network.evaluate(any({ training: data, validation }))],
  ['metrics: "dataset"', 'createDataset', () => metrics(network, any(data.features))],
  ['predict: "features"', 'pass features', () => network.predict(any(data))],
  ['predict: "features[0]"', 'rows.flat()', () => network.predict(any(rows))],
  ['predict: "features"', 'write await', () => network.predict(any(Promise.resolve([1, 2])))],
  ['predict: "row"', 'network.evaluate', () => of.predict(any(prepared.training))],
  ['sgd: "options"', 'learningRate:', () => sgd(any(0.05))],
  ['adam: "options"', 'learningRate:', () => adam(any(0.001))],
  ['oneCycle: "options"', 'totalSteps:', () => oneCycle(any(0.1))],
  ['createNetwork: "layers[0]"', 'such as dense(10)', () => createNetwork({ inputs: 2, layers: [any(dense)] })],
  ['loadNetwork: "bytes"', 'write await', () => loadNetwork(any(Promise.resolve(network.save())))],
  ['loadNetwork: "bytes"', 'new Uint8Array(...)', () => loadNetwork(any(new Response('')))],
  ['loadNetwork: "bytes"', 'stands in the file', () => loadNetwork(any('species.net'))],
  ['readIdx: "bytes"', 'stands in the file', () => readIdx(any('images.idx'))],
  ['split: "dataset"', 'createDataset', () => split(any(rows))],
  ['split: "options"', 'fraction:', () => split(data, any(0.2))],
  ['takeRows: "rows"', 'an array', () => takeRows(data, any(3))],
  ['takeRows: "rows"', 'at least one', () => takeRows(data, [])],
  ['standardizationOf: "dataset"', 'createDataset', () => standardizationOf(any(rows))],
  ['createDataset: "options"', 'features:', () => createDataset(any(undefined))],
  ['createDataset: unknown option "label"', 'labels', () => createDataset(any({ features: rows, label: [0, 1] }))],
  [
    'createDataset: "labels[0]"',
    'number the classes',
    () => createDataset({ features: rows, labels: any(['a', 'b']) }),
  ],
  ['createDataset: "labels"', 'beside', () => createDataset({ features: rows, labels: [0, 1], targets: [1, 2] })],
  ['createDataset: "features"', 'Float32Array.from', () => createDataset({ features: any(new Float64Array(4)) })],
  ['createDataset: "features[0]"', 'prepareTable', () => createDataset({ features: any([{ x: 1 }]), labels: [0] })],
  ['createDataset: "features[0][0]"', 'fills', () => createDataset({ features: any([[null]]), labels: [0] })],
  ['prepareTable: "source"', 'write await', () => prepareTable(any(Promise.resolve('x,y')), { target: 'y' })],
  ['prepareTable: "source"', 'array of such', () => prepareTable(any({ x: 1, y: 2 }), { target: 'y' })],
  ['prepareTable: "options"', 'target:', () => prepareTable('x,y\n1,a\n', any('y'))],
  ['applyPreparation: "preparation"', 'pass its', () => applyPreparation(any(of), 'x,y\n1,a\n')],
  ['applyPreparation: "preparation"', 'was trained', () => applyPreparation(any(network.preparation), 'x,y\n1,a\n')],
  ['csvRows: "text"', 'new Uint8Array(buffer)', () => csvRows(any(new ArrayBuffer(3)))],
  ['parseCsv: "text"', 'prepareTable', () => parseCsv(any([{ x: 1 }]))],
  ['historyToCsv: "history"', 'write await', () => historyToCsv(any(Promise.resolve(options)))],
  ['checkConverged: "history"', 'train', () => checkConverged('mine', any({}))],
  ['rangeTestToCsv: "range"', 'findLearningRate', () => rangeTestToCsv(any({}))],
  ['compare: "training"', 'createDataset', () => compare(any({}))],
  ['train: "signal"', 'the signal of', () => train(network, data, { ...options, signal: any(new AbortController()) })],
  ['train: "signal"', 'the signal of', () => train(network, data, { ...options, signal: any({ aborted: false }) })],
  ['findLearningRate: "signal"', 'the signal of', () => findLearningRate(network, data, { signal: any(true) })],
  ['compare: "signal"', 'the signal of', () => compare(tinyStudy(), { signal: any(new AbortController()) })],
  ['compare: "onTrial"', 'a function', () => compare(tinyStudy(), { onTrial: any('each') })],
  ['compare: "runner"', 'a function', () => compare(tinyStudy(), { runner: any({}) })],
  ['compare: "concurrency"', 'at least 1', () => compare(tinyStudy(), { concurrency: 0.5 })],
  ['runTrial: "signal"', 'the signal of', () => runTrial(any({}), any({}), { signal: any(new AbortController()) })],
  ['runTrial: "methods"', 'Map', () => runTrial(any({}), any({}), { methods: any({}) })],
  ['runTrial: "keepAfter"', 'an array', () => runTrial(any({}), any({}), { keepAfter: any(1) })],
  ['prepareTrialData: "training"', 'createDataset', () => prepareTrialData(any({}), data, { seed: 1, fraction: 0.1 })],
  ['prepareTrialData: "test"', 'createDataset', () => prepareTrialData(data, any({}), { seed: 1, fraction: 0.1 })],
  ['trainingReport: "facts"', 'history', () => trainingReport(any({}))],
  ['studyReport: "study"', 'compare', () => studyReport(any({}))],
  ['replayReport: "replay"', 'replayCurves', () => replayReport(any({}))],
  ['rangeTestFigure: "range"', 'findLearningRate', () => rangeTestFigure(any({}), 600)],
])('%s says what to do: %s', async (where, next, call) => {
  const error = (await (async () => call())().catch((reason) => reason)) as Error
  expect(error).toBeInstanceOf(Error)
  expect(error.message.slice(0, where.length)).toBe(where)
  expect(error.message).toContain(next)
})
