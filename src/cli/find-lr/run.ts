/** The test behind `onecycle find-lr`: everything is checked, then loaded, then swept, then said. */

import { message } from '../../check.js'
import type { Network } from '../../entry/index.js'
import { rangeTestToCsv } from '../../measure/range-test/csv.js'
import { highestRateOf, type RangeTestOptions } from '../../measure/range-test/options.js'
import { findLearningRate } from '../../measure/range-test/range-test.js'
import type { RangeTest } from '../../measure/range-test/result.js'
import { rangeTestFigure } from '../../report/range-test/figure.js'
import { rangeTestReport } from '../../report/range-test/report.js'
import { standalone } from '../../report/svg/marks.js'
import { batchFor } from '../data/defaults.js'
import { loadData } from '../data/load.js'
import { tellNotes } from '../data/notes.js'
import type { Parts } from '../data/parts.js'
import { Attempts } from '../files/attempts.js'
import { openPlaces } from '../files/place.js'
import { makeNetwork } from '../network/make.js'
import { loadEngine } from '../shared/engine.js'
import { listenForInterrupt } from '../shared/interrupt.js'
import { print, printJson, tell } from '../shared/output.js'
import { createStatusLine, type StatusLine } from '../shared/progress.js'
import { commandLine } from '../shared/shell.js'
import { tellThreads } from '../shared/threads.js'
import { asUsage, UsageError } from '../shared/usage.js'
import { checkAugment } from '../train/augment.js'
import { datasetResult, engineResult, networkResult, networkText } from '../train/result.js'
import { type FindLrOptions, where } from './options.js'
import { printRangeTest } from './words.js'

const WIDTH = 800
const HEIGHT = 420

export async function runFindLr(options: FindLrOptions): Promise<void> {
  const { json, csv, svg, out } = options
  if (json && csv) throw new UsageError(message(where, '--csv', 'one format on stdout', '--json as well'))
  checkRange(options)
  const places = openPlaces(where, { svg, out })
  const engine = await loadEngine(where, options.engine)
  const data = await loadData(where, options.data, options)
  tellNotes(data, options)
  const { training } = data
  if (options.metric === 'accuracy' && training.classes === 0) {
    throw new UsageError(message(where, '--metric', 'loss, as the target is a number', 'accuracy'))
  }
  const batchSize = asUsage(() => batchFor(where, options.batchSize, training))
  checkAugment(where, options.augment, training)
  const network = await makeNetwork(where, options, data, engine)
  tellThreads(network)
  const start = performance.now()
  const { range: found, exitCode } = await sweep(network, data, { ...options, batchSize })
  const seconds = (performance.now() - start) / 1000
  if (exitCode !== undefined) {
    process.exitCode = exitCode
    tell('interrupted')
    return
  }
  const range = { ...found, reasons: found.reasons.map(withFlags) }
  if (!range.reliable) process.exitCode = 1
  const document = documentOf(options, data, network, range, seconds)
  if (json) printJson(document)
  else if (csv) print(rangeTestToCsv(range).trimEnd())
  else printRangeTest(range, data, document.network, seconds)
  const writing = new Attempts()
  const drawn = await writing.write(places.svg, () => {
    return standalone(rangeTestFigure(range, WIDTH, HEIGHT), WIDTH, HEIGHT)
  })
  if (drawn) tell(`wrote ${svg}`)
  const reported = await writing.write(places.out, () => {
    const { name, training: rows } = document.dataset
    const facts = [
      ['data', `${name}, ${rows} training rows`],
      ['network', networkText(document.network)],
      ['sweeps', `${range.seeds.length} of ${range.steps} updates, ${range.sweep}, ${range.from} .. ${range.to}`],
      ['batch size', String(range.batchSize)],
    ] as const
    return rangeTestReport(range, { facts, command: commandLine(), document })
  })
  if (reported) tell(`wrote ${out}`)
  writing.end()
}

/** The advice of the library, which names its options, in the words of the command line. */
function withFlags(reason: string): string {
  const flags = { from: '--from', to: '--to', steps: '--steps', seeds: '--seeds', batchSize: '--batch-size' }
  return reason.replace(/"(\w+)"/g, (quoted, name) => flags[name as keyof typeof flags] ?? quoted)
}

/** What is wrong with the range shows before the data is loaded. */
function checkRange({ sweep, from, to = highestRateOf(sweep) }: FindLrOptions): void {
  if (from === undefined || from < to) return
  throw new UsageError(message(where, '--from', `a rate below --to, ${to}`, `${from}`))
}

async function sweep(network: Network, { training }: Parts, options: FindLrOptions) {
  const { seeds, sweep, metric, from, to, steps, batchSize, momentum, weightDecay, augment } = options
  const interrupt = listenForInterrupt()
  const line = createStatusLine(process.stderr)
  const given = { seeds, sweep, metric, momentum, weightDecay, signal: interrupt.signal, onStep: progressOn(line) }
  const chosen = Object.fromEntries(
    Object.entries({ from, to, steps, batchSize, augment }).filter(([, value]) => value !== undefined),
  )
  try {
    const range = await findLearningRate(network, training, { ...given, ...chosen })
    return { range, exitCode: range.reliable ? undefined : interrupt.exitCode }
  } finally {
    line.clear()
    interrupt.release()
  }
}

function progressOn(line: StatusLine): NonNullable<RangeTestOptions['onStep']> {
  return ({ sweep, sweeps, step, steps, learningRate, smoothed }) => {
    line.update(() => [
      where,
      `sweep ${sweep + 1}/${sweeps}`,
      `${step}/${steps}`,
      `rate ${learningRate.toPrecision(3)}`,
      `loss ${smoothed.toFixed(4)}`,
    ])
  }
}

/** What scripts depend on. */
function documentOf(options: FindLrOptions, data: Parts, network: Network, range: RangeTest, seconds: number) {
  const { learningRate, loss, smoothed, suggestions, suggested, reliable, reasons, ...rest } = range
  return {
    command: where,
    seed: options.seed,
    engine: engineResult(options.engine),
    dataset: datasetResult(data),
    network: networkResult(network, options.network),
    augment: options.augment?.map(({ description }) => description) ?? null,
    seconds,
    learningRate,
    loss,
    smoothed,
    suggestions,
    suggested,
    reliable,
    reasons,
    ...rest,
  }
}
