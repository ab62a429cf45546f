/**
 * Brings rows of a dataset into the arena as standardised f32, labels and targets beside them. Rows that follow one another
 * go in one block. Any others are gathered by one kernel where the arena holds the dataset; elsewhere the raw rows are copied
 * side by side first, and nothing is allocated, so words are copied by a loop: `set(subarray)` would make a view a row.
 */
import { isBytes, message, wrongValue } from '../check.js'
import type { Core } from '../core/core.js'
import { checkDataset, type Dataset } from '../data/dataset.js'
import { type Shape, shapeText } from '../data/shape.js'
import type { Loss } from '../losses/loss.js'
import type { BatchPlaces, FixedPlaces } from './places.js'

/** What of a network its data must fit. */
export interface Asked {
  /** of a row; a list takes rows of any shape */
  readonly shape: Shape
  readonly inputs: number
  readonly outputs: number
  readonly classes: number
  readonly loss: Loss
}

/** Throws where a dataset does not fit a network: the shape of a row, the number of inputs, classes or targets. */
export function checkFits(
  where: string,
  dataset: Dataset,
  { shape, inputs, outputs, classes, loss }: Asked,
  what = 'dataset',
): void {
  checkDataset(where, what, dataset)
  if (shape.length > 1 && dataset.shape !== undefined && shapeText(dataset.shape) !== shapeText(shape)) {
    throw new RangeError(
      message(where, what, `rows of shape ${shapeText(shape)}, as the network has`, shapeText(dataset.shape)),
    )
  }
  if (dataset.inputs !== inputs) {
    throw wrongValue(where, what, `rows of ${inputs} inputs, as the network has`, dataset.inputs)
  }
  if (dataset.targets !== undefined) {
    const width = dataset.targets.length / dataset.count
    if (loss.takes === 'labels') {
      const next = "to predict numbers give createNetwork loss: 'meanSquaredError'"
      throw new RangeError(message(where, what, `labels, which ${loss.name} needs`, 'targets', next))
    }
    if (width !== outputs) throw wrongValue(where, 'targets', `rows of ${outputs}, as the network has outputs`, width)
    if (loss.logits) checkShares(where, dataset.targets, loss)
  } else if (dataset.classes > classes) {
    throw wrongValue(where, what, `at most ${classes} classes, as the network has outputs`, dataset.classes)
  }
}

const shares = new WeakSet<Float32Array>()

/** What a loss over probabilities asks of targets, looked through once. */
function checkShares(where: string, targets: Float32Array, loss: Loss): void {
  if (shares.has(targets)) return
  const wrong = targets.findIndex((target) => target < 0 || target > 1)
  if (wrong >= 0) {
    const next = "to predict numbers give createNetwork loss: 'meanSquaredError'"
    throw wrongValue(where, `targets[${wrong}]`, `a number from 0 to 1, as ${loss.name} needs`, targets[wrong], next)
  }
  shares.add(targets)
}

/** Where rows go, and how the network reads them. */
export interface RowPlaces {
  readonly core: Core
  readonly fixed: FixedPlaces
  readonly batch: BatchPlaces
  /** numbers of an output row */
  readonly outputs: number
  /** whether labels become targets */
  readonly targets: boolean
}

/** Changes a raw row in place on its way, before it is standardised; `row` is its number in the dataset. */
export type RowChange = (values: Float32Array, row: number) => void

type Numbers = Uint8Array | Float32Array

/**
 * Brings `count` rows of the dataset: rows[from], rows[from + 1], ... or, without `rows`, from, from + 1, ...
 * @param held   whether the dataset's features lie at batch.data
 * @param change what is done to each row; without it, rows come as they are
 */
export function loadRows(
  to: RowPlaces,
  dataset: Dataset,
  rows: Uint32Array | undefined,
  from: number,
  count: number,
  held: boolean,
  change?: RowChange,
): void {
  loadAnswers(to, dataset, rows, from, count)
  const { features, inputs } = dataset
  if (held && change === undefined) {
    const { core, fixed, batch } = to
    const x = batch.outputs[0] as number
    const gather = isBytes(features) ? core.kernels.gatherU8 : core.kernels.gather
    gather(x, batch.data, batch.rows, fixed.mean, fixed.scale, count, inputs)
  } else loadFeatures(to, features, inputs, rows, from, count, change)
}

/** Brings rows without their answers: those that are changed, or that `rows` names, have their numbers at batch.rows already. */
export function loadFeatures(
  { core, fixed, batch }: RowPlaces,
  features: Numbers,
  inputs: number,
  rows: Uint32Array | undefined,
  from: number,
  count: number,
  change?: RowChange,
): void {
  const x = batch.outputs[0] as number
  const bytes = isBytes(features) && change === undefined
  // raw f32 rows go straight to x and are standardised there
  const raw = bytes ? batch.raw : x
  if (change !== undefined) copyChanged(core, x, features, batch.rows, count, inputs, change)
  else if (rows === undefined) copyBlock(core, raw, features, from, count, inputs)
  else copyRows(core, raw, features, batch.rows, count, inputs)
  const standardize = bytes ? core.kernels.standardizeU8 : core.kernels.standardize
  standardize(x, raw, fixed.mean, fixed.scale, count, inputs)
}

/**
 * Rows, numbered by i32 at `numbers`, as f32 to `x`, each changed on its way: what changes it may keep what it got, and may
 * run another network, which replaces the views where the memory is shared.
 */
function copyChanged(
  core: Core,
  x: number,
  features: Numbers,
  numbers: number,
  count: number,
  inputs: number,
  change: RowChange,
): void {
  const values = new Float32Array(inputs)
  for (let b = 0; b < count; b++) {
    const row = core.i32[(numbers >>> 2) + b] as number
    values.set(features.subarray(row * inputs, (row + 1) * inputs))
    change(values, row)
    core.f32.set(values, (x >>> 2) + b * inputs)
  }
}

/** The numbers of the rows go to i32 [batch.rows], labels to i32, targets to f32. */
function loadAnswers(
  { core, batch, outputs, targets: fromLabels }: RowPlaces,
  { labels, targets }: Dataset,
  rows: Uint32Array | undefined,
  from: number,
  count: number,
): void {
  const { f32, i32 } = core
  for (let b = 0; b < count; b++) {
    const row = rows === undefined ? from + b : (rows[from + b] as number)
    i32[(batch.rows >>> 2) + b] = row
    if (targets !== undefined) continue
    const label = labels[row] as number
    i32[(batch.labels >>> 2) + b] = label
    if (fromLabels) writeTargets(f32, (batch.targets >>> 2) + b * outputs, label, outputs)
  }
  if (targets === undefined) return
  if (rows === undefined) copyBlock(core, batch.targets, targets, from, count, outputs)
  else copyRows(core, batch.targets, targets, batch.rows, count, outputs)
}

/** Copies rows that follow one another, at the price of a view where they are not all. */
function copyBlock({ u8, f32 }: Core, to: number, values: Numbers, from: number, count: number, width: number): void {
  const size = count * width
  const block = size === values.length ? values : values.subarray(from * width, from * width + size)
  if (isBytes(block)) u8.set(block, to)
  else f32.set(block, to >>> 2)
}

/** Copies rows, numbered by i32 at `numbers`, side by side: by whole words where rows consist of them. */
function copyRows({ i32, u8 }: Core, to: number, values: Numbers, numbers: number, count: number, width: number): void {
  const words = wordsOf(values)
  const perRow = isBytes(values) ? width / 4 : width
  const inWords = words !== undefined && perRow % 1 === 0
  for (let b = 0; b < count; b++) {
    const row = i32[(numbers >>> 2) + b] as number
    if (inWords) copyWords(i32, (to >>> 2) + b * perRow, words as Int32Array, row * perRow, perRow)
    else copyBytes(u8, to + b * width, values as Uint8Array, row * width, width)
  }
}

/** 1 at the class and 0 elsewhere; a single output takes the label itself. */
function writeTargets(f32: Float32Array, at: number, label: number, outputs: number): void {
  if (outputs === 1) f32[at] = label
  else for (let o = 0; o < outputs; o++) f32[at + o] = o === label ? 1 : 0
}

function copyWords(to: Int32Array, at: number, from: Int32Array, start: number, count: number): void {
  for (let i = 0; i < count; i++) to[at + i] = from[start + i] as number
}

function copyBytes(to: Uint8Array, at: number, from: Uint8Array, start: number, count: number): void {
  for (let i = 0; i < count; i++) to[at + i] = from[start + i] as number
}

const views = new WeakMap<Numbers, Int32Array>()

/** The same memory as 32-bit words, where it is aligned to them: whole words keep every bit, NaN or not. */
function wordsOf(values: Numbers): Int32Array | undefined {
  let words = views.get(values)
  if (words === undefined && values.byteOffset % 4 === 0) {
    words = new Int32Array(values.buffer, values.byteOffset, values.byteLength / 4)
    views.set(values, words)
  }
  return words
}
