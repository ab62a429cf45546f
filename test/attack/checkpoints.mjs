/** Every checkpoint of a run, one after each update, resumes to the bits of the run that wrote it. */
import {
  activation,
  adamw,
  batchNorm,
  conv2d,
  cosine,
  createNetwork,
  dense,
  digits,
  dropout,
  globalAveragePool,
  layerNorm,
  maxPool2d,
  oneCycle,
  plateau,
  residual,
  rmsprop,
  sgd,
  shift,
  spirals,
  Training,
} from '../../dist/entry/index.js'

const STEPS = 99

const points = spirals({ seed: 1, training: 99, test: 30 })
const images = digits({ seed: 1, training: 99, test: 30 })
const optimizer = ({ totalSteps }) => sgd(oneCycle({ totalSteps, peak: 0.05 }))

/** Runs of as many updates, in each of which something else has to be kept. */
const RUNS = {
  dense: {
    plan: { inputs: 2, layers: [dense(16, 'relu'), dense(2)] },
    data: points,
    options: { epochs: 9, batchSize: 9, optimizer },
  },
  'convolutions, batch norm, dropout': {
    plan: {
      inputs: [28, 28, 1],
      layers: [conv2d(3, { kernelSize: 5 }), batchNorm(), activation('relu'), maxPool2d(4), dropout(0.3), dense(10)],
    },
    data: images,
    options: { epochs: 9, batchSize: 9, optimizer, augment: [shift(2)], clipNorm: 1 },
  },
  'adamw, layer norm, class weights': {
    plan: { inputs: 2, layers: [dense(12), layerNorm(), activation('tanh'), dense(2)] },
    data: points,
    options: {
      epochs: 9,
      batchSize: 9,
      classWeights: 'balanced',
      optimizer: ({ totalSteps }) => adamw({ learningRate: cosine({ initial: 0.01, totalSteps }), weightDecay: 0.01 }),
    },
  },
  'rmsprop, residual': {
    plan: {
      inputs: [28, 28, 1],
      layers: [conv2d(2, { kernelSize: 4, stride: 4 }), residual([batchNorm()]), globalAveragePool(), dense(10)],
    },
    data: images,
    options: { epochs: 9, batchSize: 9, optimizer: rmsprop({ learningRate: 0.002 }), shuffle: 20 },
  },
  'validation, early stopping, plateau': {
    plan: { inputs: 2, layers: [dense(8, 'relu'), dense(2)] },
    data: points,
    options: {
      epochs: STEPS,
      batchSize: 99,
      optimizer: sgd({ learningRate: 0.1 }),
      validation: points.test,
      earlyStopping: { patience: STEPS },
      trigger: plateau({ initial: 1, patience: 3 }),
    },
  },
}

export async function* attack() {
  const wrong = []
  let equal = 0
  for (const [name, run] of Object.entries(RUNS)) {
    const kept = []
    const end = await driven(run, undefined, (training) => kept.push(training.checkpoint()))
    if (kept.length !== STEPS) wrong.push(`${name}: ${kept.length} checkpoints in place of ${STEPS}`)
    for (const [index, resume] of kept.entries()) {
      const resumed = await driven(run, resume, () => {})
      if (resumed === end) equal++
      else wrong.push(`${name}, checkpoint ${index + 1}: ${resumed} in place of ${end}`)
    }
  }
  const asked = STEPS * Object.keys(RUNS).length
  yield {
    asked: `${asked} checkpoints of ${Object.keys(RUNS).length} runs, each resumed to the same bits`,
    seen: `${equal} of ${asked}`,
    wrong,
  }
}

/** Trains to the end. @returns weights and record, without times */
async function driven({ plan, data, options }, resume, each) {
  const run = new Training(await createNetwork({ ...plan, seed: 3 }), data.training, { ...options, resume })
  if (options.validation === undefined) while (run.update()) each(run)
  // at the end of an epoch, which is one update
  else for await (const _ of run) each(run)
  const { losses, epochRecords } = run.history
  const records = epochRecords.map(({ seconds, ...record }) => record)
  return `${run.step} ${run.network.sha256()} ${JSON.stringify([losses, records])}`
}
