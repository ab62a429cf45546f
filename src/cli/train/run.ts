/** The run behind `onecycle train`: everything is checked, then loaded, then trained, and at the end evaluated once. */

import {
  type ChunkedDataset,
  type Dataset,
  historyToCsv,
  metrics,
  type Network,
  type Optimizer,
  Training,
  type TrainingOptions,
  type TrainingPlan,
} from '../../entry/index.js'
import { planOf } from '../../training/check-training.js'
import { atRateOf } from '../../training/checkpoint.js'
import { batchFor, clipNormFor, epochsFor, peakFor } from '../data/defaults.js'
import { loadData } from '../data/load.js'
import { tellNotes } from '../data/notes.js'
import { baselineOf } from '../evaluate/baseline.js'
import { Attempts } from '../files/attempts.js'
import { openPlaces, type Place } from '../files/place.js'
import { makeNetwork } from '../network/make.js'
import { loadEngine } from '../shared/engine.js'
import { listenForInterrupt } from '../shared/interrupt.js'
import { printJson, tell } from '../shared/output.js'
import { createProgress, createStatusLine } from '../shared/progress.js'
import { checkOneCycleOptions, highestRate, makeSchedules } from '../shared/schedule-options.js'
import { tellThreads } from '../shared/threads.js'
import { asUsage } from '../shared/usage.js'
import { checkAugment } from './augment.js'
import { CheckpointFile, resumeCommand } from './checkpoint-file.js'
import { checkChangeRate, checkpointPath, readCheckpoint } from './checkpoints.js'
import { checkClassWeights } from './class-weights.js'
import { divergenceError, lower, saveLastGood, tellLastCheckpoint } from './diverged.js'
import { failureOf } from './judge.js'
import { chosenMethod, optimizerName, optimizerOfMethod } from './method.js'
import { checkOptimizer, defaultRate, makeOptimizer } from './optimizers.js'
import { type TrainOptions, where } from './options.js'
import { reportOf } from './report.js'
import { printSummary, resultOf } from './result.js'
import { makeTrigger } from './trigger.js'
import { heldShare, holdOut } from './validation.js'

export async function runTrain(options: TrainOptions): Promise<void> {
  const { seed, earlyStopping } = options
  checkOneCycleOptions(where, options, [options.schedule])
  checkOptimizer(where, options)
  // a run of one update reads every option of the schedule, so what is wrong with them shows before the data is loaded
  makeSchedules(options.schedule, options, 1, highestRate(where, options, 1))
  const method = await chosenMethod(where, options)
  checkChangeRate(where, options)
  const trigger = makeTrigger(where, options)
  const { save, history: log, out } = options
  const checkpoint = checkpointPath(where, options)
  const places = openPlaces(where, { save, checkpoint, history: log, out })
  const resume = options.resume === undefined ? undefined : readCheckpoint(where, options.resume)
  const engine = await loadEngine(where, options.engine)
  const loaded = await loadData(where, options.data, { ...options, heldOut: heldShare(options) })
  tellNotes(loaded, options)
  const { training: inMemory, validation, notes } = holdOut(where, loaded, options, seed)
  tellNotes({ notes }, options)
  const rows = loaded.chunks ?? inMemory
  const data = { ...loaded, training: inMemory, notes: loaded.notes && [...loaded.notes, ...notes] }
  const batchSize = asUsage(() => batchFor(where, options.batchSize, rows))
  checkAugment(where, options.augment, data.training)
  const weights = checkClassWeights(where, options.classWeights, inMemory)
  const network = await makeNetwork(where, options, data, engine)
  tellThreads(network)
  const clipNorm = clipNormFor(options.clipNorm, rows)
  const optimizer = method === undefined ? options.optimizer : optimizerName(method)
  const usualRate = (optimizer === 'sgd' && peakFor(rows, options.network)) || defaultRate(optimizer)
  const rate = highestRate(where, options, usualRate)
  const optimizerAt = (rate: number) => (plan: TrainingPlan) =>
    method === undefined
      ? makeOptimizer(options, makeSchedules(options.schedule, options, plan.totalSteps, rate))
      : optimizerOfMethod(method, options, plan, rate)
  const epochs = epochsFor(options.epochs, rows)
  const plan = planOf(where, { epochs, batchSize }, rows)
  const begun = resume && options.changeRate ? atRateOf(optimizerAt(rate)(plan), resume) : resume
  const { training, exitCode, lost, last } = await drive(network, rows, places.checkpoint, options, {
    epochs,
    batchSize,
    ...(clipNorm === undefined ? {} : { clipNorm }),
    ...(options.augment && { augment: options.augment }),
    ...(weights === undefined ? {} : { classWeights: weights }),
    ...(begun === undefined ? {} : { resume: begun }),
    ...(validation === undefined ? {} : { validation }),
    ...(trigger === undefined ? {} : { trigger }),
    ...(earlyStopping === undefined
      ? {}
      : { earlyStopping: earlyStopping === true ? {} : { patience: earlyStopping } }),
    optimizer: optimizerAt(rate),
    // a copy of the parameters for each epoch, for a file that --save asks for
    ...(places.save?.file === undefined ? {} : { onDivergence: 'restore' }),
  })
  const { history } = training
  const finished = history.stopped === 'completed' || history.stopped === 'early'
  const evaluations = finished
    ? { test: metrics(network, data.test), validation: validation === undefined ? null : metrics(network, validation) }
    : null
  const baseline = evaluations && baselineOf(data.test)
  const judged = { network, rows: inMemory, baseline, rate, usualRate, usualEpochs: epochsFor(undefined, rows) }
  const failure = evaluations && failureOf({ ...judged, test: evaluations.test }, options)
  const result = resultOf(options, method, data, network, history, evaluations, baseline)
  const writing = new Attempts()
  if (finished && failure === null) await writing.write(places.save, () => network.save())
  if (history.stopped === 'diverged') await saveLastGood(writing, places.save, network, history)
  await writing.write(places.history, () => historyToCsv(history))
  const reported = await writing.write(places.out, () => reportOf(options, data, network, history, result))
  if (reported) tell(`wrote ${out}`)
  await writing.try(() => {
    if (lost !== undefined) throw lost
  })
  if (options.json) printJson(result)
  else if (finished) printSummary(result)
  writing.end()
  if (history.stopped === 'diverged') {
    if (last !== undefined) tellLastCheckpoint(last, isLowered(optimizerAt, plan, rate) ? lower(rate) : undefined)
    throw divergenceError(history, rate, clipNorm !== undefined)
  }
  if (failure !== null) throw failure
  if (exitCode !== undefined && history.stopped === 'aborted') process.exitCode = exitCode
}

/** Whether the optimizer follows --lr: a method may say its rate itself. */
function isLowered(optimizerAt: (rate: number) => (plan: TrainingPlan) => Optimizer, plan: TrainingPlan, rate: number) {
  const [now, then] = [rate, lower(rate)].map((at) => JSON.stringify(optimizerAt(at)(plan).description))
  return now !== then
}

/** Trains with a status line, checkpoints and an ear for Ctrl-C. */
async function drive(
  network: Network,
  data: Dataset | ChunkedDataset,
  checkpoint: Place | undefined,
  options: TrainOptions,
  run: TrainingOptions,
) {
  const interrupt = listenForInterrupt()
  const line = createStatusLine(process.stderr)
  const file = checkpoint && new CheckpointFile(checkpoint, options, line)
  try {
    const training: Training = new Training(network, data, {
      ...run,
      signal: interrupt.signal,
      onStep: createProgress('train', run.epochs, line),
      onEpoch: () => file?.epochEnded(training),
    })
    const begun = options.resume === undefined ? undefined : { file: options.resume, step: training.step }
    for await (const _ of training) {
      file?.paused(training)
    }
    line.clear()
    const lost = await file?.runEnded(training)
    if (training.stopped === 'aborted') tellInterrupted(training, lost?.rescued ?? options.checkpoint)
    return { training, exitCode: interrupt.exitCode, lost, last: file?.lastGood ?? begun }
  } finally {
    line.clear()
    interrupt.release()
  }
}

function tellInterrupted(training: Training, checkpoint: string | undefined): void {
  const done = `interrupted after ${training.step} of ${training.plan.totalSteps} updates`
  if (checkpoint === undefined) tell(`${done}; nothing was saved, --checkpoint FILE would have kept the run`)
  else tell(`${done}; continue with`, `  ${resumeCommand(process.argv.slice(2), checkpoint)}`)
}
