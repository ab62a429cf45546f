import { createNetwork, methodOptimizer, Training } from 'onecycle'
import { expect, test } from 'vitest'
import { forkedMethod } from '../../../../web/src/lanes/fork.ts'
import { builtInData } from '../../../../web/src/problem/data.ts'
import { runOf } from '../../../../web/src/schedule/run.ts'
import { firstLab } from '../../../../web/src/state/lab.ts'
import { LaneRun } from '../../../../web/src/work/lane/run.ts'

const problem = { ...firstLab.problem, epochs: 20 }
const data = builtInData('spirals', 1)
const lane = { method: 'one-cycle', rate: 0.25 }

/** The run without any page. */
async function alone(steps: number) {
  const network = await createNetwork({ inputs: 2, layers: problem.layers as never, seed: problem.seed })
  const training = new Training(network, data.training, {
    batchSize: problem.batchSize,
    epochs: problem.epochs,
    seed: problem.seed,
    optimizer: methodOptimizer('one-cycle', runOf(lane, 640, problem.epochs)),
  })
  while (training.step < steps) training.update()
  return { network, history: training.history }
}

test('a lane ends with the bits of a run of its own, and tells the loss of every update once', async () => {
  const { network, history } = await alone(640)
  const run = await LaneRun.start({ problem, lane, data })
  const losses: number[] = []
  for (let to = 0; to <= 640; to += 80) {
    while (run.step < to) run.advance(to, 1)
    const taken = run.take()
    expect(taken.from).toBe(losses.length)
    losses.push(...taken.losses)
    expect(taken.looks.map(({ step }) => step % 32)).toEqual(taken.looks.map(() => 0))
  }
  expect(run.end).toEqual({ stopped: 'completed', steps: 640, sha256: network.sha256() })
  expect(losses).toEqual(history.loss.map(Math.fround))
})

test('back and forth leads to the same bits, and what was told is not told again', async () => {
  const { network } = await alone(100)
  const run = await LaneRun.start({ problem, lane, data })
  while (run.step < 640) run.advance(640, 8)
  const { end } = run
  run.take()
  await run.goBack(40)
  while (run.step < 100) run.advance(100, 8)
  expect(run.network.sha256()).toBe(network.sha256())
  while (run.step < 640) run.advance(640, 8)
  expect(run.end).toBe(end)
  expect(run.network.sha256()).toBe(end?.sha256)
  expect([run.take().losses.length, run.take().looks.length]).toEqual([0, 0])
})

test('a fork is its old lane up to its step, to the last bit', async () => {
  const method = forkedMethod(lane.method, runOf(lane, 640, problem.epochs), 100, 0.3)
  const { network } = await alone(100)
  const fork = await LaneRun.start({ problem, lane: { method: method as NonNullable<typeof method>, rate: 1 }, data })
  while (fork.step < 100) fork.advance(100, 8)
  expect(fork.network.sha256()).toBe(network.sha256())
})

test('a lane that diverges ends there, without a hash, and can be rewound', async () => {
  const run = await LaneRun.start({ problem, lane: { method: 'constant', rate: 1e6 }, data })
  for (let i = 0; i < 1000 && run.end === null; i++) run.advance(640, 8)
  expect(run.end).toMatchObject({ stopped: 'diverged', sha256: null })
  expect(run.last).toBeLessThan(640)
  await run.goBack(0)
  expect(run.step).toBe(0)
})
