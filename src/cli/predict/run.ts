/** The work behind `onecycle predict`: rows stream through the network, block by block. */

import { statSync } from 'node:fs'
import { basename } from 'node:path'
import { message } from '../../check.js'
import { recordsOf } from '../../data/tabular/chunks/records.js'
import type { Dataset, Network } from '../../entry/index.js'
import { rowsText } from '../../words.js'
import { readTestPart } from '../data/folder.js'
import { findPath, loadData } from '../data/load.js'
import { checkTable } from '../data/table-file.js'
import { Place } from '../files/place.js'
import { openNetwork } from '../network/file.js'
import { endAtOnce } from '../shared/end.js'
import { loadEngine } from '../shared/engine.js'
import { listenForInterrupt } from '../shared/interrupt.js'
import { tell } from '../shared/output.js'
import { tellThreads } from '../shared/threads.js'
import { UsageError } from '../shared/usage.js'
import { type Answers, answersFor } from './answers.js'
import { bytesFrom } from './bytes.js'
import { type PredictFlags, where } from './options.js'
import { openSink, type Sink, type Writer, writerFor } from './output.js'
import { RowReader } from './reader.js'

const SOURCES = 'FILE.csv, a folder of images (IDX or CIFAR-10), or - for stdin'

export async function runPredict(options: PredictFlags): Promise<void> {
  const { json, jsonLines, out } = options
  if (json && jsonLines) throw new UsageError(message(where, '--json-lines', 'one format', '--json as well'))
  // before there is any file that an interrupt would leave behind
  const interrupt = listenForInterrupt()
  let sink: Sink | undefined
  // at once, as stdin may never give another row
  interrupt.signal.addEventListener('abort', () => {
    sink?.discard()
    endAtOnce(interrupt.exitCode)
  })
  try {
    const place = out === undefined || out === '-' ? undefined : new Place(where, 'out', out)
    const engine = await loadEngine(where, options.engine)
    const network = await openNetwork(where, options.network, engine, options.threads)
    tellThreads(network)
    const answers = answersFor(network, options.probabilities === true)
    const writer = writerFor(options, answers)
    const images = await imagesOf(options)
    const opened = openSink(place)
    sink = opened
    const rows = await written(opened, () =>
      images === undefined
        ? streamRows(network, options, answers, opened, writer)
        : writeImages(network, images, answers, opened, writer),
    )
    if (place !== undefined) tell(`wrote ${rowsText(rows)} to ${out}`)
  } finally {
    interrupt.release()
  }
}

/** What `write` writes, in its place; where it fails, what was there before. */
async function written(sink: Sink, write: () => Promise<number>): Promise<number> {
  const rows = await write().catch((error) => {
    sink.discard()
    throw error
  })
  sink.finish()
  return rows
}

/** What is no table: the test part of a folder or of generated data. */
async function imagesOf({ data, seed }: PredictFlags): Promise<Dataset | undefined> {
  if (data === '-') return undefined
  if (data === 'digits' || data === 'spirals') return (await loadData(where, data, { seed })).test
  const path = findPath(where, '--data', data, SOURCES)
  if (statSync(path).isDirectory()) return readTestPart(where, path)
  checkTable(where, path, SOURCES)
  return undefined
}

async function streamRows(
  network: Network,
  options: PredictFlags,
  answers: Answers,
  sink: Sink,
  writer: Writer,
): Promise<number> {
  const { data } = options
  const path = data === '-' ? data : findPath(where, '--data', data, SOURCES)
  const file = data === '-' ? 'stdin' : basename(path)
  const reader = new RowReader(where, file, network, options)
  let rows = 0
  for await (const block of recordsOf(where, bytesFrom(where, path))) {
    const read = reader.read(block)
    if (read === undefined) continue
    const { count, features, copied } = read
    if (rows === 0 && reader.note !== undefined) tell(reader.note)
    const predictions = answers.of(network.predict(features), count)
    const text = rows === 0 ? [writer.head(reader.copiedNames)] : []
    for (const [row, prediction] of predictions.entries()) text.push(writer.row(prediction, copied(row)))
    await sink.write(text.join(''))
    rows += count
  }
  if (rows === 0) {
    const next = 'see that it is the right file, and was saved'
    throw new Error(message(where, file, 'at least one row of data', 'none', next))
  }
  await sink.write(writer.tail(rows, reader.unknown))
  for (const [column, count] of Object.entries(reader.unknown)) {
    if (!options.json)
      tell(`${column}: ${rowsText(count)} with a text that training did not have, read as none of those it had`)
  }
  return rows
}

async function writeImages(
  network: Network,
  { features, count, inputs }: Dataset,
  answers: Answers,
  sink: Sink,
  writer: Writer,
): Promise<number> {
  if (inputs !== network.inputs) {
    const expected = `rows of ${network.inputs} numbers, as the network has inputs`
    throw new Error(message(where, '--data', expected, `${inputs}`))
  }
  const predictions = answers.of(network.predict(features), count)
  await sink.write(writer.head([]) + predictions.map((prediction) => writer.row(prediction, [])).join(''))
  await sink.write(writer.tail(count, {}))
  return count
}
