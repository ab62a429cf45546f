/**
 * The main job, `onecycle` without a command, on the built-in digits: a range test finds the peak, a network is trained with
 * 1cycle to it, small studies race 1cycle against baselines that were tuned as it was, on a network where it buys nothing and on
 * one where it buys much, and a report shows it all.
 */
import { availableParallelism } from 'node:os'
import type { Command } from 'commander'
import { DEFAULT_ACTIVATION, DEFAULT_BATCH_SIZE, DEFAULT_HIDDEN, DEFAULT_RATE } from '../../defaults.js'
import {
  activation,
  batchNorm,
  createNetwork,
  type Dataset,
  dense,
  digits,
  type Layer,
  type Network,
  oneCycle,
  sgd,
  Training,
} from '../../entry/index.js'
import { mlp } from '../../layers/mlp.js'
import { prepareTrialData } from '../../measure/study/data.js'
import type { Method } from '../../measure/study/methods/methods.js'
import { planStudy, type StudyOptions } from '../../measure/study/options.js'
import type { ShownRangeTest } from '../../report/range-test/section.js'
import { studyReport } from '../../report/study/report.js'
import { joined } from '../../words.js'
import { studyRangeTest } from '../compare/range-test.js'
import { runStudy, type StudyRunning } from '../compare/study.js'
import { printPlan, printStudy } from '../compare/words.js'
import { Attempts } from '../files/attempts.js'
import { Place } from '../files/place.js'
import { engineOption, loadEngine } from '../shared/engine.js'
import { listenForInterrupt } from '../shared/interrupt.js'
import { machine } from '../shared/machine.js'
import { type CommonOptions, jsonOption, seedOption } from '../shared/options.js'
import { percent, print, printJson, short, tell, wrapped } from '../shared/output.js'
import { createProgress, createStatusLine } from '../shared/progress.js'
import { commandLine } from '../shared/shell.js'
import { helpText } from '../terminal/help.js'
import { width } from '../terminal/width.js'
import { datasetResult, engineResult, networkResult } from '../train/result.js'

export const RACE = 'race'

interface RaceOptions extends CommonOptions {
  engine: string
  out: string
}

const DATA = { training: 10_000, test: 2_000 }
const EPOCHS = 5
const STUDY = {
  hidden: DEFAULT_HIDDEN,
  activation: DEFAULT_ACTIVATION,
  batchSize: DEFAULT_BATCH_SIZE,
  schedules: ['one-cycle', 'constant', 'linear', 'linear-with-ramp'] as Method[],
  budgets: [1, 2, 3, 5],
  targets: [0.95, 0.97],
  rates: { low: 0.03, high: 0.3, coarse: 3, fine: 2 },
} as const

/** Deep for its width, and normalised: there the long ramp of 1cycle buys much, and its momentum costs. */
const DEEP = {
  batchSize: 50,
  schedules: ['one-cycle-fixed-momentum', 'one-cycle', 'linear-with-ramp', 'linear'] as Method[],
  subject: 'one-cycle-fixed-momentum',
  dialect: 'paper',
  budgets: [4, 8],
  targets: [0.5, 0.55],
  rates: { low: 0.02, high: 0.64, coarse: 3, fine: 2 },
  validationFraction: 0.2,
} as const
const DEEP_DATA = { training: 2500, test: 500 }
const DEPTH = 16
const WIDTH = 64

const EXAMPLES = `
Examples:
  onecycle
  onecycle --seed 2 --out seed-2.html
  onecycle --json > race.json`

export function addRace(program: Command): void {
  program
    .command(RACE)
    .description(
      'on the built-in digits: a range test, a training run, and a race of 1cycle against tuned baselines (the default command)',
    )
    .option('--out <file>', 'file to write the report to', 'onecycle-report.html')
    .addOption(engineOption(RACE))
    .addOption(seedOption(RACE))
    .addOption(jsonOption())
    .addHelpText('after', helpText(EXAMPLES))
    .action(runRace)
}

async function runRace(options: RaceOptions): Promise<void> {
  const { seed, json, out } = options
  const place = new Place(RACE, 'out', out)
  const engine = await loadEngine(RACE, options.engine)
  const say = (...lines: string[]) => (json ? undefined : print(...lines.flatMap((line) => wrapped(line, width()))))
  const { training, test } = digits({ seed, ...DATA })
  const study: StudyOptions = { training, test, seed, ...STUDY }
  const plan = planStudy(study)
  const parts = prepareTrialData(training, test, plan.split)
  const layers = mlp({ hidden: STUDY.hidden, activation: STUDY.activation, outputs: training.classes })
  const network = await createNetwork({ inputs: training.inputs, layers, seed, engine })
  const deep: StudyOptions = { ...digits({ seed, ...DEEP_DATA }), seed, ...DEEP, layers: deepLayers(training.classes) }
  const interrupt = listenForInterrupt()
  const { signal } = interrupt
  const workers = availableParallelism()
  const running: StudyRunning = {
    ...{ engine, workers, journal: undefined, signal },
    onPlan: (plan, cost) => (json ? undefined : printPlan(plan, cost, `${workers} at a time`, 0)),
  }
  try {
    say('1. Range test: which learning rates work?')
    const range = await studyRangeTest(plan, parts.training, engine, signal)
    say(rangeText(range.shown), '', '2. Training with 1cycle')
    const trained = await trainOnce(network, parts, range.shown.suggested?.peak ?? DEFAULT_RATE, signal)
    say(trained.text, '', '3. The race: how much sooner is 1cycle than baselines that were tuned as it was?')
    const result = await runStudy({ ...study, rangeTestUpdates: range.updates }, parts, running)
    if (!json) printStudy(result)
    say('', '4. The same question on a network that is deep for its width')
    const deepResult = await runStudy(deep, prepareTrialData(deep.training, deep.test, planStudy(deep).split), running)
    if (!json) printStudy(deepResult)
    const document = {
      command: RACE,
      seed,
      engine: engineResult(options.engine),
      dataset: datasetResult({ training, test }),
      network: networkResult(network),
      rangeTest: range.shown,
      training: trained.run,
      study: result,
      deep: deepResult,
    }
    const made = { machine: machine(options.engine), command: commandLine(), document }
    interrupt.release()
    const writing = new Attempts()
    const written = await writing.write(place, () => studyReport(result, made, range.shown, deepResult))
    if (json) printJson(document)
    else if (written) tell(`wrote ${out}`)
    writing.end()
  } catch (error) {
    if (interrupt.exitCode === undefined) throw error
    tell('interrupted; nothing was written')
    process.exitCode = interrupt.exitCode
  } finally {
    interrupt.release()
  }
}

function deepLayers(outputs: number): Layer[] {
  const hidden = Array.from({ length: DEPTH }, () => [dense(WIDTH, 'linear', 'he'), batchNorm(), activation('relu')])
  return [...hidden.flat(), dense(outputs)]
}

function rangeText({ suggested, seeds, reasons }: ShownRangeTest): string {
  if (suggested === null) return `no reliable answer (${joined(reasons, '; ')}); using a peak of ${DEFAULT_RATE}`
  const { peak, low, high } = suggested
  return `training works from ${short(low)} to ${short(high)}; suggested peak ${short(peak)}, median of ${seeds} seeds`
}

/** One run to see a network learn. The rows that are evaluated are held out of the training set; the test set is not read. */
async function trainOnce(
  network: Network,
  { training: rows, validation }: { training: Dataset; validation: Dataset },
  peak: number,
  signal: AbortSignal,
) {
  const line = createStatusLine(process.stderr)
  const training = new Training(network, rows, {
    epochs: EPOCHS,
    batchSize: STUDY.batchSize,
    validation,
    signal,
    optimizer: ({ totalSteps }) => sgd(oneCycle({ totalSteps, peak })),
    onStep: createProgress('train', EPOCHS, line),
  })
  for await (const _ of training) {
    // the status line sees each step
  }
  line.clear()
  signal.throwIfAborted()
  const { history } = training
  const accuracy = history.epochRecords.map(({ validationAccuracy }) => percent(validationAccuracy ?? Number.NaN, 1))
  const text =
    history.stopped === 'completed'
      ? `peak ${short(peak)}, held-out accuracy after each of ${EPOCHS} epochs: ${accuracy.join(', ')}; ${history.seconds.toFixed(2)} s`
      : `peak ${short(peak)}: the run diverged, ${history.reason}`
  return { text, run: { peak, ...history } }
}
