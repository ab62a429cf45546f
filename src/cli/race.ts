/**
 * The main job, `onecycle` without a command: 1cycle beside a constant rate on the built-in digits, at equal budget.
 *
 * Every run starts from the same weights and sees the same batches in the same order. The constant rate is the best of
 * three by its validation accuracy at the end; the peak of 1cycle is fixed beforehand. The test data is evaluated at the
 * end, once for 1cycle and once for the best constant rate.
 */
import type { Command } from 'commander'
import { createNetwork, dense, digits, type Network, split } from '../index.js'
import { engineOption, loadEngine } from './engine.js'
import { listenForInterrupt } from './interrupt.js'
import { type CommonOptions, jsonOption, seedOption } from './options.js'
import { printJson, tell } from './output.js'
import { createStatusLine } from './progress.js'
import { type Finalist, printConclusion, printHead, printRow } from './race-report.js'
import { type Budget, finalAccuracy, type RaceRun, type Runner, runOne } from './race-run.js'
import { datasetResult, engineResult, networkResult } from './train-result.js'

export const RACE = 'race'

interface RaceOptions extends CommonOptions {
  engine: string
}

const DATA = { training: 10_000, validation: 2_000, test: 2_000 }
const HIDDEN = 128
const BUDGET: Budget = { epochs: 5, batchSize: 128, every: 20, momentum: 0.9, targets: [0.9, 0.95, 0.97, 0.98] }
const CYCLED: Runner = { name: '1cycle, peak 0.1', schedule: 'one-cycle', rate: 0.1 }
const CONSTANTS = [0.03, 0.1, 0.3].map((rate): Runner => ({ name: `constant ${rate}`, schedule: 'constant', rate }))

const EXAMPLES = `
Examples:
  onecycle
  onecycle --seed 2
  onecycle --json > race.json`

export function addRace(program: Command): void {
  program
    .command(RACE)
    .description('1cycle against a constant rate on the built-in digits; runs where no command is given')
    .addOption(engineOption(RACE))
    .addOption(seedOption(RACE))
    .addOption(jsonOption())
    .addHelpText('after', EXAMPLES)
    .action(runRace)
}

async function runRace(options: RaceOptions): Promise<void> {
  const { seed, json } = options
  const engine = await loadEngine(RACE, options.engine)
  const drawn = digits({ seed, training: DATA.training + DATA.validation, test: DATA.test })
  const { training, validation } = split(drawn.training, {
    seed,
    fraction: DATA.validation / (DATA.training + DATA.validation),
  })
  const { test } = drawn
  const layers = [dense(HIDDEN, 'relu'), dense(training.classes)]
  const start = () => createNetwork({ inputs: training.inputs, layers, seed, engine })
  const setting = {
    command: RACE,
    seed,
    engine: engineResult(options.engine),
    dataset: { ...datasetResult({ training, test }), validation: validation.count },
    network: networkResult(await start()),
    optimizer: 'sgd',
    ...BUDGET,
    steps: BUDGET.epochs * Math.ceil(training.count / BUDGET.batchSize),
  }
  if (!json) printHead(setting)
  const line = createStatusLine(process.stderr)
  const interrupt = listenForInterrupt()
  const runs: { run: RaceRun; network: Network }[] = []
  for (const runner of [CYCLED, ...CONSTANTS]) {
    const network = await start()
    const run = await runOne(runner, network, training, validation, BUDGET, line, interrupt.signal)
    if (interrupt.exitCode !== undefined) {
      tell('interrupted')
      process.exitCode = interrupt.exitCode
      return
    }
    runs.push({ run, network })
    if (!json) printRow(run)
  }
  interrupt.release()
  const [cycled, ...constants] = runs as [(typeof runs)[0], ...typeof runs]
  const best = constants.reduce((a, b) => (finalAccuracy(b.run) > finalAccuracy(a.run) ? b : a))
  const finalists = [cycled, best].map(({ run, network }) => ({
    name: run.name,
    testAccuracy: network.evaluate(test).accuracy,
    weightsSha256: run.stopped === 'completed' ? network.sha256() : null,
    updatesToTarget: run.updatesToTarget,
  })) as [Finalist, Finalist]
  if (json) printJson({ ...setting, runs: runs.map(({ run }) => run), finalists })
  else printConclusion(setting, finalists, CONSTANTS)
}
