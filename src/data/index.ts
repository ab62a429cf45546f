/** Datasets: built-in generators, IDX files, splits, standardisation, order. CSV has an entry point of its own. */

export { createDataset, type Dataset, type DatasetParts, takeRows } from './dataset.js'
export { type DigitsOptions, digits } from './generated/digits.js'
export { type SpiralsOptions, spirals } from './generated/spirals.js'
export { type IdxArray, type ReadIdxOptions, readIdx } from './images/idx.js'
export { type IdxDatasetOptions, idxDataset } from './images/idx-dataset.js'
export { epochOrder } from './order.js'
export { type SplitOptions, split } from './split.js'
export { identityStandardization, type Standardization, standardizationOf } from './standardization.js'
export type { Preparation } from './tabular/preparation/preparation.js'
export type { RawRow, UnknownValue } from './tabular/preparation/rows.js'
