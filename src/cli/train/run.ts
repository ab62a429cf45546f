/** The run behind `onecycle train`: everything is checked, then loaded, then trained, and at the end evaluated once. */
import { message } from '../../check.js'
import { batchSizeFor } from '../../defaults.js'
import {
  createNetwork,
  type Dataset,
  historyToCsv,
  type Network,
  Training,
  type TrainingOptions,
} from '../../entry/index.js'
import { mlp } from '../../layers/mlp.js'
import { loadData } from '../data/load.js'
import { loadEngine } from '../shared/engine.js'
import { checkWritable, readInput, writeWhole } from '../shared/files.js'
import { listenForInterrupt } from '../shared/interrupt.js'
import { printJson, tell } from '../shared/output.js'
import { createProgress, createStatusLine } from '../shared/progress.js'
import { checkOneCycleOptions, highestRate, makeSchedules } from '../shared/schedule-options.js'
import { asUsage, UsageError } from '../shared/usage.js'
import { CheckpointFile, resumeCommand } from './checkpoint-file.js'
import { checkOptimizer, defaultRate, makeOptimizer } from './optimizers.js'
import { type TrainOptions, where } from './options.js'
import { printSummary, resultOf } from './result.js'
import { holdOut, makeTrigger } from './trigger.js'

export async function runTrain(options: TrainOptions): Promise<void> {
  const { seed, epochs, batchSize } = options
  const rate = highestRate(where, options, defaultRate(options.optimizer))
  checkOneCycleOptions(where, options, [options.schedule])
  checkOptimizer(where, options)
  // a run of one update reads every option of the schedule, so what is wrong with them shows before the data is loaded
  makeSchedules(options.schedule, options, 1, rate)
  const trigger = makeTrigger(where, options)
  checkOutputs(options)
  const resume = options.resume === undefined ? undefined : readInput(where, '--resume', options.resume)
  const engine = await loadEngine(where, options.engine)
  const data = await loadData(where, options.data, options)
  const { training: rows, validation } = holdOut(data.training, options, seed)
  asUsage(() => batchSizeFor(where, '--batch-size', batchSize, rows.count))
  const outputs = Math.max(data.training.classes, data.test.classes)
  const layers = mlp({ hidden: options.hidden, activation: options.activation, outputs })
  const network = await createNetwork({ inputs: data.training.inputs, layers, seed, engine })
  const { training, exitCode } = await drive(network, rows, options, {
    epochs,
    ...(batchSize === undefined ? {} : { batchSize }),
    ...(resume === undefined ? {} : { resume }),
    ...(validation === undefined ? {} : { validation }),
    ...(trigger === undefined ? {} : { trigger }),
    optimizer: ({ totalSteps }) => makeOptimizer(options, makeSchedules(options.schedule, options, totalSteps, rate)),
  })
  const { history } = training
  const evaluation = history.stopped === 'completed' ? network.evaluate(data.test) : undefined
  if (options.save !== undefined && evaluation) writeWhole(where, '--save', options.save, network.save())
  if (options.history !== undefined) writeWhole(where, '--history', options.history, historyToCsv(history))
  const result = resultOf(options, data, network, history, evaluation)
  if (options.json) printJson(result)
  else if (evaluation) printSummary(result)
  if (history.stopped === 'diverged') {
    const got = `divergence: ${history.reason}`
    throw new Error(message(where, 'run', 'a finite loss', got, `lower the learning rate, it was ${rate}`))
  }
  if (exitCode !== undefined && history.stopped === 'aborted') process.exitCode = exitCode
}

/** Trains with a status line, checkpoints and an ear for Ctrl-C. */
async function drive(network: Network, data: Dataset, options: TrainOptions, run: TrainingOptions) {
  const file = options.checkpoint === undefined ? undefined : new CheckpointFile(where, options.checkpoint)
  const interrupt = listenForInterrupt()
  const line = createStatusLine(process.stderr)
  try {
    const training: Training = new Training(network, data, {
      ...run,
      signal: interrupt.signal,
      onStep: createProgress('train', run.epochs, line),
      onEpoch: () => file?.epochEnded(training),
    })
    for await (const _ of training) {
      // the callbacks see each step
    }
    line.clear()
    if (training.stopped === 'aborted') {
      file?.write(training)
      tellInterrupted(training, options.checkpoint)
    }
    return { training, exitCode: interrupt.exitCode }
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

function checkOutputs(options: TrainOptions): void {
  const seen = new Map<string, string>()
  for (const name of ['save', 'checkpoint', 'history'] as const) {
    const path = options[name]
    if (path === undefined) continue
    const other = seen.get(path)
    if (other !== undefined)
      throw new UsageError(message(where, `--${name}`, `a file other than that of --${other}`, path))
    seen.set(path, name)
    checkWritable(where, `--${name}`, path)
  }
}
