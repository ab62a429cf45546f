/** `onecycle bench`: how near to its limits this machine runs the library. */
import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { Command } from 'commander'
import type { ConvergenceSource } from '../../bench/convergence/data.js'
import { type Extent, full, quick as short } from '../../bench/extent.js'
import { openProcessLab } from '../../bench/lab/process-lab.js'
import type { LabSpec } from '../../bench/lab/spec.js'
import { openWorkerLab } from '../../bench/lab/worker-lab.js'
import { findNodes, givenNodes } from '../../bench/nodes/installed.js'
import { measureNodes, networksOf } from '../../bench/nodes/nodes.js'
import { nodesText } from '../../bench/nodes/text.js'
import { checkOnly, runBench } from '../../bench/run.js'
import type { NetworkSpec } from '../../bench/steps/networks.js'
import { benchText } from '../../bench/text.js'
import { threadsText } from '../../bench/threads/text.js'
import { countsFor, measureThreads } from '../../bench/threads/threads.js'
import { message, show } from '../../check.js'
import { dataFolder, loadData } from '../data/load.js'
import { benchProcess, benchWorker, library } from '../places.js'
import { type CommonOptions, jsonOption, seedOption } from '../shared/options.js'
import { print, printJson, tell, wrapped } from '../shared/output.js'
import { createStatusLine } from '../shared/progress.js'
import { packageVersion } from '../shared/runtime.js'
import { threadsIn } from '../shared/threads.js'
import { asUsage, UsageError } from '../shared/usage.js'
import { helpText } from '../terminal/help.js'
import { fitted } from '../terminal/table.js'
import { width } from '../terminal/width.js'

interface BenchCommandOptions extends CommonOptions {
  quick?: true
  only?: RegExp
  nodes?: true | string[]
  threads?: true | string[]
}

const where = 'bench'

const EXAMPLES = `
Examples:
  onecycle bench --quick   # under 20 s
  onecycle bench   # under 5 minutes, with more samples
  onecycle bench --only 'step 784'   # training steps of the image networks
  onecycle bench --only 'kernel dense' --json
  ONECYCLE_DATA=path/to/data onecycle bench --only convergence   # with path/to/data/mnist
  onecycle bench --nodes --only 'step 784'   # in every Node that is found here
  onecycle bench --threads --only 'step (784|lenet)'   # with 1, 2, 4, ... threads
  taskset -c 1 onecycle bench   # on one core of Linux, for steadier figures

The engines must agree in every bit before they are timed. Figures are medians;
close other programs first.`

export function addBench(program: Command): void {
  program
    .command('bench')
    .description('measure kernels, training steps, convergence and cold start against the limits of this machine')
    .option(
      '--quick',
      'under 20 s: fewer samples and schedules, without MNIST, late steps, the largest products and networks',
    )
    .option('--only <pattern>', 'measure only what matches a regular expression: step, gather, inference, ...', pattern)
    .option('--nodes [programs...]', 'training steps alone, in each version of Node: those given, or found here')
    .option('--threads [counts...]', 'training steps alone, with so many threads: those given, or 1, 2, 4, ... cores')
    .addOption(seedOption(where))
    .addOption(jsonOption())
    .addHelpText('after', helpText(EXAMPLES))
    .action(run)
}

function pattern(text: string): RegExp {
  let only: RegExp
  try {
    only = new RegExp(text, 'i')
  } catch {
    throw new UsageError(message(where, '--only', 'a regular expression', show(text)))
  }
  return asUsage(() => checkOnly(only))
}

async function run(options: BenchCommandOptions): Promise<void> {
  const { seed, quick, only, json } = options
  if (options.nodes !== undefined) {
    if (options.threads === undefined) return runNodes(options, options.nodes)
    throw new UsageError(message(where, '--threads', 'nothing beside --nodes', 'both'))
  }
  if (options.threads !== undefined) return runThreads(options, options.threads)
  if (only !== undefined) asUsage(() => checkOnly(only, quick))
  const line = createStatusLine(process.stderr)
  try {
    const result = await runBench(
      { seed, quick: quick === true, ...(only === undefined ? {} : { only }) },
      {
        version: packageVersion(),
        library,
        openLab: (spec) => openWorkerLab(benchWorker, spec),
        loadData: (name) => dataOf(name, seed),
        tell: (what) => line.update(() => [where, what]),
      },
    )
    line.clear()
    if (json) printJson(result)
    else print(...benchText(result, (rows) => fitted(rows)).flatMap((line) => wrapped(line, width())))
  } finally {
    line.clear()
  }
}

/** The networks whose steps are asked for. */
function specsOf(extent: Extent, only: RegExp | undefined, beside: string): NetworkSpec[] {
  const specs = networksOf(extent, only)
  if (only === undefined || specs.length > 0) return specs
  throw new UsageError(message(where, '--only', `what a step has in its name, with ${beside}`, show(only.source)))
}

/** Training steps with several threads. */
async function runThreads({ seed, quick, only, json }: BenchCommandOptions, given: true | string[]): Promise<void> {
  const extent = quick ? short : full
  const specs = specsOf(extent, only, '--threads')
  const counts = given === true ? countsFor(availableParallelism()) : given.map(threadsIn(where))
  const line = createStatusLine(process.stderr)
  try {
    const tell = (what: string) => line.update(() => [where, what])
    const result = await measureThreads([...new Set([1, ...counts])], specs, extent.steps, seed, tell)
    line.clear()
    if (json) printJson({ command: where, version: packageVersion(), seed, quick: quick === true, ...result })
    else print(...threadsText(result, (rows) => fitted(rows)))
  } finally {
    line.clear()
  }
}

/** Training steps in several versions of Node. */
async function runNodes({ seed, quick, only, json }: BenchCommandOptions, given: true | string[]): Promise<void> {
  const extent = quick ? short : full
  const specs = specsOf(extent, only, '--nodes')
  const nodes = given === true ? findNodes() : asUsage(() => givenNodes(given))
  const line = createStatusLine(process.stderr)
  try {
    const open = ({ program }: { program: string }, spec: LabSpec) => openProcessLab(program, benchProcess, spec)
    const tell = (what: string) => line.update(() => [where, what])
    const result = await measureNodes(nodes, specs, extent.steps, seed, open, tell)
    line.clear()
    if (json) printJson({ command: where, version: packageVersion(), seed, quick: quick === true, ...result })
    else print(...nodesText(result, (rows) => fitted(rows)))
  } finally {
    line.clear()
  }
}

/** Data by its name; MNIST is looked for in a folder mnist, here or under ONECYCLE_DATA. */
async function dataOf(name: string, seed: number): Promise<ConvergenceSource | undefined> {
  if (name === 'digits') return loadData(where, name, { seed })
  const folder = ['.', dataFolder() ?? '.'].map((place) => join(place, name)).find((place) => existsSync(place))
  if (folder !== undefined) return loadData(where, folder, { seed })
  tell(`bench: no folder ${name} here or in ONECYCLE_DATA, so convergence on it is not measured`)
  return undefined
}
