/**
 * Brings rows of a dataset into the arena as standardised f32, labels and targets beside them. A dataset that the arena
 * holds is gathered by one kernel; of any other the raw rows are copied side by side first. Those that follow one another
 * go in one block; for the others nothing is allocated, so words are copied by a loop: `set(subarray)` would make a view a row.
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
  const { core, fixed, batch } = to
  const { features, inputs } = dataset
  const { kernels } = core
  const x = batch.outputs[0] as number
  if (change !== undefined) {
    copyChanged(core, x, features, batch.rows, count, inputs, change)
    kernels.standardize(x, x, fixed.mean, fixed.scale, count, inputs)
    return
  }
  const bytes = isBytes(features)
  if (held) {
    if (bytes) kernels.gatherU8(x, batch.data, batch.rows, fixed.mean, fixed.scale, count, inputs)
    else kernels.gather(x, batch.data, batch.rows, fixed.mean, fixed.scale, count, inputs)
    return
  }
  // raw f32 rows go straight to x and are standardised there
  const raw = bytes ? batch.raw : x
  if (rows === undefined && count > 1) copyBlock(core, raw, features, from * inputs, count * inputs)
  else copyRows(core, raw, features, batch.rows, count, inputs)
  if (bytes) kernels.standardizeU8(x, raw, fixed.mean, fixed.scale, count, inputs)
  else kernels.standardize(x, raw, fixed.mean, fixed.scale, count, inputs)
}

/**
 * Rows, numbered by i32 at `numbers`, as f32 to `x`, each changed on its way: what changes it may keep what it got, and may
 * run another network, which replaces the views where the memory is shared.
 */
function copyChanged(
  core: Core,
  x: number,
  features: Uint8Array | Float32Array,
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
  const labelAt = batch.labels >>> 2
  const targetAt = batch.targets >>> 2
  const rowAt = batch.rows >>> 2
  for (let b = 0; b < count; b++) {
    const row = rows === undefined ? from + b : (rows[from + b] as number)
    i32[rowAt + b] = row
    if (targets !== undefined) copyFloats(f32, targetAt + b * outputs, targets, row * outputs, outputs)
    else {
      const label = labels[row] as number
      i32[labelAt + b] = label
      if (fromLabels) writeTargets(f32, targetAt + b * outputs, label, outputs)
    }
  }
}

/** Copies rows that follow one another, at the price of a view. */
function copyBlock({ u8, f32 }: Core, raw: number, features: Uint8Array | Float32Array, start: number, length: number) {
  const block = features.subarray(start, start + length)
  if (isBytes(block)) u8.set(block, raw)
  else f32.set(block, raw >>> 2)
}

/** Copies rows, numbered by i32 at `numbers`, side by side to `raw`: by whole words where rows consist of them. */
function copyRows(
  { i32, u8 }: Core,
  raw: number,
  features: Uint8Array | Float32Array,
  numbers: number,
  count: number,
  inputs: number,
): void {
  const words = wordsOf(features)
  const perRow = isBytes(features) ? inputs / 4 : inputs
  const inWords = words !== undefined && perRow === Math.floor(perRow)
  for (let b = 0; b < count; b++) {
    const row = i32[(numbers >>> 2) + b] as number
    if (inWords) copyWords(i32, (raw >>> 2) + b * perRow, words as Int32Array, row * perRow, perRow)
    else copyBytes(u8, raw + b * inputs, features as Uint8Array, row * inputs, inputs)
  }
}

/** 1 at the class and 0 elsewhere; a single output takes the label itself. */
function writeTargets(f32: Float32Array, at: number, label: number, outputs: number): void {
  if (outputs === 1) f32[at] = label
  else for (let o = 0; o < outputs; o++) f32[at + o] = o === label ? 1 : 0
}

function copyFloats(to: Float32Array, at: number, from: Float32Array, start: number, count: number): void {
  for (let i = 0; i < count; i++) to[at + i] = from[start + i] as number
}

function copyWords(to: Int32Array, at: number, from: Int32Array, start: number, count: number): void {
  for (let i = 0; i < count; i++) to[at + i] = from[start + i] as number
}

function copyBytes(to: Uint8Array, at: number, from: Uint8Array, start: number, count: number): void {
  for (let i = 0; i < count; i++) to[at + i] = from[start + i] as number
}

const views = new WeakMap<Uint8Array | Float32Array, Int32Array>()

/** The same memory as 32-bit words, where it is aligned to them: whole words keep every bit, NaN or not. */
function wordsOf(features: Uint8Array | Float32Array): Int32Array | undefined {
  let words = views.get(features)
  if (words === undefined && features.byteOffset % 4 === 0) {
    words = new Int32Array(features.buffer, features.byteOffset, features.byteLength / 4)
    views.set(features, words)
  }
  return words
}
