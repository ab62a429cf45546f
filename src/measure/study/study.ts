/**
 * The study: how much sooner does one method arrive at a target than others that were given the same chance?
 *
 * A decaying schedule depends on its length, so the question is for the smallest budget with which a method, its rate
 * tuned for that budget, ends at the target. Hence every schedule is run at every budget:
 *
 *     tuning     rates of a coarse grid, on seeds of their own, judged on the held-out part of the training set
 *     refining   as many rates again for every method, around the best of the grid
 *     scoring    the chosen rate on fresh seeds; one seed means the same starting weights and the same order of the rows
 *                for every method, so methods are compared in pairs. Only here, after the last choice, is the test set
 *                read, once at the end of each run; nothing is chosen by it. With a width to wait for, seed by seed
 */
import type { LoadedEngine } from '../../core/engine/loaded.js'
import type { Resolve } from '../../core/engine/start.js'
import { checkPlan } from '../../network/plan.js'
import { abortSignal, callback, ifGiven, optional, type ReadersOf, readOptions, truth, whole } from '../../options.js'
import { analyseStudy } from './analysis/analysis.js'
import type { Course, Study } from './analysis/result.js'
import { isWide } from './analysis/width.js'
import { type StudyCost, type StudyStage, studyCost, studyStages } from './cost.js'
import { prepareTrialData, type TrialData } from './data.js'
import { defaultTargets } from './default-targets.js'
import { type Method, tunedAs } from './methods/methods.js'
import { functionsIn, type MethodFunctions } from './methods/own.js'
import { aroundOf, gridOf, sampledSteps, schedulesOf, tunedMethods } from './methods/planned.js'
import { answersTo, type Need, type Run, trialsFor } from './needs.js'
import { networkPlan } from './network.js'
import { planStudy, type StudyOptions } from './options.js'
import type { StudyPlan } from './plan.js'
import type { Look, TrialConfig, TrialOptions, TrialRecord } from './trial.js'
import { commonEpochs } from './trials/beginnings.js'
import { executeTrials, type TrialRunner } from './trials/execute.js'
import { type RunTrial, runTrialOf } from './trials/run-trial.js'
import { dropSpare } from './trials/spare.js'
import { studySeconds } from './trials/spent.js'
import { bestRate, type RateScore, type Tuning } from './tuning.js'
import { mostSeeds } from './until-width.js'

/** How far a study is. */
export interface StudyProgress {
  readonly stage: StudyStage
  /** the trial that has just ended */
  readonly trial: TrialConfig
  readonly trialsDone: number
  readonly epochsDone: number
  /** at most */
  readonly trialsTotal: number
  readonly epochsTotal: number
}

/** How `compare` runs: where, how many trials at a time, and who is told. */
export interface RunningOptions<E = LoadedEngine> {
  /** runs a trial elsewhere, or looks it up; by default it is run here */
  runner?: TrialRunner
  /**
   * whether the runner heeds its second argument, so that a trial which begins as a longer one does goes on from there; such
   * trials then wait for each other. By default true where trials are run here, false with a runner
   */
  sharing?: boolean
  /** trials at a time, which results do not depend on; default 1 */
  concurrency?: number
  /** of the trials that are run here, as for `createNetwork` */
  engine?: E
  /** aborting rejects with its reason, once the trials under way have settled */
  signal?: AbortSignal
  /** called before the first trial */
  onPlan?: (plan: StudyPlan, cost: StudyCost) => void
  /** called after each trial */
  onTrial?: (progress: StudyProgress) => void
}

/** `compare` over the engines of an entry point. */
export function compareOf<E>(
  resolve: Resolve<E>,
): (options: StudyOptions, running?: RunningOptions<E>) => Promise<Study> {
  const runTrial = runTrialOf(resolve, 'compare')
  return (options, running = {}) => runStudy(options, running, runTrial)
}

const runningReaders = {
  runner: ifGiven(callback),
  sharing: ifGiven(truth),
  concurrency: optional(whole(1), 1),
  // checked where the first network is made
  engine: (_, __, value) => value,
  signal: ifGiven(abortSignal),
  onPlan: ifGiven(callback),
  onTrial: ifGiven(callback),
} satisfies ReadersOf<RunningOptions<unknown>>

const where = 'compare'

async function runStudy<E>(options: StudyOptions, running: RunningOptions<E>, runTrial: RunTrial<E>): Promise<Study> {
  const { concurrency } = readOptions(where, running, runningReaders)
  const plan = planStudy(options)
  await checkPlan(where, networkPlan(plan, options.training, plan.split.seed, options.test))
  const cost = studyCost(plan)
  running.onPlan?.(plan, cost)
  const { runner, sharing = runner === undefined } = running
  if (runner !== undefined) return measured(options, plan, cost, { ...running, runner, sharing, concurrency })
  const data = prepareTrialData(options.training, options.test, plan.split)
  const here = runnerHere(options, data, running, runTrial)
  try {
    return await measured(options, plan, cost, { ...running, runner: here, sharing, concurrency })
  } finally {
    dropSpare(data)
  }
}

type Measuring = Pick<RunningOptions, 'signal' | 'onTrial'> &
  Required<Pick<RunningOptions, 'runner' | 'sharing' | 'concurrency'>>

async function measured(
  options: StudyOptions,
  plan: StudyPlan,
  cost: StudyCost,
  { runner, sharing, concurrency, signal, onTrial }: Measuring,
): Promise<Study> {
  const common = (longer: TrialConfig, shorter: TrialConfig) => commonEpochs(longer, shorter, plan.stepsPerEpoch)
  const all = new Map<string, TrialRecord>()
  let trialsDone = 0
  let epochsDone = 0

  const ask = async (stage: StudyStage, needs: readonly Need[]): Promise<Run[]> => {
    const trials = trialsFor(plan, needs)
    // a stage costs what its trials cost; those after it at most what the plan allows
    const later = studyStages.slice(studyStages.indexOf(stage) + 1).map((name) => cost.stages[name])
    const trialsTotal = later.reduce((sum, each) => sum + each.trials, trialsDone + trials.length)
    const epochs = trials.reduce((sum, trial) => sum + trial.epochs, 0)
    const epochsTotal = later.reduce((sum, each) => sum + each.epochs, epochsDone + epochs)
    const records = await executeTrials(trials, {
      runner,
      concurrency,
      ...(sharing ? { common } : {}),
      signal,
      onTrial: (trial) => {
        trialsDone++
        epochsDone += trial.epochs
        onTrial?.({ stage, trial, trialsDone, epochsDone, trialsTotal, epochsTotal })
      },
    })
    for (const [key, record] of records) all.set(key, record)
    return answersTo(plan, needs, records)
  }

  const cellsOf = (list: readonly Method[]): Cell[] =>
    list.flatMap((method) => plan.budgets.map((budget) => ({ method, budget })))
  const cells = cellsOf(tunedMethods(plan))
  const coarse = await ask(
    'tuning',
    tuningNeeds(plan, cells, ({ method }) => pairs(gridOf(plan, method), plan.weightDecays)),
  )
  const around = (cell: Cell): Pair[] => {
    const scores = scoresOf(coarse, cell)
    const { weightDecay } = bestRate(scores, plan.metric)
    return pairs(aroundOf(plan, cell.method, scores), [weightDecay])
  }
  const fine = await ask('refining', tuningNeeds(plan, cells, around))
  const tunings = cellsOf(plan.schedules).map((cell): Tuning => {
    const scores = scoresOf([...coarse, ...fine], { ...cell, method: tunedAs(cell.method) }).sort(
      (a, b) => a.rate - b.rate || a.weightDecay - b.weightDecay,
    )
    const { rate, weightDecay } = bestRate(scores, plan.metric)
    return { ...cell, rate, weightDecay, scores }
  })
  const scoring = (seeds: readonly number[]): Need[] =>
    tunings.flatMap(({ method, budget, rate, weightDecay }) =>
      seeds.map((seed) => ({ method, budget, rate, weightDecay, seed, test: true })),
    )
  const targets = plan.targetsFrom === 'tuning' ? defaultTargets(plan, tunings) : plan.targets
  const first = plan.seeds[0] as number
  const own = coursesOf(plan, tunings, functionsIn(where, options.schedules ?? []))
  let seeds = plan.seeds
  let runs = await ask('scoring', scoring(seeds))
  let study = analyseStudy({ ...plan, targets, seeds }, tunings, runs, own)
  while (seeds.length < mostSeeds(plan) && isWide(study.targets, plan)) {
    const seed = first + seeds.length
    seeds = [...seeds, seed]
    runs = [...runs, ...(await ask('scoring', scoring([seed])))]
    study = analyseStudy({ ...plan, targets, seeds }, tunings, runs, own)
  }
  return { ...study, ...studySeconds([...all.values()]) }
}

type Cell = Pick<Tuning, 'method' | 'budget'>

/** How the methods of one's own go through the longest run. */
function coursesOf(plan: StudyPlan, tuning: readonly Tuning[], functions: MethodFunctions): Record<string, Course> {
  const steps = sampledSteps(plan)
  const courses = Object.keys(plan.own ?? {}).map((name) => {
    const { learningRate, momentum } = schedulesOf(plan, name, tuning, functions)
    return [name, { learningRate: steps.map(learningRate), momentum: steps.map(momentum) }]
  })
  return Object.fromEntries(courses)
}

/** What is tuned. */
type Pair = Pick<Tuning, 'rate' | 'weightDecay'>

function pairs(rates: readonly number[], weightDecays: readonly number[]): Pair[] {
  return rates.flatMap((rate) => weightDecays.map((weightDecay) => ({ rate, weightDecay })))
}

function tuningNeeds(plan: StudyPlan, cells: readonly Cell[], pairsOf: (cell: Cell) => readonly Pair[]): Need[] {
  return cells.flatMap((cell) =>
    pairsOf(cell).flatMap((pair) => plan.tuningSeeds.map((seed) => ({ ...cell, ...pair, seed, test: false }))),
  )
}

/** The mean of what each pair of a cell came to over the tuning seeds. */
function scoresOf(runs: readonly Run[], { method, budget }: Cell): RateScore[] {
  const own = runs.filter((run) => run.method === method && run.budget === budget)
  const tried = new Map(own.map(({ rate, weightDecay }) => [`${rate} ${weightDecay}`, { rate, weightDecay }]))
  return [...tried.values()].map(({ rate, weightDecay }) => {
    const same = own.filter((run) => run.rate === rate && run.weightDecay === weightDecay)
    const finals = same.map(({ final }) => final)
    const asked = finals[0]?.rmse !== undefined
    const mean = (value: (look: Look) => number): number | null => {
      let sum = 0
      for (const final of finals) {
        if (final === null) return null
        sum += value(final)
      }
      return sum / finals.length
    }
    return {
      rate,
      weightDecay,
      accuracy: mean((look) => look.accuracy),
      loss: mean((look) => look.loss),
      ...(asked ? { rmse: mean((look) => look.rmse as number) } : {}),
    }
  })
}

function runnerHere<E>(
  options: StudyOptions,
  data: TrialData,
  { engine, signal }: RunningOptions<E>,
  runTrial: RunTrial<E>,
): TrialRunner {
  const methods = functionsIn(where, options.schedules ?? [])
  const given = Object.entries({ engine, signal }).filter(([, value]) => value !== undefined)
  const trialOptions: TrialOptions<E> = { ...Object.fromEntries(given), methods }
  return (config, sharing) => runTrial(config, data, { ...trialOptions, ...sharing })
}
