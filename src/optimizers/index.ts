export type { Optimizer, UpdateTarget } from './optimizer.js'
export { type SgdOptions, sgd } from './sgd.js'
