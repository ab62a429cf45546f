/** The state of a training run as a file; what must agree before a run may go on from it. */
import { checkInteger, checkTyped, show, wrongValue } from '../check.js'
import { FIRST_NUMERIC_VERSION } from '../core/numeric-version.js'
import type { AnyDataset } from '../data/chunks/any-dataset.js'
import type { ChunkedDataset } from '../data/chunks/chunked-dataset.js'
import { contentOf } from '../data/content.js'
import type { Dataset } from '../data/dataset.js'
import type { Standardization } from '../data/standardization.js'
import { packContainer, unpackContainer } from '../files/container.js'
import { arenaOf, type Network } from '../network/network.js'
import { countValues } from '../network/tensors.js'
import type { Optimizer } from '../optimizers/optimizer.js'
import {
  ifGiven,
  listOf,
  number,
  part,
  type Reader,
  type Readers,
  type ReadersOf,
  readEach,
  truth,
  whole,
} from '../options.js'
import type { EpochEndState } from './epoch-end.js'
import type { EpochRecord } from './history.js'
import type { CheckedOptions } from './plan.js'
import type { Columns } from './record.js'

/** Arrays and plain JSON, by the names that they have in the file. */
export interface TrainingState extends Columns, EpochEndState, Standardization {
  readonly step: number
  readonly seconds: number
  readonly epochRecords: readonly EpochRecord[]
  readonly parameters: Float32Array
  /** whether the network has taken its input scale yet */
  readonly standardized: boolean
  /** the optimizer's numbers and arrays */
  readonly scalars: Float64Array
  readonly [slot: `slot${number}`]: Float32Array
}

/** The run that a checkpoint is of. */
interface Run {
  readonly network: Network
  readonly dataset: AnyDataset
  readonly plan: CheckedOptions
}

/** What two runs must share for one to continue the other. */
function identityOf({ network, dataset, plan }: Run): Record<string, unknown> {
  const {
    epochs,
    batchSize,
    seed,
    optimizer,
    trigger,
    earlyStopping,
    validation,
    augment,
    classWeights,
    frozen,
    clipValue,
    clipNorm,
    shuffle,
  } = plan
  return {
    network: network.plan,
    data: shapeOf(dataset),
    validation: validation ? shapeOf(validation) : null,
    epochs,
    batchSize,
    seed,
    optimizer: optimizer.description,
    trigger: trigger?.description ?? null,
    earlyStopping: earlyStopping ?? null,
    // later options stand here only where they are given, so that checkpoints from before them stay valid
    ...given({
      augment: augment?.identity,
      classWeights,
      frozen,
      clipValue,
      clipNorm,
      shuffle: shuffle < dataset.count ? shuffle : undefined,
    }),
  }
}

function given(options: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))
}

/** What the checkpoint recognises a dataset by. */
function shapeOf(dataset: AnyDataset): Record<string, unknown> {
  const { name, count, inputs, classes, weights, fingerprint } = dataset as Dataset & Partial<ChunkedDataset>
  const content = contentOf(dataset)
  return { name, count, inputs, classes, ...given({ weighted: weights && true, fingerprint, content }) }
}

export function packCheckpoint(run: Run, state: TrainingState): Uint8Array<ArrayBuffer> {
  const parts = (arrays: boolean) =>
    Object.fromEntries(Object.entries(state).filter(([, value]) => ArrayBuffer.isView(value) === arrays))
  return packContainer({
    kind: 'checkpoint',
    meta: { numericVersion: versionOf(run), identity: identityOf(run), ...parts(false) },
    arrays: parts(true),
  })
}

/** A checkpoint as that of a run of another length, for one whose optimizer has done the same until then. */
export function continuedAs(bytes: Uint8Array, epochs: number, optimizer: Optimizer): Uint8Array<ArrayBuffer> {
  const { kind, meta, arrays } = unpackContainer('resume', bytes, 'checkpoint')
  const identity = { ...(meta.identity as object), epochs, optimizer: optimizer.description }
  return packContainer({ kind, meta: { ...meta, identity }, arrays })
}

/** A checkpoint as that of a run with the rate and momentum of the optimizer, the rest of which must be the same to resume it. */
export function atRateOf(optimizer: Optimizer, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const { kind, meta, arrays } = unpackContainer('resume', bytes, 'checkpoint')
  const identity = meta.identity as { readonly optimizer: object }
  const { learningRate, momentum } = optimizer.description
  const own = { ...identity.optimizer, learningRate, momentum }
  return packContainer({ kind, meta: { ...meta, identity: { ...identity, optimizer: own } }, arrays })
}

/**
 * @throws RangeError for a file that is not a whole checkpoint, or one of a run with another network, data or options: the
 *   message names the first thing that differs
 */
export function unpackCheckpoint(run: Run, bytes: Uint8Array): TrainingState {
  const { meta, arrays } = unpackContainer('resume', bytes, 'checkpoint')
  checkSame(meta.identity, JSON.parse(JSON.stringify(identityOf(run))), 'run')
  const { numericVersion = FIRST_NUMERIC_VERSION } = meta
  if (numericVersion !== versionOf(run)) {
    const next = 'resume with the release that wrote it'
    throw wrongValue('resume', 'numeric version', versionOf(run), numericVersion, next)
  }
  return readEach('resume', { ...meta, ...arrays }, partsOf(run)) as unknown as TrainingState
}

/** What each part of a state of the run is: a checksum says only that a file is as it was written. */
function partsOf({ network, plan }: Run): Readers {
  const { fixed, inputs, layers } = arenaOf(network)
  const { optimizer, totalSteps, stepsPerEpoch, trigger } = plan
  const floats =
    (length: number): Reader<Float32Array> =>
    (where, what, value) =>
      checkTyped(where, what, value, length)
  const doubles =
    (length?: number): Reader<Float64Array> =>
    (where, what, value, { step }) =>
      checkTyped(where, what, value, length ?? (step as number), 'Float64Array')
  const parameters = floats(countValues(layers))
  return {
    step: whole(0, totalSteps),
    seconds: number,
    epochRecords: (where, what, value, read) => {
      const records = listOf(epochRecord)(where, what, value, read)
      checkInteger(where, `${what}.length`, records.length, 0, Math.floor((read.step as number) / stepsPerEpoch))
      return records
    },
    earlyStopping: part({ best: number, value: number, waited: number }),
    trigger: (_, __, value) => {
      trigger?.value(value)
      return value
    },
    bestParameters: ifGiven(parameters),
    parameters,
    standardized: truth,
    mean: floats(inputs),
    scale: floats(inputs),
    scalars: doubles(optimizer.scalars),
    ...Object.fromEntries(Array.from({ length: optimizer.slots }, (_, index) => [`slot${index}`, floats(fixed.span)])),
    loss: doubles(),
    learningRate: doubles(),
    momentum: doubles(),
  }
}

/** Version 0.1.0 wrote no field where there was no value. */
const measured: Reader<number | null> = (where, what, value = null, read) =>
  value === null ? value : number(where, what, value, read)

const epochRecord = part({
  epoch: number,
  step: number,
  trainingLoss: number,
  validationLoss: measured,
  validationAccuracy: measured,
  seconds: number,
} satisfies ReadersOf<EpochRecord>)

function versionOf({ network }: Run): string {
  return arenaOf(network).numericVersion
}

/** Throws at the first place where two JSON values differ. */
function checkSame(saved: unknown, given: unknown, path: string): void {
  if (saved === undefined && path.endsWith('.content')) {
    // a checkpoint of before
    console.warn('resume: no digest of its data: make sure they are the same')
  } else if (isObject(saved) && isObject(given)) {
    for (const name in { ...saved, ...given }) checkSame(saved[name], given[name], `${path}.${name}`)
  } else if (!Object.is(saved, given)) {
    const next = 'resume with its data and options'
    throw wrongValue('resume', path, `${show(saved)} as in the checkpoint`, given, next)
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
