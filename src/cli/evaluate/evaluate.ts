/** `onecycle evaluate`: how well a saved network does on rows whose answers are known. */
import { statSync } from 'node:fs'
import { basename } from 'node:path'
import type { Command } from 'commander'
import { message } from '../../check.js'
import { parseCsv } from '../../data/tabular/csv.js'
import { type Dataset, metrics, type Network } from '../../entry/index.js'
import { arenaOf } from '../../network/network.js'
import { inFlags } from '../data/flags.js'
import { readTestPart } from '../data/folder.js'
import { findPath, loadData } from '../data/load.js'
import { tellNotes } from '../data/notes.js'
import { applyTable } from '../data/table.js'
import { checkTable } from '../data/table-file.js'
import { addCsvOptions, type TableFlags } from '../data/table-options.js'
import { readInput } from '../files/read.js'
import { networkOption, openNetwork } from '../network/file.js'
import { engineOption, loadEngine } from '../shared/engine.js'
import { type CommonOptions, jsonOption, seedOption } from '../shared/options.js'
import { printJson, tell } from '../shared/output.js'
import { tellThreads, threadsOption } from '../shared/threads.js'
import { UsageError } from '../shared/usage.js'
import { helpText } from '../terminal/help.js'
import { engineResult, networkResult, targetResult } from '../train/result.js'
import { baselineOf, worseText } from './baseline.js'
import { printEvaluation } from './words.js'

const where = 'evaluate'
const SOURCES = 'FILE.csv, a folder of images (IDX or CIFAR-10), digits or spirals'

interface EvaluateOptions
  extends CommonOptions,
    Pick<TableFlags, 'target' | 'header' | 'names' | 'delimiter' | 'decimal'> {
  network: string
  data: string
  engine: string
  threads: number | 'auto'
}

const EXAMPLES = `
A table is prepared as the rows that the network was trained on; rows without a
target are left out.

Examples:
  onecycle train --data houses.csv --target price --save houses.net
  onecycle evaluate --network houses.net --data more.csv
  onecycle evaluate --network houses.net --data more.csv --json

Exit code: 0 done, 1 failed, 2 wrong use.`

export function addEvaluate(program: Command): void {
  const command = program.command(where).description('measure how well a saved network does on rows with known answers')
  networkOption(command)
  command
    .requiredOption('--data <source>', 'FILE.csv, FOLDER of images (its test part), digits or spirals')
    .option('--target <column>', 'column of the answers, where the network does not know it (default: the last)')
  addCsvOptions(command)
    .addOption(engineOption(where))
    .addOption(threadsOption(where))
    .addOption(seedOption(where))
    .addOption(jsonOption())
    .addHelpText('after', helpText(EXAMPLES))
    .action(runEvaluate)
}

async function runEvaluate(options: EvaluateOptions): Promise<void> {
  const engine = await loadEngine(where, options.engine)
  const network = await openNetwork(where, options.network, engine, options.threads)
  tellThreads(network)
  const { dataset, notes } = await rowsFor(network, options)
  tellNotes({ notes }, options)
  const evaluation = metrics(network, dataset)
  const baseline = baselineOf(dataset)
  if (!options.json) {
    printEvaluation(dataset.name, evaluation)
    const worse = worseText(evaluation, baseline, arenaOf(network).loss.name)
    if (worse !== null) tell(`${worse}: is it the right network for these rows?`)
    return
  }
  printJson({
    command: where,
    engine: engineResult(options.engine),
    dataset: { name: dataset.name, count: dataset.count, inputs: dataset.inputs, classes: dataset.classes },
    network: networkResult(network),
    weightsSha256: network.sha256(),
    target: targetResult(dataset),
    notes,
    ...evaluation,
    baseline,
  })
}

async function rowsFor(
  network: Network,
  options: EvaluateOptions,
): Promise<{ dataset: Dataset; notes: readonly string[] | null }> {
  const { data, seed } = options
  if (data === 'digits' || data === 'spirals')
    return { dataset: (await loadData(where, data, { seed })).test, notes: null }
  const path = findPath(where, '--data', data, SOURCES)
  if (statSync(path).isDirectory()) return { dataset: await readTestPart(where, path), notes: null }
  checkTable(where, path, SOURCES)
  if (network.preparation === null) return { dataset: plainTable(network, path, options), notes: null }
  if (options.target !== undefined && options.target !== network.preparation.target.name) {
    const expected = `${network.preparation.target.name}, which the network predicts`
    throw new UsageError(message(where, '--target', expected, options.target))
  }
  const dataset = applyTable(where, '--data', path, network.preparation, options)
  return { dataset, notes: dataset.notes }
}

/** Numbers as they are, for a network whose training data were no prepared table. */
function plainTable(network: Network, path: string, options: EvaluateOptions): Dataset {
  const { target = '-1', delimiter, header, decimal } = options
  if (decimal !== undefined) {
    throw new UsageError(message(where, '--decimal', 'a network that was trained on a table', 'one that was not'))
  }
  const column = /^-?\d+$/.test(target) ? Number(target) : target
  const source = readInput(where, '--data', path)
  const { classNames } = network
  const answers = arenaOf(network).loss.logits
    ? { label: column, ...(classNames === null ? {} : { classes: classNames }) }
    : { targets: [column] }
  try {
    return parseCsv(source, {
      name: basename(path),
      ...answers,
      ...(delimiter === undefined ? {} : { delimiter }),
      ...(header === undefined ? {} : { header: header === 'yes' }),
    })
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new Error(inFlags(error.message.replace(/^parseCsv: "/, `${where}: "${basename(path)} `)))
  }
}
