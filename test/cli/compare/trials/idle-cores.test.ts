import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { begin, end, handOver, idleCores, isLong, threaded } from '../../../../src/cli/compare/trials/idle-cores.js'
import type { Team } from '../../../../src/core/threads/team.js'
import { createNetwork, dense, digits, loadEngine, prepareTrialData } from '../../../../src/entry/index.js'
import { dataIdentity } from '../../../../src/measure/study/data.js'
import type { TrialConfig } from '../../../../src/measure/study/trial.js'
import { withoutTimes } from '../../../../src/measure/times.js'
import { arenaOf } from '../../../../src/network/network.js'
import { jsonInside, temporaryFolder } from '../../onecycle.js'

const { training, test: rows } = digits({ seed: 1, training: 3000, test: 50 })
const split = { fraction: 0.1, seed: 1 }
const data = prepareTrialData(training, rows, split)

/** 11.4 GFLOP: 1.41 million a row, 2,700 rows, three epochs. */
const config: TrialConfig = {
  training: dataIdentity('test', 'training', training),
  test: dataIdentity('test', 'test', rows),
  split,
  hidden: [256, 128],
  activation: 'relu',
  batchSize: 100,
  method: 'one-cycle',
  dialect: 'paper',
  rate: 0.1,
  momentum: 0.9,
  weightDecay: 0,
  epochs: 3,
  seed: 1,
  looksPerEpoch: 1,
  testAfter: [3],
}

test('trials that begin last share the cores out, and those before them have one each', () => {
  const idle = idleCores(4)
  for (let trial = 0; trial < 7; trial++) handOver(idle)
  expect(Array.from({ length: 7 }, () => begin(idle))).toEqual([1, 1, 1, 1, 1, 2, 4])
})

test('a trial of half a second and more is long enough for threads', async () => {
  expect(await isLong(config, data.training, rows)).toBe(true)
  expect(await isLong({ ...config, epochs: 2 }, data.training, rows)).toBe(false)
  expect(await isLong({ ...config, hidden: [32] }, data.training, rows)).toBe(false)
})

test('its network has three threads, and uses one until others have ended', async () => {
  const idle = idleCores(3)
  for (let trial = 0; trial < 3; trial++) handOver(idle)
  const engine = threaded(await loadEngine(), 3, idle)
  const network = await createNetwork({ inputs: 784, layers: [dense(10)], engine })
  expect(network.threads).toEqual({ count: 1, asked: 'auto', speedUp: 1, why: null })
  const { pace, team } = arenaOf(network).core
  const used = () => {
    pace?.begin()
    pace?.end()
    return (team as Team).count
  }
  expect(Array.from({ length: 40 }, used)).toEqual(Array(40).fill(1))
  end(idle)
  end(idle)
  const tried = new Set(Array.from({ length: 40 }, used))
  expect([...tried].sort()).toEqual([1, 2, 3])
  network.dispose()
})

test('the last trial of a stage has the idle cores, and the study is the one of a single core', async () => {
  const cwd = temporaryFolder()
  const study = ['compare', '--data', 'digits', '--rows', '3000', '--hidden', '256,128', '--batch-size', '100']
  const trials = [
    '--schedules',
    'one-cycle,linear',
    '--budgets',
    '4',
    '--rates',
    '0.05,0.1',
    '--trials',
    '2+0',
    '--seeds',
    '1',
  ]
  const of = async (workers: number) => {
    const journal = `${workers}.jsonl`
    const result = await jsonInside([...study, ...trials, '--workers', `${workers}`, '--journal', journal], { cwd })
    const lines = readFileSync(join(cwd, journal), 'utf8').trim().split('\n').slice(1)
    return { result: withoutTimes(result), threads: lines.map((line) => JSON.parse(line).spent.threads ?? 1) }
  }
  const [two, one] = [await of(2), await of(1)]
  expect(two.result).toEqual(one.result)
  expect(one.threads).toEqual(one.threads.map(() => 1))
  // two stages, unless the machine has one core
  const last = availableParallelism() > 1 ? [2, 2] : []
  expect(two.threads.filter((threads: number) => threads > 1)).toEqual(last)
})
