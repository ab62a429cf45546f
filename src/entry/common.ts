/** The public names that every entry point shares; what depends on the engine stands in the entry points. */
export type { EngineName } from '../core/core.js'
export type { HostError, HostErrorCode } from '../core/engine/host-error.js'
export type { LoadedEngine, SelfCheckMode } from '../core/engine/loaded.js'
export type { SelfCheck } from '../core/engine/self-check.js'
export type { Activation } from '../core/kernels.js'
export * from '../data/index.js'
export { type DenseDescription, type DenseLayer, dense, type Initialization } from '../layers/dense.js'
export type { LayerFactory } from '../layers/from-description.js'
export type {
  BoundLayer,
  Layer,
  LayerDescription,
  LayerPlaces,
  Pass,
  Shape,
  TensorRole,
  TensorSpec,
} from '../layers/layer.js'
export type { LossName } from '../losses/by-name.js'
export type { Loss, LossPlaces } from '../losses/loss.js'
export * from '../measure/index.js'
export type { Evaluation } from '../network/evaluate.js'
export type { Network, Tensor } from '../network/network.js'
export type { NetworkPlan, OwnParts, PlanOptions } from '../network/plan.js'
export * from '../optimizers/index.js'
export * from '../schedules/index.js'
export * from '../training/index.js'
export type { WorkerLike } from '../worker/connection.js'
export { trainInWorker, type WorkerTraining } from '../worker/train-in-worker.js'
