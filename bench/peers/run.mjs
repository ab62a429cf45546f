/**
 * The same training step, and the same forward pass, in ours and in other libraries: one run, rounds in which all take
 * turns, medians, factors over ours.
 *
 *     npm start                        some minutes; steadier as: taskset -c 1 npm start
 *     npm start -- --quick             fewer rounds, without the largest networks
 *     npm start -- --only 784-128      networks that have this in their name
 *     npm start -- --json              one JSON document on stdout
 *
 * Before the clock starts, every library must report our losses for the updates of the first epoch (three of them where there
 * are convolutions), to a thousandth; at the end its loss must have fallen. A step ends when its loss has been read.
 */
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { jax, jaxByHand } from './jax.mjs'
import { onecycle } from './onecycle.mjs'
import { createProblem, isConvolution, networkName, networks } from './problem.mjs'
import { tfjs, tfjsByHand, tfjsVersion } from './tfjs.mjs'

const { values: options } = parseArgs({
  options: { quick: { type: 'boolean' }, only: { type: 'string' }, json: { type: 'boolean' } },
})

const rivals = [onecycle('wasm'), onecycle('js'), tfjs, tfjsByHand, jax, jaxByHand]
const ROUNDS = options.quick ? 3 : 7
/** What a rival has to itself in a turn, in ms; it makes one step in any case. */
const TURN = options.quick ? 20 : 60
/** Shortest time of one sample, in ms. */
const SAMPLE = 0.2
/** Rows of the forward passes. */
const ROWS = [1, 256]
/** A rival that has used up so many ms at one thing sits out its further turns. */
const PATIENCE = options.quick ? 2000 : 10_000

const median = (values) => {
  const sorted = [...values].sort((a, b) => a - b)
  const half = sorted.length >> 1
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2
}

/** Calls until they fill a sample; also the warm-up. */
function callsOf(run) {
  for (let calls = 1; ; calls *= 2) {
    const start = performance.now()
    for (let i = 0; i < calls; i++) run()
    if (performance.now() - start >= SAMPLE) return calls
  }
}

/** @returns microseconds of a call for each contestant, all samples of all rounds */
function takeTurns(contestants) {
  const calls = contestants.map(({ run }) => callsOf(run))
  const samples = contestants.map(() => [])
  const used = contestants.map(() => 0)
  for (let round = 0; round < ROUNDS; round++) {
    for (let turn = 0; turn < contestants.length; turn++) {
      const i = (turn + round) % contestants.length
      if (used[i] > PATIENCE) continue
      const { run } = contestants[i]
      let spent = 0
      do {
        const start = performance.now()
        for (let call = 0; call < calls[i]; call++) run()
        const milliseconds = performance.now() - start
        spent += milliseconds
        samples[i].push((1000 * milliseconds) / calls[i])
      } while (spent < TURN)
      used[i] += spent
    }
  }
  return samples
}

/** @throws where a library's first losses are not ours: it would be another step */
function checkSameStep(name, entries, updates) {
  const losses = entries.map(({ step }) => Array.from({ length: updates }, step))
  losses.forEach((list, i) => {
    list.forEach((loss, update) => {
      const expected = losses[0][update]
      if (Math.abs(loss - expected) <= 1e-3 * Math.max(1, Math.abs(expected))) return
      throw new Error(`${name}: "${entries[i].name}" expected our loss ${expected} at update ${update}, got ${loss}`)
    })
  })
  return losses.map(([first]) => first)
}

const tell = (line) => process.stderr.isTTY && process.stderr.write(`\r\u001b[K${line}`)

const wanted = networks.filter((spec) => {
  if (options.only) return networkName(spec).includes(options.only)
  return !(options.quick && spec.large)
})
if (wanted.length === 0) {
  console.error(`error: peers: "--only" expected a part of ${networks.map(networkName).join(', ')}, got "${options.only}"`)
  process.exit(2)
}

const results = []
/** Steps that a library refuses, in its own words. */
const refusals = []
for (const spec of wanted) {
  const name = networkName(spec)
  tell(`${name}: the same losses`)
  const problem = await createProblem(spec)
  const entries = []
  for (const rival of rivals) {
    const made = await rival.create(problem)
    if (made) entries.push({ name: rival.name, ...made })
  }
  const able = entries.filter(({ step }) => step)
  const first = checkSameStep(name, able, problem.weights.some(isConvolution) ? 3 : problem.batches.length)
  for (const { name: library, cannot } of entries) if (cannot) refusals.push({ network: name, library, cannot })

  tell(`${name}: training steps`)
  const last = able.map(() => 0)
  const steps = takeTurns(able.map(({ step }, i) => ({ run: () => (last[i] = step()) })))
  able.forEach((entry, i) => {
    if (!(last[i] < first[i])) throw new Error(`${name}: "${entry.name}" does not train: ${first[i]}, then ${last[i]}`)
  })
  const rows = [['step', spec.batch, able, steps]]
  for (const count of ROWS) {
    tell(`${name}: forward, ${count} rows`)
    const fit = Math.min(count, problem.dataset.count)
    rows.push(['forward', fit, entries, takeTurns(entries.map(({ forward }) => ({ run: forward(fit) })))])
  }
  for (const [task, batch, rivals, samples] of rows) {
    const ours = median(samples[0])
    rivals.forEach((entry, i) => {
      const microseconds = median(samples[i])
      const network = spec.name ?? spec.layers.join('-')
      results.push({ network, task, batch, library: entry.name, microseconds, overOurs: microseconds / ours })
    })
  }
}
tell('')

const machine = { node: process.version, v8: process.versions.v8, cpu: cpus()[0].model.trim(), tfjs: tfjsVersion() }
if (options.json) console.log(JSON.stringify({ machine, rounds: ROUNDS, results, refusals }))
else printTables()

function printTables() {
  console.log(`node ${machine.node}, V8 ${machine.v8}, ${machine.cpu}, ${machine.tfjs}`)
  console.log('Medians in microseconds; in brackets how many times our time.')
  for (const task of ['step', 'forward']) {
    const keys = [...new Set(results.filter((row) => row.task === task).map((row) => keyOf(row)))]
    const body = keys.map((key) => [
      key,
      ...rivals.map(({ name }) => {
        const row = results.find((row) => row.task === task && keyOf(row) === key && row.library === name)
        if (row === undefined) return '-'
        const time = row.microseconds < 10 ? row.microseconds.toFixed(2) : row.microseconds.toFixed(0)
        return name === rivals[0].name ? time : `${time} (${row.overOurs.toFixed(1)}x)`
      }),
    ])
    const table = [[`${task} (rows)`, ...rivals.map(({ name }) => name)], ...body]
    const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)))
    console.log()
    for (const row of table) {
      console.log(row.map((cell, c) => (c === 0 ? cell.padEnd(widths[c]) : cell.padStart(widths[c]))).join('  '))
    }
    if (task !== 'step') continue
    for (const { network, library, cannot } of refusals) console.log(`${network}: ${library} cannot: ${cannot}`)
  }
}

function keyOf({ network, batch }) {
  return `${network} (${batch})`
}
