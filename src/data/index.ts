/** Datasets: built-in generators, IDX files, splits, standardisation, order. CSV has an entry point of its own. */
export { createDataset, type Dataset, type DatasetParts, takeRows } from './dataset.js'
export { type DigitsOptions, digits } from './digits.js'
export { type IdxArray, type ReadIdxOptions, readIdx } from './idx.js'
export { type IdxDatasetOptions, idxDataset } from './idx-dataset.js'
export { epochOrder } from './order.js'
export { type SpiralsOptions, spirals } from './spirals.js'
export { type SplitOptions, split } from './split.js'
export { identityStandardization, type Standardization, standardizationOf } from './standardization.js'
