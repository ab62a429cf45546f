/**
 * Tables of 1 GB and 6 GB. Read in chunks they are right, in memory that does not grow with them; read whole they are right,
 * or refused in words with the way on.
 */
import {
  closeSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { start } from '../../cli/start.mjs'

const MIB = 2 ** 20
const GB = 1e9
const COLUMNS = 40
/** Rows of a block, which is repeated. */
const BLOCK = 50_000
/** The last rows are like no others. */
const TAIL = 100
/** Resident at most where a table is read in chunks, in MiB. */
const FLAT = 400

const names = Array.from({ length: COLUMNS }, (_, column) => `c${column}`)
const rowText = (row, of) =>
  `${names.map((_, column) => (((row * 31 + column * of) % 9973) / 9973).toFixed(14)).join(',')},${row % 2 ? 'yes' : 'no'}\n`
const rowsText = (count, of) => Array.from({ length: count }, (_, row) => rowText(row, of)).join('')
const HEAD = `${names.join(',')},answer\n`
const SIMPLE = ['--hidden', 'none', '--epochs', '1', '--batch-size', '1000']

export async function* attack() {
  for (const act of [chunks, whole]) {
    const cwd = mkdtempSync(join(tmpdir(), 'onecycle-attack-'))
    try {
      yield* act(cwd)
    } finally {
      rmSync(cwd, { recursive: true, force: true })
    }
  }
}

async function* chunks(cwd) {
  const rows = writeTable(join(cwd, 'large.csv'), 6 * GB)
  const train = ['train', '--data', 'large.csv', ...SIMPLE]
  yield refused('train on 6 GB at once', await measured(train, cwd), '--chunk-rows')
  const trained = await measured([...train, '--chunk-rows', '10000', '--save', 'a.net', '--json'], cwd)
  const { dataset } = trained.code === 0 ? JSON.parse(trained.stdout) : {}
  // of the rows held out there are as many as the sample says
  const agrees = dataset?.training + dataset?.test === rows
  yield flat(`train --chunk-rows on 6 GB, ${rows} rows`, trained, `${dataset?.training} and ${dataset?.test}`, agrees)
  const evaluated = await measured(['evaluate', '--data', 'large.csv', '--network', 'a.net'], cwd)
  yield refused('evaluate on 6 GB at once', evaluated, 'evaluateInChunks')
}

async function* whole(cwd) {
  const rows = writeTable(join(cwd, 'large.csv'), GB)
  writeFileSync(join(cwd, 'tail.csv'), HEAD + rowsText(TAIL, 7))
  const table = ['--data', 'large.csv']
  const trained = await measured(['train', ...table, ...SIMPLE, '--save', 'a.net', '--json'], cwd)
  const { training = 0, test = 0 } = trained.code === 0 ? JSON.parse(trained.stdout).dataset : {}
  yield right(`train on 1 GB at once, ${rows} rows`, trained, `${training} and ${test}`, training + test === rows)
  const evaluated = await measured(['evaluate', ...table, '--network', 'a.net', '--json'], cwd)
  const { count = 0 } = evaluated.code === 0 ? JSON.parse(evaluated.stdout) : {}
  yield right('evaluate on 1 GB at once', evaluated, `${count} rows`, count === rows)
  for (const [name, block] of Object.entries(ODD)) {
    writeOdd(join(cwd, 'odd.csv'), GB, block)
    const result = await measured(['train', '--data', 'odd.csv', '--target', 'b', ...SIMPLE, '--json'], cwd)
    const seen = result.code === 0 ? JSON.parse(result.stdout).dataset : undefined
    if (seen === undefined) yield refused(`train on 1 GB of ${name} at once`, result, '--chunk-rows')
    else yield right(`train on 1 GB of ${name} at once`, result, `${seen.training} and ${seen.test}`, true)
  }
  const answered = await measured(['predict', ...table, '--network', 'a.net', '--out', 'large.out'], cwd)
  await measured(['predict', '--data', 'tail.csv', '--network', 'a.net', '--out', 'tail.out'], cwd)
  const last = readFileSync(join(cwd, 'tail.out'), 'utf8').split('\n').slice(1).join('\n')
  const { lines, end } = linesOf(join(cwd, 'large.out'), last.length)
  const agrees = lines === rows + 1 && end === last
  yield flat(`predict on 1 GB, the last ${TAIL} rows as alone`, answered, `${lines - 1} answers`, agrees)
}

/** Tables of 1 GB that ask for more than their size: how many rows from a first one on, as text. */
const ODD = {
  'rows of four bytes': (first, count) =>
    Array.from({ length: count }, (_, i) => `${(first + i) % 10},${(first + i) % 2}\n`).join(''),
  'quoted cells': (first, count) =>
    Array.from({ length: count }, (_, i) => `"${'text '.repeat(20)}${(first + i) % 50}",${(first + i) % 2}\n`).join(''),
  'texts that are all different': (first, count) =>
    Array.from({ length: count }, (_, i) => `${(first + i).toString(36)}-x,${(first + i) % 2}\n`).join(''),
}

/** @returns rows */
function writeTable(path, bytes) {
  const block = Buffer.from(rowsText(BLOCK, 13))
  const file = openSync(path, 'w')
  writeSync(file, HEAD)
  let rows = 0
  for (let size = 0; size < bytes; size += block.length, rows += BLOCK) writeSync(file, block)
  writeSync(file, rowsText(TAIL, 7))
  closeSync(file)
  return rows + TAIL
}

function writeOdd(path, bytes, textOf) {
  const file = openSync(path, 'w')
  let size = writeSync(file, 'a,b\n')
  for (let first = 0; size < bytes; first += BLOCK) size += writeSync(file, textOf(first, BLOCK))
  closeSync(file)
}

/** A run with the most memory that it had, where the system tells, and its time. */
async function measured(args, cwd) {
  const begin = performance.now()
  const { child, result } = start(args, { cwd })
  let most = 0
  const watch = setInterval(() => {
    try {
      const [, kib] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8')) ?? []
      most = Math.max(most, Number(kib ?? 0) / 1024)
    } catch {
      // it has ended, or there is no such file
    }
  }, 50)
  const ended = await result
  clearInterval(watch)
  return { ...ended, most, seconds: (performance.now() - begin) / 1000 }
}

function right(asked, { code, signal, stderr, most, seconds }, seen, agrees) {
  const wrong = code === 0 && agrees ? [] : [`${signal ?? code}: ${stderr.slice(0, 500)}`]
  return { asked, seen: `${seen}, ${most.toFixed(0)} MiB at most, ${seconds.toFixed(0)} s`, wrong }
}

function flat(asked, result, seen, agrees) {
  const line = right(`${asked}, within ${FLAT} MiB`, result, seen, agrees)
  if (result.most > FLAT) line.wrong.push(`${result.most.toFixed(0)} MiB`)
  return line
}

/** Refused with exit code 1 in words that name the file and the way on. */
function refused(asked, { code, signal, stderr, most }, way) {
  const worded =
    code === 1 &&
    /^error: \w+: "[^"]*" expected .*\.csv|^error: \w+: "[^"]*\.csv[^"]*" expected /.test(stderr) &&
    stderr.includes(way)
  return {
    asked: `${asked} is refused with the way on`,
    seen: `${most.toFixed(0)} MiB at most; ${stderr.trim().slice(0, 300)}`,
    wrong: worded ? [] : [`${signal ?? code}: ${stderr.slice(0, 500)}`],
  }
}

/** How many lines a file has, and its last characters. */
function linesOf(path, characters) {
  const file = openSync(path, 'r')
  const piece = Buffer.alloc(4 * MIB)
  let lines = 0
  for (let read; (read = readSync(file, piece)) > 0; ) {
    for (let at = piece.indexOf(10); at >= 0 && at < read; at = piece.indexOf(10, at + 1)) lines++
  }
  const end = Buffer.alloc(characters)
  readSync(file, end, 0, characters, statSync(path).size - characters)
  closeSync(file)
  return { lines, end: end.toString() }
}
