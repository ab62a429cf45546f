/**
 * A preparation: how a row of raw values becomes the numbers that a network reads, and what its answer is in the user's
 * own terms. Fitted on training rows alone; plain JSON, saved inside the network's file.
 */

import type { Fingerprint } from '../fingerprint.js'

/** One number: (value - mean) / deviation, f64 arithmetic rounded to f32. */
export interface NumberFeature {
  readonly kind: 'number'
  readonly name: string
  readonly mean: number
  readonly deviation: number
  /** the value that stands in for a missing one */
  readonly fill: number
  /** whether a second number says that the value was missing: 1 where it was, 0 elsewhere */
  readonly indicator: boolean
  /** that % stood behind the numbers; there only where it did */
  readonly percent?: true
}

/** In which order a date names its parts: 2026-01-31, 31.1.2026 or 1/31/2026. */
export type DateOrder = 'ymd' | 'dmy' | 'mdy'

/** A number as above: days since 1970-01-01, UTC where the text names no zone. */
export interface DateFeature extends Omit<NumberFeature, 'kind' | 'percent'> {
  readonly kind: 'date'
  readonly order: DateOrder
}

/** As many numbers as there are values: 1 at the row's value and 0 elsewhere; a missing or unknown value is 0 everywhere. */
export interface CategoryFeature {
  readonly kind: 'category'
  readonly name: string
  readonly values: readonly string[]
}

/** How a column becomes numbers. */
export type FeaturePreparation = NumberFeature | DateFeature | CategoryFeature

/** A target of classes. */
export interface ClassTarget {
  readonly kind: 'classes'
  readonly name: string
  /** in the order of the labels */
  readonly names: readonly string[]
}

/** The network learns (value - mean) / deviation. */
export interface NumberTarget {
  readonly kind: 'numbers'
  readonly name: string
  readonly mean: number
  readonly deviation: number
  /** as of a feature */
  readonly percent?: true
}

/** How the target becomes what the network learns. */
export type TargetPreparation = ClassTarget | NumberTarget

/** What `prepareTable` fitted: how a row of raw values becomes numbers and an output an answer; plain JSON. */
export interface Preparation {
  /** of this format */
  readonly version: 1
  /** the columns of the source, in its order: features, target and what was left out */
  readonly columns: readonly string[]
  /** in the order of the network's inputs */
  readonly features: readonly FeaturePreparation[]
  readonly target: TargetPreparation
  /** texts that count as a missing value of a feature, in lower case */
  readonly missing: readonly string[]
  /** what separates whole numbers from fractions in text */
  readonly decimal: '.' | ','
  /** what tells the rows with a target again, those held out among them; earlier files have none */
  readonly source?: Fingerprint
}

/** How many numbers a column becomes. */
export function widthOf(feature: FeaturePreparation): number {
  if (feature.kind === 'category') return feature.values.length
  return feature.indicator ? 2 : 1
}

/** How many numbers a row becomes: the inputs of the network. */
export function inputsOf({ features }: Preparation): number {
  return features.reduce((sum, feature) => sum + widthOf(feature), 0)
}
