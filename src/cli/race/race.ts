/**
 * The main job, `onecycle` without a command, on the built-in digits: a range test finds the peak, a network is trained with
 * 1cycle to it, a small study races 1cycle against baselines that were tuned as it was, and a report shows it all.
 */
import { availableParallelism } from 'node:os'
import type { Command } from 'commander'
import { DEFAULT_ACTIVATION, DEFAULT_BATCH_SIZE, DEFAULT_HIDDEN, DEFAULT_RATE } from '../../defaults.js'
import { createNetwork, type Dataset, digits, type Network, oneCycle, sgd, Training } from '../../entry/index.js'
import { mlp } from '../../layers/mlp.js'
import { prepareTrialData } from '../../measure/study/data.js'
import type { Method } from '../../measure/study/methods/methods.js'
import { planStudy, type StudyOptions } from '../../measure/study/options.js'
import type { ShownRangeTest } from '../../report/range-test/section.js'
import { studyReport } from '../../report/study/report.js'
import { joined } from '../../words.js'
import { studyRangeTest } from '../compare/range-test.js'
import { runStudy } from '../compare/study.js'
import { printPlan, printStudy } from '../compare/words.js'
import { engineOption, loadEngine } from '../shared/engine.js'
import { checkWritable, writeWhole } from '../shared/files.js'
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
  schedules: ['one-cycle', 'constant', 'step', 'linear'] as Method[],
  budgets: [1, 2, 3, 5],
  targets: [0.95, 0.97],
  rates: { low: 0.03, high: 0.3, coarse: 3, fine: 2 },
} as const

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
  checkWritable(RACE, '--out', out)
  const engine = await loadEngine(RACE, options.engine)
  const say = (...lines: string[]) => (json ? undefined : print(...lines.flatMap((line) => wrapped(line, width()))))
  const { training, test } = digits({ seed, ...DATA })
  const study: StudyOptions = { training, test, seed, ...STUDY }
  const plan = planStudy(study)
  const parts = prepareTrialData(training, test, plan.split)
  const layers = mlp({ hidden: STUDY.hidden, activation: STUDY.activation, outputs: training.classes })
  const network = await createNetwork({ inputs: training.inputs, layers, seed, engine })
  const interrupt = listenForInterrupt()
  const { signal } = interrupt
  try {
    say('1. Range test: which learning rates work?')
    const range = await studyRangeTest(plan, parts.training, engine, signal)
    say(rangeText(range.shown), '', '2. Training with 1cycle')
    const trained = await trainOnce(network, parts, range.shown.suggested?.peak ?? DEFAULT_RATE, signal)
    say(trained.text, '', '3. The race: how much sooner is 1cycle than baselines that were tuned as it was?')
    const result = await runStudy({ ...study, rangeTestUpdates: range.updates }, parts, {
      engine,
      workers: availableParallelism(),
      journal: undefined,
      signal,
      onPlan: (plan, cost) => (json ? undefined : printPlan(plan, cost, `${availableParallelism()} at a time`, 0)),
    })
    if (!json) printStudy(result)
    const document = {
      command: RACE,
      seed,
      engine: engineResult(options.engine),
      dataset: datasetResult({ training, test }),
      network: networkResult(network),
      rangeTest: range.shown,
      training: trained.run,
      study: result,
    }
    const made = { machine: machine(options.engine), command: commandLine(), document }
    writeWhole(RACE, '--out', out, studyReport(result, made, range.shown))
    if (json) printJson(document)
    else tell(`wrote ${out}`)
  } catch (error) {
    if (interrupt.exitCode === undefined) throw error
    tell('interrupted; nothing was written')
    process.exitCode = interrupt.exitCode
  } finally {
    interrupt.release()
  }
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
