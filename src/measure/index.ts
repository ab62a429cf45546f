/**
 * Measuring: which learning rates suit a network and its data, and how soon a schedule arrives at a target. What trains
 * networks of its own, `compare` and `runTrial`, is made by the entry points, which know their engines.
 */
export type { LoggedCurve, LoggedPoint } from '../data/tabular/log-csv.js'
export type { Finding } from './findings.js'
export type { Guard, Warning } from './guards.js'
export { rangeTestToCsv } from './range-test/csv.js'
export type { RangeMetric, RangeTestOptions, RangeTestStep } from './range-test/options.js'
export { findLearningRate } from './range-test/range-test.js'
export type { Sweep } from './range-test/rates.js'
export type { SuggestedRates } from './range-test/reading.js'
export {
  checkReliable,
  type RangeTest,
  type RangeTestFacts,
  type SeedResult,
  type SweepCurve,
} from './range-test/result.js'
export { type Suggestions, suggestRates } from './range-test/suggest/suggest.js'
export { type ReplayOptions, replayCurves } from './replay/replay.js'
export type { LoggedRun, Replay, ReplayedCurve, ReplayedHit, ReplayedMethod, ReplayedTarget } from './replay/result.js'
export type { Estimate, SpeedUp } from './statistics/estimate.js'
export { type MedianInterval, median, medianInterval, runsForLevel } from './statistics/median.js'
export { type Bounds, pairedRatio, type Ratio, type RatioOptions } from './statistics/ratio.js'
export type { AblatedPart, Ablation, PartAtBudget } from './study/analysis/ablation.js'
export type { Headline, SpeedUpOver } from './study/analysis/headline.js'
export type { Accuracy, BudgetResult, Course, Study } from './study/analysis/result.js'
export type { TargetResult, TargetRow } from './study/analysis/targets.js'
export { type StudyCost, studyCost } from './study/cost.js'
export { type DataIdentity, prepareTrialData, type TrialData } from './study/data.js'
export { ablationSchedules } from './study/defaults.js'
export {
  type BadLine,
  canonicalJson,
  type Journal,
  journalHeader,
  journalLine,
  parseJournal,
  trialKey,
} from './study/journal.js'
export { type BuiltInMethod, type Method, methods } from './study/methods/methods.js'
export { methodOptimizer } from './study/methods/optimizer.js'
export type {
  MethodDefinition,
  MethodDescription,
  MethodFunction,
  MethodFunctions,
  MethodRun,
  OptimizerOf,
  OwnMethod,
  PlannedMethod,
} from './study/methods/own.js'
export type { Run } from './study/needs.js'
export type { StudyNetwork } from './study/network.js'
export { planStudy, type StudyOptions } from './study/options.js'
export type { StudyPlan } from './study/plan.js'
export type { RunningOptions, StudyProgress } from './study/study.js'
export type {
  TrialBeginning,
  TrialConfig,
  TrialOptions,
  TrialRecord,
  TrialResult,
  TrialSharing,
  TrialSpent,
} from './study/trial.js'
export type { TrialRunner } from './study/trials/execute.js'
export type { StudySeconds } from './study/trials/spent.js'
export type { RateRange, RateSearch, Tuning } from './study/tuning.js'
export { withoutTimes } from './times.js'
