/**
 * Reads wrong files and descriptions with every parser, and calls every public function wrongly, for as long as it is told.
 *
 *     npm run fuzz [-- [--seconds 120 | --inputs N] [--seed N] [--only PARSER]... [--keep]]
 *
 * Real files and descriptions (parsers.mjs) are made wrong by choices that follow from seed, parser and number of the input
 * alone (random.mjs, mutate.mjs): a failure is made again by its three names. What is read may be taken, or refused in words of
 * ours, soon and in little memory (judge.mjs). --keep writes what fails into test/fuzz/failures, which the default tests read.
 * A wrong call is such an input too (calls/calls.mjs). Prints a table and writes build/fuzz.json. Fails if any input did.
 */

import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { lastingFaultOf } from './judge.mjs'
import { parsers } from './parsers.mjs'
import { choices } from './random.mjs'

const REPORT = new URL('../../build/fuzz.json', import.meta.url)

/** Inputs that a thread reads before it says so. */
const ROUND = 50
/** Silence after which a thread is taken for hung. */
const HUNG = 20_000
/** Of one parser, how many failures are shown. */
const SHOWN = 3

const starts = new Map()

/** Input number `index` of a parser. */
async function inputOf(seed, name, index) {
  const { start, wrong } = parsers[name]
  if (!starts.has(name)) starts.set(name, await start())
  const draw = choices(seed, name, index)
  return wrong(draw.one(starts.get(name)), draw)
}

/** Reads every input of its share, a round of each parser after the other, until it is ended. */
async function work({ seed, names, first, stride, place }) {
  // a checkpoint without a digest of its data says so
  console.warn = () => {}
  for (let round = first; ; round += stride) {
    for (const [which, name] of names.entries()) {
      Atomics.store(place, 1, which)
      let refused = 0
      for (let index = round * ROUND; index < (round + 1) * ROUND; index++) {
        Atomics.store(place, 0, index)
        const input = await inputOf(seed, name, index)
        const found = await lastingFaultOf(parsers[name].read, input)
        if (found.refused !== undefined) refused++
        if (found.fault !== undefined) parentPort.postMessage({ name, index, fault: found.fault, input })
      }
      parentPort.postMessage({ name, read: ROUND, refused })
    }
  }
}

function keep(name, input) {
  const bytes = typeof input === 'object' && !(input instanceof Uint8Array) ? JSON.stringify(input) : input
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 12)
  mkdirSync(new URL('failures/', import.meta.url), { recursive: true })
  writeFileSync(new URL(`failures/${name.replaceAll(' ', '-')}.${hash}`, import.meta.url), bytes)
}

async function main() {
  const { values } = parseArgs({
    options: {
      seconds: { type: 'string' },
      inputs: { type: 'string', default: 'Infinity' },
      seed: { type: 'string', default: '1' },
      only: { type: 'string', multiple: true, default: Object.keys(parsers) },
      keep: { type: 'boolean', default: false },
    },
  })
  const usual = values.inputs === 'Infinity' ? '120' : 'Infinity'
  const [seconds, inputs, seed] = [values.seconds ?? usual, values.inputs, values.seed].map(Number)
  const names = values.only
  const unknown = names.find((name) => !Object.hasOwn(parsers, name))
  if (unknown !== undefined || ![seconds, inputs, seed].every((value) => value >= 0)) {
    throw new Error(
      `fuzz: expected numbers, and parsers of ${Object.keys(parsers).join(', ')}, got ${unknown ?? 'others'}`,
    )
  }
  const counts = new Map(names.map((name) => [name, { read: 0, refused: 0, failed: 0 }]))
  const total = () => [...counts.values()].reduce((sum, { read }) => sum + read, 0)
  const hear = ({ name, index, fault, input, read, refused }) => {
    const count = counts.get(name)
    if (fault === undefined) {
      count.read += read
      count.refused += refused
    } else if (count.failed++ < SHOWN) {
      console.log(`${name} ${index}: ${fault}`)
      if (values.keep) keep(name, input)
    }
  }
  const stride = Math.max(1, availableParallelism())
  const threads = Array.from({ length: stride }, (_, first) => {
    const place = new Int32Array(new SharedArrayBuffer(8))
    const thread = new Worker(new URL(import.meta.url), { workerData: { seed, names, first, stride, place } })
    thread.on('message', hear)
    return { thread, place, seen: -1, since: performance.now() }
  })
  const ended = Promise.all(
    threads.map(({ thread }) => new Promise((resolve, reject) => thread.on('error', reject).on('exit', resolve))),
  )
  const begin = performance.now()
  const watch = setInterval(() => {
    for (const each of threads) {
      const at = Atomics.load(each.place, 0)
      if (at !== each.seen) Object.assign(each, { seen: at, since: performance.now() })
      else if (performance.now() - each.since > HUNG) {
        const name = names[Atomics.load(each.place, 1)]
        console.log(`${name} ${at}: hung`)
        counts.get(name).failed++
        // it may not end, and the others have had their time
        report(counts, begin)
        process.exit(1)
      }
    }
    if (process.stderr.isTTY) process.stderr.write(`\r${total()} inputs `)
    if (performance.now() - begin > seconds * 1000 || total() >= inputs)
      for (const { thread } of threads) thread.terminate()
  }, 200)
  await ended
  clearInterval(watch)
  process.exitCode = report(counts, begin) > 0 ? 1 : 0
}

/** Prints the table and writes the report. @returns how many failed */
function report(counts, begin) {
  let [inputs, failures] = [0, 0]
  for (const [name, { read, refused, failed }] of counts) {
    console.log(
      `${name.padEnd(14)} ${String(read).padStart(9)} read, ${String(refused).padStart(9)} refused, ${failed} failed`,
    )
    inputs += read
    failures += failed
  }
  const seconds = Math.round((performance.now() - begin) / 1000)
  writeFileSync(REPORT, `${JSON.stringify({ seconds, passed: inputs - failures, failed: failures })}\n`)
  console.log(`${inputs} inputs in ${seconds} s`)
  console.log(`${inputs - failures} passed, ${failures} failed`)
  return failures
}

await (isMainThread ? main() : work(workerData))
