/** Learning-rate and momentum schedules: pure functions of the step, and reducers over metrics. No WebAssembly inside. */
export { type ByNameOptions, type NamedSchedules, type ScheduleName, scheduleByName, scheduleNames } from './by-name.js'
export { constant } from './constant.js'
export { cosine } from './cosine.js'
export { type CosineRestartsOptions, cosineRestarts } from './cosine-restarts.js'
export { type CyclicalOptions, type ExpRangeOptions, expRange, triangular, triangular2 } from './cyclical.js'
export { defineSchedule } from './define.js'
export { compoundedDecay, exponentialDecay } from './exponential-decay.js'
export { type FlatCosineOptions, flatCosine } from './flat-cosine.js'
export { type AnyTrigger, fromDescription, triggerFromDescription } from './from-description.js'
export { type GeometricOptions, geometric } from './geometric.js'
export { inverseTimeDecay } from './inverse-time-decay.js'
export { type JoinOptions, join } from './join.js'
export { linear } from './linear.js'
export { type MilestonesOptions, milestones } from './milestones.js'
export { type OneCycle, type OneCycleOptions, oneCycle } from './one-cycle.js'
export type { OneCycleAnneal, OneCycleDialect } from './one-cycle-dialects.js'
export { type PlateauOptions, type PlateauState, plateau } from './plateau.js'
export { type PolynomialOptions, polynomial } from './polynomial.js'
export type { RateDecayOptions } from './rate-decay.js'
export { type ScaleOptions, scale } from './scale.js'
export {
  type HalveWhenOptions,
  halveWhen,
  type ScaleWhenOptions,
  type ScaleWhenState,
  scaleWhen,
} from './scale-when.js'
export type { Duration, Hyperparameter, Schedule, ScheduleDescription } from './schedule.js'
export { type HalvingOptions, halving, type StepDecayOptions, stepDecay } from './step-decay.js'
export { toSchedule } from './to-schedule.js'
export type { TransitionOptions } from './transition.js'
export type { EpochMetrics, Trigger, TriggerDescription } from './trigger.js'
export { type WarmupOptions, warmup } from './warmup.js'
export { type CooldownShape, type WarmupStableDecayOptions, warmupStableDecay } from './warmup-stable-decay.js'
