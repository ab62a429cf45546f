import { createNetwork, findLearningRate, type RangeTest, spirals } from 'onecycle'
import { expect, test } from 'vitest'
import type { RangeOrder, RangeReport, RangeSteps } from '../../../../web/src/work/range/protocol.ts'
import { range } from '../../../../web/src/work/range/worker.ts'

const problem = {
  data: 'spirals',
  layers: [
    { kind: 'dense', outputs: 8, activation: 'relu' },
    { kind: 'dense', outputs: 2 },
  ],
  batchSize: 50,
  epochs: 1,
  seed: 3,
} as const

async function told(order: RangeOrder, signal = new AbortController().signal): Promise<RangeReport[]> {
  const reports: RangeReport[] = []
  await range({ tell: (report) => reports.push(report), rest: async () => {}, signal })(order)
  return reports
}

test('the worker gives the result of findLearningRate, and every update of its sweeps before', async () => {
  const reports = await told({ problem, seeds: 2, sweep: 'linear' })
  const network = await createNetwork({ inputs: 2, layers: problem.layers as never, seed: 3 })
  const { training } = spirals({ seed: 3 })
  const expected = await findLearningRate(network, training, { seeds: 2, sweep: 'linear', batchSize: 50, seed: 3 })
  const last = reports.at(-1) as { readonly tell: 'result'; readonly range: RangeTest }
  expect(last.range).toEqual(expected)
  for (const [sweep, { learningRate, loss, smoothed }] of expected.seeds.entries()) {
    const parts = reports.filter(
      (report): report is RangeSteps =>
        report.tell === 'steps' && report.sweep === sweep && report.steps === expected.steps,
    )
    const column = (name: 'rates' | 'losses' | 'smoothed') => parts.flatMap((part) => [...part[name]])
    expect(column('rates')).toEqual(learningRate)
    expect(column('losses')).toEqual(loss)
    expect(column('smoothed')).toEqual(smoothed)
    let next = 0
    for (const { from, rates } of parts) {
      expect(from).toBe(next)
      next += rates.length
    }
  }
})

test('a network that cannot be made is told', async () => {
  const reports = await told({ problem: { ...problem, layers: [{ kind: 'none' }] }, seeds: 1, sweep: 'linear' })
  expect(reports).toEqual([{ tell: 'failed', message: expect.stringContaining('none') }])
})

test('a test that nobody waits for any more makes no update', async () => {
  const reports = await told({ problem, seeds: 5, sweep: 'linear' }, AbortSignal.abort())
  expect(reports.filter(({ tell }) => tell === 'steps')).toEqual([])
})
