/**
 * Runs a study of 4 methods x 4 budgets x 5 seeds on spirals in 2 threads, and prints as JSON how much of 2 cores went into
 * useful training: the updates of its trials, by the rate of updates in one thread that does nothing else, measured right
 * before and after.
 *
 *     node scripts/study-efficiency.mjs 3
 *
 * Updates that a trial took over from another are `shared` and count for nothing.
 *
 * `wall` is the share of 2 cores for as long as the command ran, its start and its analysis included, and says something
 * where nothing else runs. `processor` is the share of all processor time that the command took, whoever else is at work, and
 * `training` the share of the trials' own time. Needs Linux, which tells the processor time of children.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createNetwork, dense, planStudy, prepareTrialData, sgd, spirals, Training } from '../dist/entry/index.js'

const THREADS = 2
const rounds = Number(process.argv[2] ?? 1)
const program = fileURLToPath(new URL('../dist/bin.js', import.meta.url))
const STUDY = ['--schedules', 'constant,linear,cosine,one-cycle', '--budgets', '400,800,1600,3200', '--seeds', '5']

/** Updates of the study's network, on the rows that the study trains on, in one thread, in a second of the clock and in one of the processor. */
async function singleThread() {
  const parts = spirals()
  const { split, batchSize, hidden, activation } = planStudy(parts)
  const { training } = prepareTrialData(parts.training, parts.test, split)
  const network = await createNetwork({
    inputs: 2,
    layers: [...hidden.map((units) => dense(units, activation)), dense(2)],
  })
  const optimizer = sgd({ learningRate: 0.01, momentum: 0.9 })
  const run = new Training(network, training, { epochs: 100_000, batchSize, optimizer })
  const advance = (updates) => {
    for (let i = 0; i < updates; i++) run.update()
  }
  advance(4000)
  const updates = 80_000
  const start = performance.now()
  const before = process.cpuUsage()
  advance(updates)
  const { user, system } = process.cpuUsage(before)
  return { wall: (updates / (performance.now() - start)) * 1000, processor: (updates / (user + system)) * 1e6 }
}

/** Processor seconds of children that have ended. */
function childSeconds() {
  const fields = readFileSync('/proc/self/stat', 'utf8').split(') ')[1].split(' ')
  return (Number(fields[13]) + Number(fields[14])) / 100
}

function study() {
  const folder = mkdtempSync(join(tmpdir(), 'onecycle-'))
  try {
    const journal = join(folder, 'journal.jsonl')
    const running = ['--workers', `${THREADS}`, '--journal', journal]
    const before = childSeconds()
    const start = performance.now()
    execFileSync(process.execPath, [program, 'compare', '--data', 'spirals', ...STUDY, ...running], { stdio: 'ignore' })
    const seconds = (performance.now() - start) / 1000
    const processorSeconds = childSeconds() - before
    const trials = readFileSync(journal, 'utf8').trim().split('\n').slice(1).map(JSON.parse)
    const sum = (value) => trials.reduce((all, trial) => all + value(trial), 0)
    const training = sum(({ spent }) => spent.training) / sum(({ spent }) => spent.seconds)
    const shared = sum(({ result, spent }) => spent.sharedEpochs * result.stepsPerEpoch)
    const updates = sum(({ result }) => result.steps) - shared
    return { trials: trials.length, updates, shared, seconds, processorSeconds, training }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

let before = await singleThread()
for (let round = 0; round < rounds; round++) {
  const { trials, updates, shared, seconds, processorSeconds, training } = study()
  const after = await singleThread()
  const rate = (name) => (before[name] + after[name]) / 2
  const shares = {
    wall: updates / (seconds * THREADS * rate('wall')),
    processor: updates / (processorSeconds * rate('processor')),
    training,
  }
  console.log(
    JSON.stringify({ trials, updates, shared, seconds, processorSeconds, updatesPerSecond: rate('processor'), shares }),
  )
  before = after
}
