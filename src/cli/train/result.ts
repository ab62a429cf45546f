/** What `onecycle train` says at its end: the JSON document that scripts depend on, and a summary for people. */
import type { Evaluation, History, Network } from '../../entry/index.js'
import { type Runtime, runtime } from '../../host/machine.js'
import { sizeOf } from '../../layers/layer.js'
import { arenaOf } from '../../network/network.js'
import { epochsText } from '../../words.js'
import type { Parts } from '../data/load.js'
import { percent, print, short } from '../shared/output.js'
import type { TrainOptions } from './options.js'

export interface TrainResult {
  readonly command: 'train'
  readonly seed: number
  readonly engine: EngineResult
  readonly dataset: DatasetResult
  readonly network: NetworkResult
  readonly optimizer: string
  readonly schedule: string
  /** what the optimizer computed with: descriptions of its schedules */
  readonly hyperparameters: Readonly<Record<string, unknown>>
  readonly epochs: number
  readonly batchSize: number
  /** updates finished */
  readonly steps: number
  /** time spent training, over all sessions of a resumed run */
  readonly seconds: number
  readonly stepsPerSecond: number
  /** mean loss of the last batch, before its update; null where the run did not come to its end */
  readonly finalLoss: number | null
  readonly testLoss: number | null
  /** share of the test rows, 0 .. 1 */
  readonly testAccuracy: number | null
  readonly weightsSha256: string | null
  readonly stopped: string
}

export interface EngineResult {
  readonly name: string
  readonly runtime: Runtime['name']
  readonly version: string
}

export interface DatasetResult {
  readonly name: string
  readonly training: number
  readonly test: number
  readonly inputs: number
  readonly classes: number
}

export interface NetworkResult {
  readonly layers: readonly number[]
  readonly parameters: number
}

export function engineResult(name: string): EngineResult {
  const { name: host, version } = runtime()
  return { name, runtime: host, version }
}

export function datasetResult({ training, test }: Parts): DatasetResult {
  const { name, inputs } = training
  return {
    name,
    training: training.count,
    test: test.count,
    inputs,
    classes: Math.max(training.classes, test.classes),
  }
}

export function networkResult(network: Network): NetworkResult {
  const { inputs, parameterCount } = network
  return {
    layers: [inputs, ...arenaOf(network).layers.map(({ output }) => sizeOf(output))],
    parameters: parameterCount,
  }
}

/** @param evaluation of the test data; undefined where the run did not come to its end */
export function resultOf(
  options: TrainOptions,
  data: Parts,
  network: Network,
  history: History,
  evaluation: Evaluation | undefined,
): TrainResult {
  const { name, ...hyperparameters } = history.optimizer
  const steps = history.loss.length
  return {
    command: 'train',
    seed: options.seed,
    engine: engineResult(options.engine),
    dataset: datasetResult(data),
    network: networkResult(network),
    optimizer: name as string,
    schedule: options.schedule,
    hyperparameters,
    epochs: history.epochs,
    batchSize: history.batchSize,
    steps,
    seconds: history.seconds,
    stepsPerSecond: steps / history.seconds,
    finalLoss: evaluation ? (history.loss[steps - 1] as number) : null,
    testLoss: evaluation?.loss ?? null,
    testAccuracy: evaluation?.accuracy ?? null,
    weightsSha256: evaluation ? network.sha256() : null,
    stopped: history.stopped as string,
  }
}

export function printSummary(result: TrainResult): void {
  const { dataset, network, engine, steps, seconds, schedule, epochs } = result
  const { training, test, inputs, classes } = dataset
  print(
    `${dataset.name}: ${training} training rows, ${test} test rows, ${inputs} inputs, ${classes} classes`,
    `network ${network.layers.join('-')}: ${network.parameters} parameters, seed ${result.seed}`,
    `${schedule}: ${steps} updates in ${epochsText(epochs)}, batches of ${result.batchSize}`,
    `engine ${engine.name} (${engine.runtime} ${engine.version}): ${seconds.toFixed(2)} s, ${Math.round(result.stepsPerSecond)} updates per second`,
    `test accuracy ${percent(result.testAccuracy as number)}, test loss ${short(result.testLoss as number)}`,
    `weights ${result.weightsSha256}`,
  )
}
