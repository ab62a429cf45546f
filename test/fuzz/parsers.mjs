/**
 * What reads files and descriptions of others. Each has whole inputs to start from, ways to make them wrong, and a reader that
 * also uses what it has read, as a program would.
 */
import { readFileSync } from 'node:fs'
import { gunzipSync, gzipSync } from 'node:zlib'
import { applyPreparation, csvRows, parseCsv, prepareTable, readLog } from '../../dist/data/tabular/csv.js'
import {
  activation,
  adamw,
  batchNorm,
  constant,
  conv2d,
  cosine,
  cosineRestarts,
  createDataset,
  createNetwork,
  dense,
  dropout,
  flatten,
  fromDescription,
  historyToCsv,
  join,
  linear,
  loadNetwork,
  maxPool2d,
  oneCycle,
  optimizerFromDescription,
  parseJournal,
  planStudy,
  plateau,
  readCifar10,
  readIdx,
  replayCurves,
  sgd,
  Training,
  train,
  triggerFromDescription,
  warmup,
} from '../../dist/entry/index.js'
import { makeCall, namesOfCalls, wrongCall } from './calls/calls.mjs'
import { mutateBytes, mutateJson, mutateJsonText, mutateSigned, mutateText } from './mutate.mjs'

const text = (bytes) => new TextDecoder().decode(bytes)
const rows = (count, inputs) => Float32Array.from({ length: count * inputs }, (_, i) => ((i * 7) % 11) / 5 - 1)
const data = createDataset({
  features: rows(12, 4),
  inputs: 4,
  labels: Uint8Array.from({ length: 12 }, (_, i) => i % 3),
  classes: 3,
})
const options = {
  epochs: 2,
  batchSize: 4,
  seed: 1,
  validation: data,
  earlyStopping: { patience: 1 },
  trigger: plateau({ initial: 1 }),
  optimizer: adamw({ learningRate: cosine({ initial: 0.01, totalSteps: 6 }), weightDecay: 0.01 }),
}
const normalized = {
  inputs: 4,
  layers: [dense(8), batchNorm(), activation('relu'), dropout(0.1), dense(3)],
}
const TABLE = `size,colour,price
1.5,red,10
2,blue,1200
,green,30
4.25,red,25
3,"blue",25
2.5,green,28
`
const LOG = 'epoch,step,learning_rate,loss,accuracy\n1,10,0.1,2.1,0.4\n2,20,0.1,1.4,0.61\n3,30,0.05,1.1,0.7\n'

async function savedNetworks() {
  const images = [conv2d(2, { kernelSize: 3, padding: 'same' }), maxPool2d(2), flatten(), dense(3)]
  const networks = [
    { inputs: 4, layers: [dense(8, 'relu'), dense(3)] },
    normalized,
    { inputs: [6, 6, 1], layers: images },
  ]
  const saved = await Promise.all(networks.map(async (each) => (await createNetwork(each)).save()))
  const { training } = prepareTable(TABLE, { target: 'price', validation: 0 })
  const network = await createNetwork({ inputs: training.inputs, layers: [dense(1)], loss: 'meanSquaredError' })
  await train(network, training, { epochs: 2, optimizer: sgd({ learningRate: 0.01 }) })
  return [...saved, network.save()]
}

async function checkpoints() {
  const run = new Training(await createNetwork(normalized), data, options)
  const saved = [run.checkpoint()]
  run.update()
  saved.push(run.checkpoint())
  // to the end of the first epoch
  for await (const { step } of run) if (step === 3) break
  return [...saved, run.checkpoint()]
}

function idx(type, sizes, bytes) {
  const head = Buffer.alloc(4 + 4 * sizes.length)
  head[2] = type
  head[3] = sizes.length
  sizes.forEach((size, index) => {
    head.writeUInt32BE(size, 4 + 4 * index)
  })
  return Buffer.concat([head, Buffer.alloc(bytes, 7)])
}

const packed = (files) => [...files, ...files.map((file) => gzipSync(file))].map((file) => Uint8Array.from(file))
const described = (values) => values.map(({ description }) => description)
const signedOrBytes = (file, draw) => (draw.below(5) === 0 ? mutateBytes(file, draw) : mutateSigned(file, draw))

/** A network that loads must answer, and say what it is. */
async function useNetwork(file) {
  const network = await loadNetwork(file)
  network.summary()
  network.sha256()
  network.predict(new Float32Array(network.inputs))
  if (network.preparation !== null) network.predict([{ size: '2', colour: 'red' }], { onUnknown() {} })
}

/** A checkpoint that is taken must end its run. */
async function useCheckpoint(resume) {
  const run = new Training(await createNetwork(normalized), data, { ...options, resume })
  for await (const _ of run);
  run.checkpoint()
  historyToCsv(run.history)
}

async function journals() {
  return ['deep-plain', 'fashion-cnn'].map((name) => {
    const lines = text(gunzipSync(readFileSync(new URL(`../../docs/studies/${name}.jsonl.gz`, import.meta.url)))).split(
      '\n',
    )
    return `${lines.slice(0, 4).join('\n')}\n`
  })
}

const schedules = [
  oneCycle({ peak: 1, totalSteps: 100 }).learningRate,
  cosineRestarts({ initial: 1, firstCycle: { steps: 10 } }),
  warmup({ duration: { steps: 5 }, before: cosine({ initial: 1, final: 0, totalSteps: 50 }) }),
  join({ schedules: [constant(1), linear({ initial: 1, final: 0, totalSteps: 20 })], boundaries: [{ steps: 20 }] }),
]

/** A line at each step of a run must be a number, or a worded error. */
function useSchedule(description) {
  const schedule = fromDescription(description)
  for (const step of [0, 1, 7, 50, 1e6]) schedule(step)
  JSON.stringify(schedule.description)
}

const study = {
  hidden: [4],
  schedules: [
    'constant',
    'one-cycle',
    { name: 'mine', optimizer: 'sgd', schedule: { schedule: 'linear', initial: 'rate' } },
  ],
  subject: 'one-cycle',
  budgets: [1, 2],
  seeds: [1, 2, 3, 4, 5, 6],
  rates: [0.01, 0.1],
  batchSize: 4,
  targets: [0.9],
  dialect: 'paper',
}

/** `start` gives whole inputs, `wrong` one of them made wrong, `read` reads it; `takes` says what it is. */
export const parsers = {
  network: { takes: 'bytes', start: savedNetworks, wrong: signedOrBytes, read: useNetwork },
  checkpoint: { takes: 'bytes', start: checkpoints, wrong: signedOrBytes, read: useCheckpoint },
  idx: {
    takes: 'bytes',
    start: () => packed([idx(8, [3, 4, 4], 48), idx(8, [5], 5), idx(13, [2, 3], 24)]),
    wrong: mutateBytes,
    read: (file) => readIdx(file),
  },
  cifar: {
    takes: 'bytes',
    start: () => packed([Buffer.alloc(2 * 3073, 3)]),
    wrong: mutateBytes,
    read: (file) => readCifar10(file),
  },
  csv: {
    takes: 'text',
    start: () => [TABLE, '0,1,2\n1,3,4\n2,5,6\n'],
    wrong: mutateText,
    read: (file) => parseCsv(file),
  },
  table: {
    takes: 'text',
    start: () => [TABLE, TABLE.replaceAll(',', ';'), LOG],
    wrong: mutateText,
    read: (file) => {
      const { preparation } = prepareTable(file, { target: 'price', validation: 0.3 })
      applyPreparation(preparation, TABLE)
    },
  },
  rows: { takes: 'text', start: () => [TABLE], wrong: mutateText, read: (file) => csvRows(file) },
  log: {
    takes: 'text',
    start: () => [LOG, 'Wall time,Step,Value\n1.5,10,0.4\n2.5,20,0.6\n', 'epoch;accuracy\n1;0,5\n'],
    wrong: mutateText,
    read: (file) => replayCurves({ curves: [readLog('a', file), readLog('b', LOG)], targets: [0.6], subject: 'b' }),
  },
  journal: { takes: 'text', start: journals, wrong: mutateText, read: (file) => parseJournal('compare', file) },
  'journal line': {
    takes: 'text',
    start: async () => (await journals()).map((file) => JSON.parse(file.split('\n')[1])),
    wrong: mutateJsonText,
    read: (line) => parseJournal('compare', `{"journal":"onecycle-trials","version":1}\n${line}\n`),
  },
  schedule: { takes: 'json', start: () => described(schedules), wrong: mutateJson, read: useSchedule },
  trigger: {
    takes: 'json',
    start: () => described([plateau({ initial: 1 })]),
    wrong: mutateJson,
    read: (description) => triggerFromDescription(description),
  },
  optimizer: {
    takes: 'json',
    start: () =>
      described([
        options.optimizer,
        sgd({ learningRate: 0.1, momentum: oneCycle({ peak: 0.9, totalSteps: 9 }).momentum }),
      ]),
    wrong: mutateJson,
    read: (description) => optimizerFromDescription(description),
  },
  study: {
    takes: 'json',
    start: () => [study],
    wrong: mutateJson,
    read: (wanted) => planStudy(typeof wanted === 'object' ? { ...wanted, training: data, test: data } : wanted),
  },
  calls: { takes: 'json', start: namesOfCalls, wrong: wrongCall, read: makeCall },
}
