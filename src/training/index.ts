export type { EarlyStopping } from './early-stopping.js'
export { type EpochRecord, type History, historyToCsv, type Stopped } from './history.js'
export type { StepRecord, TrainingOptions, TrainingPlan } from './plan.js'
export { checkConverged, Training, train } from './training.js'
