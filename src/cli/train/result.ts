/** What `onecycle train` says at its end: the JSON document that scripts depend on, and a summary for people. */
import type { AugmentationDescription, Dataset, History, Metrics, Network } from '../../entry/index.js'
import { type Runtime, runtime } from '../../host/machine.js'
import { sizeOf } from '../../layers/layer.js'
import type { Method } from '../../measure/study/methods/methods.js'
import type { OwnMethod } from '../../measure/study/methods/own.js'
import { arenaOf } from '../../network/network.js'
import { epochsText } from '../../words.js'
import type { Parts } from '../data/parts.js'
import type { Baseline } from '../evaluate/baseline.js'
import { printEvaluation, scoreText } from '../evaluate/words.js'
import { print, wrapped } from '../shared/output.js'
import { width } from '../terminal/width.js'
import { methodName } from './method.js'
import type { TrainOptions } from './options.js'

export interface TrainResult {
  readonly command: 'train'
  readonly seed: number
  readonly engine: EngineResult
  /** that compute at the end of the run */
  readonly threads: number
  readonly dataset: DatasetResult
  readonly network: NetworkResult
  readonly optimizer: string
  /** or the name of the method in its place */
  readonly schedule: string
  /** of --method, as it was given: a name or a description, a module by its SHA-256; null without */
  readonly method: unknown
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
  /** name of the loss */
  readonly loss: string
  /** what is predicted; null where the data name nothing */
  readonly target: TargetResult | null
  /** how the training images were changed by lot; null where they were not */
  readonly augment: readonly AugmentationDescription[] | null
  /** what was decided for the columns of a table, or lacks in a folder, a line each; null where there is nothing to say */
  readonly notes: readonly string[] | null
  /** of the test rows; null where the run did not come to its end */
  readonly evaluation: Metrics | null
  /** what one answer for all test rows is worth */
  readonly baseline: Baseline | null
  /** of the validation rows, at the end; null without any */
  readonly validation: Metrics | null
  /** the epoch, from 0, to which early stopping went back; null where it did not */
  readonly restoredEpoch: number | null
  readonly epochsDone: number
}

export interface TargetResult {
  readonly name: string
  readonly kind: 'classes' | 'numbers'
}

export interface Evaluations {
  readonly test: Metrics
  readonly validation: Metrics | null
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
  /** as --network named it; null where it did not */
  readonly name: string | null
  readonly layers: readonly number[]
  readonly parameters: number
}

export function engineResult(name: string): EngineResult {
  const { name: host, version } = runtime()
  return { name, runtime: host, version }
}

export function datasetResult({ training, test, chunks }: Pick<Parts, 'training' | 'test' | 'chunks'>): DatasetResult {
  const { name, inputs } = training
  return {
    name,
    training: (chunks ?? training).count,
    test: test.count,
    inputs,
    classes: Math.max(training.classes, test.classes),
  }
}

export function networkResult(network: Network, name: string | null = null): NetworkResult {
  const { inputs, parameterCount } = network
  return {
    name,
    layers: [inputs, ...arenaOf(network).layers.map(({ output }) => sizeOf(output))],
    parameters: parameterCount,
  }
}

/** By its name, or by its sizes: 784-128-10. */
export function networkText({ name, layers }: NetworkResult): string {
  return name ?? layers.join('-')
}

/** @param evaluations null where the run did not come to its end */
export function resultOf(
  options: TrainOptions,
  method: Method | OwnMethod | undefined,
  data: Parts,
  network: Network,
  history: History,
  evaluations: Evaluations | null,
  baseline: Baseline | null,
): TrainResult {
  const { name, ...hyperparameters } = history.optimizer
  const steps = history.loss.length
  return {
    command: 'train',
    seed: options.seed,
    engine: engineResult(options.engine),
    threads: network.threads.count,
    dataset: datasetResult(data),
    network: networkResult(network, options.network),
    optimizer: name as string,
    schedule: method === undefined ? options.schedule : methodName(method),
    method: method ?? null,
    hyperparameters,
    epochs: history.epochs,
    batchSize: history.batchSize,
    steps,
    seconds: history.seconds,
    stepsPerSecond: steps / history.seconds,
    finalLoss: evaluations ? (history.loss[steps - 1] as number) : null,
    testLoss: evaluations?.test.loss ?? null,
    testAccuracy: evaluations?.test.accuracy ?? null,
    weightsSha256: evaluations ? network.sha256() : null,
    stopped: history.stopped as string,
    loss: arenaOf(network).loss.name,
    target: targetResult(data.training),
    augment: options.augment?.map(({ description }) => description) ?? null,
    notes: data.notes,
    evaluation: evaluations?.test ?? null,
    baseline,
    validation: evaluations?.validation ?? null,
    restoredEpoch: history.restoredEpoch,
    epochsDone: history.epochRecords.length,
  }
}

export function targetResult({ preparation }: Dataset): TargetResult | null {
  return preparation === undefined ? null : { name: preparation.target.name, kind: preparation.target.kind }
}

export function printSummary(result: TrainResult): void {
  const { dataset, network, engine, threads, steps, seconds, schedule, epochs, evaluation, validation, restoredEpoch } =
    result
  const early = result.stopped === 'early' ? `, stopped after ${epochsText(result.epochsDone)}` : ''
  const restored = restoredEpoch === null ? '' : `, weights of epoch ${restoredEpoch + 1} kept`
  print(
    ...[
      dataText(dataset, result.target),
      `network ${networkText(network)}: ${network.parameters} parameters, seed ${result.seed}`,
      `${schedule}: ${steps} updates in ${epochsText(epochs)}, batches of ${result.batchSize}${early}${restored}`,
      `engine ${engine.name} (${engine.runtime} ${engine.version})${threads === 1 ? '' : `, ${threads} threads`}: ${seconds.toFixed(2)} s, ${Math.round(result.stepsPerSecond)} updates per second`,
      ...(validation === null ? [] : [scoreText('validation', validation)]),
    ].flatMap((line) => wrapped(line, width())),
  )
  if (evaluation !== null) printEvaluation('test', evaluation)
  print(...wrapped(`weights ${result.weightsSha256}`, width()))
}

export function dataText(
  { name, training, test, inputs, classes }: DatasetResult,
  target: TargetResult | null,
): string {
  const predicted = classes === 0 ? 'numbers' : `${classes} classes`
  const what = target === null ? predicted : `${predicted} of ${target.name}`
  const sizes = [some(training, 'training row'), some(test, 'test row'), some(inputs, 'input')]
  return `${name}: ${sizes.join(', ')}, ${what}`
}

function some(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`
}
