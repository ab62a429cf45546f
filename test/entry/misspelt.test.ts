/** Every public function that takes options, as docs/api.md lists them, refuses one that it does not know. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import * as csv from '../../src/data/tabular/csv.js'
import * as entry from '../../src/entry/index.js'
import * as report from '../../src/report/index.js'
import { tinyStudy } from '../measure/study/trials.js'

const { sgd, dense } = entry
const { training: data, test: other } = entry.spirals({ seed: 1, training: 30, test: 10 })
const network = await entry.createNetwork({ inputs: 2, layers: [dense(2)] })
const optimizer = sgd({ learningRate: 0.1 })
const rate = { totalSteps: 10, initial: 1 }
const plan = entry.planStudy(tinyStudy())
const trial = { training: plan.training, test: plan.test, split: plan.split, method: 'linear' }
const log = { ...csv.readLog('a', 'epoch,accuracy\n1,0.5\n2,0.6\n'), method: 'a' }
const idx = { images: new Uint8Array(), labels: new Uint8Array() }
const worker = { postMessage: () => {}, addEventListener: () => {}, removeEventListener: () => {} }
const TABLE = 'x,y\n1,a\n2,b\n3,a\n'
const { preparation } = csv.prepareTable(TABLE, { target: 'y', validation: 0 })
const chunks = async function* () {
  yield { features: [[1, 2]], labels: [0] }
}
// biome-ignore lint/suspicious/noExplicitAny: an option is misspelt on purpose
type Spell = (options: object) => any

/** A call of each that is right but for what `spell` adds to its options. */
const calls: Record<string, (spell: Spell) => unknown> = {
  predict: (spell) => network.predict([[1, 2]] as never, spell({})),
  createNetwork: (spell) => entry.createNetwork(spell({ inputs: 2, layers: [dense(2)] })),
  loadNetwork: (spell) => entry.loadNetwork(network.save(), spell({})),
  averagePool2d: (spell) => entry.averagePool2d(2, spell({})),
  batchNorm: (spell) => entry.batchNorm(spell({})),
  conv1d: (spell) => entry.conv1d(2, spell({ kernelSize: 3 })),
  conv2d: (spell) => entry.conv2d(2, spell({ kernelSize: 3 })),
  depthwiseConv2d: (spell) => entry.depthwiseConv2d(spell({ kernelSize: 3 })),
  layerNorm: (spell) => entry.layerNorm(spell({})),
  maxPool2d: (spell) => entry.maxPool2d(2, spell({})),
  residual: (spell) => entry.residual([dense(2)], spell({})),
  huber: (spell) => entry.huber(spell({})),
  train: (spell) => entry.train(network, data, spell({ epochs: 1, optimizer })),
  Training: (spell) => new entry.Training(network, data, spell({ epochs: 1, optimizer })),
  adam: (spell) => entry.adam(spell({ learningRate: 0.1 })),
  adamw: (spell) => entry.adamw(spell({ learningRate: 0.1 })),
  rmsprop: (spell) => entry.rmsprop(spell({ learningRate: 0.1 })),
  sgd: (spell) => sgd(spell({ learningRate: 0.1 })),
  compoundedDecay: (spell) => entry.compoundedDecay(spell({ initial: 1, rate: 0.5 })),
  cosine: (spell) => entry.cosine(spell(rate)),
  cosineRestarts: (spell) => entry.cosineRestarts(spell({ initial: 1, firstCycle: { steps: 3 } })),
  expRange: (spell) => entry.expRange(spell({ base: 0, peak: 1, rise: { steps: 3 }, gamma: 0.9 })),
  exponentialDecay: (spell) => entry.exponentialDecay(spell({ initial: 1, rate: 0.5 })),
  flatCosine: (spell) => entry.flatCosine(spell(rate)),
  geometric: (spell) => entry.geometric(spell({ ...rate, final: 0.1 })),
  halveWhen: (spell) => entry.halveWhen(spell({ initial: 1, metric: 'loss', reaches: [1] })),
  halving: (spell) => entry.halving(spell({ initial: 1, every: { steps: 3 } })),
  inverseTimeDecay: (spell) => entry.inverseTimeDecay(spell({ initial: 1, rate: 0.5 })),
  join: (spell) => entry.join(spell({ schedules: [entry.constant(1)], boundaries: [] })),
  linear: (spell) => entry.linear(spell(rate)),
  milestones: (spell) => entry.milestones(spell({ initial: 1, milestones: [{ steps: 3 }] })),
  oneCycle: (spell) => entry.oneCycle(spell({ totalSteps: 10, peak: 1 })),
  plateau: (spell) => entry.plateau(spell({ initial: 1 })),
  polynomial: (spell) => entry.polynomial(spell({ ...rate, power: 2 })),
  scale: (spell) => entry.scale(spell({ of: entry.constant(1), factor: 2 })),
  scaleWhen: (spell) => entry.scaleWhen(spell({ initial: 1, metric: 'loss', reaches: [1], factor: 0.5 })),
  scheduleByName: (spell) => entry.scheduleByName('linear', spell({ totalSteps: 10, peak: 1 })),
  stepDecay: (spell) => entry.stepDecay(spell({ initial: 1, every: { steps: 3 } })),
  triangular: (spell) => entry.triangular(spell({ base: 0, peak: 1, rise: { steps: 3 } })),
  triangular2: (spell) => entry.triangular2(spell({ base: 0, peak: 1, rise: { steps: 3 } })),
  warmup: (spell) => entry.warmup(spell({ duration: { steps: 3 }, before: entry.constant(1) })),
  warmupStableDecay: (spell) => {
    return entry.warmupStableDecay(spell({ peak: 1, totalSteps: 10, warmup: { steps: 1 }, cooldown: { steps: 1 } }))
  },
  chunkedDataset: (spell) => entry.chunkedDataset(spell({ inputs: 2, chunks })),
  createDataset: (spell) => entry.createDataset(spell({ features: [[1, 2]], labels: [0] })),
  digits: (spell) => entry.digits(spell({ training: 1, test: 1 })),
  idxDataset: (spell) => entry.idxDataset(spell(idx)),
  readCifar10: (spell) => entry.readCifar10(new Uint8Array(), spell({})),
  readIdx: (spell) => entry.readIdx(new Uint8Array(), spell({})),
  spirals: (spell) => entry.spirals(spell({})),
  split: (spell) => entry.split(data, spell({})),
  standardizationOf: (spell) => entry.standardizationOf(data, spell({})),
  compare: (spell) => entry.compare(spell(tinyStudy())),
  'compare, running': (spell) => entry.compare(tinyStudy(), spell({ runner: () => Promise.reject(new Error('ran')) })),
  findLearningRate: (spell) => entry.findLearningRate(network, data, spell({})),
  methodOptimizer: (spell) => {
    return entry.methodOptimizer(
      'linear',
      spell({ totalSteps: 9, epochs: 1, rate: 0.1, weightDecay: 0, momentum: 0.9 }),
    )
  },
  'methodOptimizer, of an own method': (spell) => {
    return entry.methodOptimizer(
      { name: 'own', optimizer: () => optimizer },
      spell({ totalSteps: 9, epochs: 1, rate: 0.1, weightDecay: 0, momentum: 0.9 }),
    )
  },
  pairedRatio: (spell) => {
    return entry.pairedRatio(spell({ baseline: [1, 2], subject: [1, 2], baselineLimit: 5, subjectLimit: 5 }))
  },
  planStudy: (spell) => entry.planStudy(spell(tinyStudy())),
  prepareTrialData: (spell) => entry.prepareTrialData(data, other, spell({ seed: 1, fraction: 0.1 })),
  replayCurves: (spell) => {
    return entry.replayCurves(spell({ curves: [log, { ...log, name: 'b', method: 'b' }], targets: [0.5] }))
  },
  runTrial: (spell) => {
    const prepared = entry.prepareTrialData(data, other, { seed: 1, fraction: 0.1 })
    return entry.runTrial(trial as never, prepared, spell({}))
  },
  findLearningRateInWorker: (spell) => entry.findLearningRateInWorker(worker, network, data, spell({})),
  trainInWorker: (spell) => entry.trainInWorker(worker, network, data, spell({ epochs: 1, optimizer })),
  loadEngine: (spell) => entry.loadEngine('wasm', spell({})),
  applyPreparation: (spell) => csv.applyPreparation(preparation, TABLE, spell({})),
  applyPreparationInChunks: (spell) => csv.applyPreparationInChunks(preparation, () => TABLE, spell({})),
  csvRows: (spell) => csv.csvRows(TABLE, spell({})),
  parseCsv: (spell) => csv.parseCsv(TABLE, spell({})),
  prepareTable: (spell) => csv.prepareTable(TABLE, spell({ target: 'y' })),
  prepareTableInChunks: (spell) => csv.prepareTableInChunks(() => TABLE, spell({ target: 'y' })),
  linearScale: (spell) => report.linearScale(0, 1, spell({})),
}

const api = readFileSync(new URL('../../docs/api.md', import.meta.url), 'utf8')
const TAKES = /\b(options|parts|running|run|drawn|plan)\??: /
const listed = [...api.matchAll(/^ *- `(\w+)\((.*)`: /gm)]
  .filter(
    ([, name, parameters]) =>
      TAKES.test(parameters as string) && !/Description$|^defineSchedule$|^studyCost$/.test(name as string),
  )
  .map(([, name]) => name as string)

test('the table has every function of docs/api.md that takes options', () => {
  expect(listed.length).toBeGreaterThan(60)
  expect(listed.filter((name) => calls[name] === undefined)).toEqual([])
})

test.each(Object.keys(calls))('%s names an option that it does not know', async (name) => {
  const call = calls[name] as (spell: Spell) => unknown
  const spell = (options: object) => ({ ...options, sedonds: 1 })
  const error = await (async () => call(spell))().catch((reason) => reason)
  expect(error).toBeInstanceOf(TypeError)
  expect((error as Error).message).toContain('unknown option "sedonds", expected ')
})
