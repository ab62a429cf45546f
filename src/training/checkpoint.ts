/** The state of a training run as a file; what must agree before a run may go on from it. */
import { message, show } from '../check.js'
import { FIRST_NUMERIC_VERSION } from '../core/numeric-version.js'
import type { AnyDataset } from '../data/chunks/any-dataset.js'
import type { ChunkedDataset } from '../data/chunks/chunked-dataset.js'
import { contentOf } from '../data/content.js'
import type { Dataset } from '../data/dataset.js'
import type { Standardization } from '../data/standardization.js'
import { packContainer, unpackContainer } from '../files/container.js'
import { arenaOf, type Network } from '../network/network.js'
import type { Optimizer } from '../optimizers/optimizer.js'
import type { EpochEndState } from './epoch-end.js'
import type { EpochRecord } from './history.js'
import type { CheckedOptions } from './plan.js'
import type { Columns } from './record.js'

export interface TrainingState extends Columns, EpochEndState {
  readonly step: number
  readonly seconds: number
  readonly epochRecords: readonly EpochRecord[]
  readonly parameters: Float32Array
  /** whether the network has taken its input scale yet */
  readonly standardized: boolean
  readonly standardization: Standardization
  /** the optimizer's numbers and arrays */
  readonly scalars: Float64Array
  readonly slots: readonly Float32Array[]
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
  const { parameters, standardization, scalars, slots, loss, learningRate, momentum, bestParameters, ...meta } = state
  return packContainer({
    kind: 'checkpoint',
    meta: { numericVersion: versionOf(run), identity: identityOf(run), ...meta, slots: slots.length },
    arrays: {
      parameters,
      ...standardization,
      scalars,
      ...Object.fromEntries(slots.map((slot, index) => [`slot${index}`, slot])),
      loss,
      learningRate,
      momentum,
      ...(bestParameters && { bestParameters }),
    },
  })
}

/** A checkpoint as that of a run of another length, for one whose optimizer has done the same until then. */
export function continuedAs(bytes: Uint8Array, epochs: number, optimizer: Optimizer): Uint8Array<ArrayBuffer> {
  const { kind, meta, arrays } = unpackContainer('resume', bytes, 'checkpoint')
  const identity = { ...(meta.identity as object), epochs, optimizer: optimizer.description }
  return packContainer({ kind, meta: { ...meta, identity }, arrays })
}

/**
 * @throws RangeError for a file that is not a whole checkpoint, or one of a run with another network, data or options: the
 *   message names the first thing that differs
 */
export function unpackCheckpoint(run: Run, bytes: Uint8Array): TrainingState {
  const { meta, arrays } = unpackContainer('resume', bytes, 'checkpoint')
  const difference = firstDifference(meta.identity, JSON.parse(JSON.stringify(identityOf(run))), 'run')
  if (difference !== undefined) {
    const { path, saved, given } = difference
    const next = 'resume with the data and options that it was written with'
    throw new RangeError(message('resume', path, `${show(saved)} as in the checkpoint`, show(given), next))
  }
  const { numericVersion = FIRST_NUMERIC_VERSION } = meta
  if (numericVersion !== versionOf(run)) {
    const next = 'resume with the release that wrote it, as this one computes other bits'
    throw new RangeError(message('resume', 'numeric version', versionOf(run), `${numericVersion}`, next))
  }
  const { mean, scale, ...others } = arrays as Record<string, Float32Array>
  return {
    ...meta,
    ...others,
    epochRecords: (meta.epochRecords as EpochRecord[]).map((record) => ({ ...notValidated, ...record })),
    standardization: { mean, scale },
    slots: Array.from({ length: meta.slots as number }, (_, index) => others[`slot${index}`]),
  } as unknown as TrainingState
}

function versionOf({ network }: Run): string {
  return arenaOf(network).numericVersion
}

/** Version 0.1.0 wrote no field where there was no value. */
const notValidated = { validationLoss: null, validationAccuracy: null }

interface Difference {
  readonly path: string
  readonly saved: unknown
  readonly given: unknown
}

/** The first place where two JSON values differ, or undefined. */
function firstDifference(saved: unknown, given: unknown, path: string): Difference | undefined {
  if (saved === undefined && path.endsWith('.content')) {
    // a checkpoint of before
    console.warn('resume: the checkpoint has no digest of its data: make sure that these are the same')
    return undefined
  }
  if (typeof saved !== 'object' || typeof given !== 'object' || saved === null || given === null) {
    return Object.is(saved, given) ? undefined : { path, saved, given }
  }
  const names = new Set([...Object.keys(saved), ...Object.keys(given)])
  for (const name of names) {
    const inside = (value: object) => (value as Record<string, unknown>)[name]
    const difference = firstDifference(inside(saved), inside(given), `${path}.${name}`)
    if (difference !== undefined) return difference
  }
  return undefined
}
