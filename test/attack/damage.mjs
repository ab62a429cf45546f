/**
 * Files with a bit flipped, the end cut off, bytes put in, or two blocks swapped: no damaged network or checkpoint loads, and of
 * a damaged journal no trial is taken but as it was written; what is bad is told, and run again.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { withoutTimes } from '../../build/tsc/measure/times.js'
import {
  activation,
  adamw,
  batchNorm,
  conv2d,
  createNetwork,
  dense,
  digits,
  dropout,
  loadNetwork,
  maxPool2d,
  parseJournal,
  Training,
} from '../../dist/entry/index.js'
import { start } from '../cli/start.mjs'
import { lastingFaultOf } from '../fuzz/judge.mjs'
import { choices } from '../fuzz/random.mjs'
import { inFolder, json, often } from './runs.mjs'

/** Of each file and kind of damage. */
const TIMES = 311
/** Studies that go on with a damaged journal. */
const STUDIES = 12
/** Bytes of a block, at most. */
const LONGEST = 64

const KINDS = {
  'bit flip'(bytes, { below }) {
    const changed = Uint8Array.from(bytes)
    changed[below(bytes.length)] ^= 1 << below(8)
    return changed
  },
  cut: (bytes, { below }) => bytes.slice(0, below(bytes.length)),
  insertion(bytes, { below }) {
    const at = below(bytes.length + 1)
    const block = Uint8Array.from({ length: 1 + below(LONGEST) }, () => below(256))
    return Uint8Array.from([...bytes.subarray(0, at), ...block, ...bytes.subarray(at)])
  },
  swap(bytes, { below }) {
    const size = 1 + below(LONGEST)
    const first = below(bytes.length - 2 * size)
    const second = first + size + below(bytes.length - first - 2 * size)
    const changed = Uint8Array.from(bytes)
    changed.copyWithin(first, second, second + size)
    changed.set(bytes.subarray(first, first + size), second)
    return changed
  },
}

const plan = {
  inputs: [28, 28, 1],
  layers: [conv2d(3, { kernelSize: 5 }), batchNorm(), activation('relu'), maxPool2d(4), dropout(0.3), dense(10)],
  seed: 1,
}
const options = { epochs: 2, batchSize: 10, optimizer: adamw({ learningRate: 0.01 }) }
const STUDY = [
  ...['compare', '--data', 'spirals', '--hidden', '8', '--batch-size', '50', '--schedules', 'constant,one-cycle'],
  ...['--targets', '0.55', '--budgets', '2,4', '--seeds', '2', '--trials', '2+0', '--tuning-seeds', '1'],
  ...['--workers', '1', '--journal', 'trials.jsonl'],
]

export async function* attack() {
  const { training } = digits({ seed: 1, training: 40, test: 1 })
  const run = new Training(await createNetwork(plan), training, options)
  for (let step = 0; step < 5; step++) run.update()
  const resume = async (file) => new Training(await createNetwork(plan), training, { ...options, resume: file })
  yield* await inFolder(journals)
  const files = {
    'a dense network': [(await createNetwork({ inputs: 4, layers: [dense(8, 'relu'), dense(3)] })).save(), loadNetwork],
    'a convolutional network': [run.network.save(), loadNetwork],
    'a checkpoint': [run.checkpoint(), resume],
  }
  for (const [name, [bytes, read]] of Object.entries(files)) {
    await read(bytes)
    yield await damaged(name, bytes, async (file) => {
      const { refused, fault } = await lastingFaultOf(read, file)
      return refused === undefined ? 'loaded' : fault
    })
  }
}

/** @param faultIn what is wrong with how a damaged file was read */
async function damaged(name, bytes, faultIn) {
  const wrong = []
  let count = 0
  for (const [kind, damage] of Object.entries(KINDS)) {
    for (let index = 0; index < TIMES; ) {
      const file = damage(bytes, choices(count++, `${name}, ${kind}`, index))
      if (Buffer.compare(file, bytes) === 0) continue
      index++
      const fault = await faultIn(file)
      if (fault !== undefined) wrong.push(`${kind} ${count}: ${fault}`)
    }
  }
  const asked = TIMES * Object.keys(KINDS).length
  return {
    asked: `${asked} damaged files of ${name}, none of which counts`,
    seen: `${asked - wrong.length} of ${asked}`,
    wrong,
  }
}

/** The journal of a study: what is read of damaged ones, and studies that go on with some. */
async function journals(cwd) {
  const expected = textOf(await json(STUDY, cwd))
  const bytes = readFileSync(join(cwd, 'trials.jsonl'))
  const whole = recordsOf(bytes)
  const text = bytes.toString()
  const read = await damaged('a journal', bytes, async (file) => {
    const { refused, fault } = await lastingFaultOf(recordsOf, file)
    if (refused !== undefined) return fault
    const { records, bad } = recordsOf(file)
    for (const [key, record] of records) {
      if (JSON.stringify(record) !== JSON.stringify(whole.records.get(key))) return `trial ${key} is another`
    }
    // a journal that ends between two lines is a shorter one
    const shorter = text.startsWith(Buffer.from(file).toString())
    if (records.size < whole.records.size && bad.length === 0 && !shorter)
      return 'a trial is missing, and nothing was told'
    return undefined
  })
  const wrong = []
  let told = 0
  await often(STUDIES, async (index) => {
    await inFolder(async (folder) => {
      const draw = choices(index, 'study', index)
      const lines = text.trimEnd().split('\n')
      const line = 1 + draw.below(lines.length - 1)
      lines[line] = Buffer.from(KINDS['bit flip'](Buffer.from(lines[line]), draw)).toString('latin1')
      writeFileSync(join(folder, 'trials.jsonl'), `${lines.join('\n')}\n`)
      const { code, stdout, stderr } = await start([...STUDY, '--json'], { cwd: folder }).result
      if (stderr.includes(`line ${line + 1} of`) && stderr.includes('does not count')) told++
      else wrong.push(`study ${index}: line ${line + 1} is not told: ${stderr}`)
      if (code !== 0 || textOf(JSON.parse(stdout)) !== expected) wrong.push(`study ${index}: another answer`)
      const { records } = recordsOf(readFileSync(join(folder, 'trials.jsonl')))
      if (records.size !== whole.records.size)
        wrong.push(`study ${index}: ${records.size} of ${whole.records.size} trials`)
    })
  })
  const asked = `${STUDIES} studies with a bad line in their journal, which is told and whose trial is run again`
  return [read, { asked, seen: `${told} of ${STUDIES}`, wrong }]
}

const textOf = (study) => JSON.stringify(withoutTimes(study))
const recordsOf = (file) => parseJournal('damage', Buffer.from(file).toString())
