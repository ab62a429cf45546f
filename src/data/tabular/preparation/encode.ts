/** Raw values to the numbers that a network reads, by a preparation: the same for training, evaluation and prediction. */
import { decimalIn } from '../../../words.js'
import { type Cell, hasPercent, isBoolean, MISSING_FEATURE, numberIn } from './cells.js'
import { daysIn } from './dates.js'
import { type FeaturePreparation, type Preparation, widthOf } from './preparation.js'

/** What became of a cell: `wrong` is text where a number belongs, `large` a number far outside the training data. */
export type Outcome = 'known' | 'missing' | 'unknown' | 'wrong' | 'large'

export interface CellEncoder {
  readonly feature: FeaturePreparation
  /** how many numbers it writes */
  readonly width: number
  /** Writes into[at ..]; nothing useful where the outcome is `wrong` or `large`. */
  write(into: Float32Array, at: number, cell: Cell): Outcome
}

/** An encoder with the index of its column in the source. */
export interface PlacedEncoder extends CellEncoder {
  readonly place: number
}

const known = new WeakMap<Preparation, readonly PlacedEncoder[]>()

/** An encoder for each feature, in their order; made once for a preparation. */
export function encodersOf(preparation: Preparation): readonly PlacedEncoder[] {
  let encoders = known.get(preparation)
  if (encoders === undefined) {
    const { columns, features, missing, decimal } = preparation
    const isMissing = missingCells(missing)
    encoders = features.map((feature) => {
      return { ...encoderOf(feature, isMissing, decimal), place: columns.indexOf(feature.name) }
    })
    known.set(preparation, encoders)
  }
  return encoders
}

/** Whether a cell counts as missing; a number does where the list names it. */
export function missingCells(texts: readonly string[] = MISSING_FEATURE): (cell: Cell) => boolean {
  const set = new Set(texts)
  const numbers = new Set(texts.map(decimalIn).filter((number) => !Number.isNaN(number)))
  return (cell) => {
    if (typeof cell === 'number') return numbers.size > 0 && numbers.has(cell)
    return cell.length < 32 && set.has(cell.toLowerCase())
  }
}

export function encoderOf(
  feature: FeaturePreparation,
  isMissing: (cell: Cell) => boolean,
  decimal: '.' | ',',
): CellEncoder {
  const width = widthOf(feature)
  if (feature.kind === 'category') {
    const place = placesOf(feature.values)
    return {
      feature,
      width,
      write(into, at, cell) {
        into.fill(0, at, at + width)
        // CSV gives 01234 as the number 1234
        const index = place(String(cell)) ?? (typeof cell === 'string' ? place(String(decimalIn(cell))) : undefined)
        if (index === undefined) return isMissing(cell) ? 'missing' : 'unknown'
        into[at + index] = 1
        return 'known'
      },
    }
  }
  const { mean, deviation, fill, indicator } = feature
  const numberOf = (cell: Cell): number => {
    if (feature.kind === 'date') return typeof cell === 'number' ? Number.NaN : daysIn(cell, feature.order)
    if (typeof cell === 'number') return cell
    return hasPercent(cell) && !feature.percent ? Number.NaN : numberIn(cell, decimal)
  }
  return {
    feature,
    width,
    write(into, at, cell) {
      const number = numberOf(cell)
      const missing = isMissing(cell) || (feature.kind === 'number' && isMissing(number))
      const value = missing ? fill : number
      const scaled = Math.fround((value - mean) / deviation)
      into[at] = scaled
      if (indicator) into[at + 1] = missing ? 1 : 0
      if (Number.isNaN(value)) return 'wrong'
      if (!Number.isFinite(scaled)) return 'large'
      return missing ? 'missing' : 'known'
    },
  }
}

/** The place of a name in a list; `true` and `false` are found however they are capitalised. */
export function placesOf(names: readonly string[]): (name: string) => number | undefined {
  const places = new Map(names.map((name, index) => [name, index]))
  for (const [index, name] of names.entries()) {
    const lower = name.toLowerCase()
    if (isBoolean(name) && !places.has(lower)) places.set(lower, index)
  }
  return (name) => places.get(name) ?? (isBoolean(name) ? places.get(name.toLowerCase()) : undefined)
}
