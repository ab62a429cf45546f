import { expect, test } from 'vitest'
import type { LaneReport } from '../../../../web/src/work/lane/protocol.ts'
import { lane } from '../../../../web/src/work/lane/worker.ts'

const start = {
  do: 'start',
  problem: { data: 'spirals', layers: [{ kind: 'dense', outputs: 2 }], batchSize: 50, epochs: 1, seed: 3 },
  lane: { method: 'constant', rate: 0.1 },
  processors: 2,
} as const
const features = new Float32Array([0.5, -0.5])

function begun() {
  const reports: LaneReport[] = []
  const { signal } = new AbortController()
  const tell = lane({ tell: (report) => reports.push(report), rest: async () => {}, signal })
  return { tell, reports }
}

test('what a lane is asked while it warms up it answers as soon as it can', async () => {
  const { tell, reports } = begun()
  await Promise.all([tell(start), tell({ do: 'ask', id: 1, features }), tell({ do: 'save', id: 2 })])
  expect(reports.filter(({ tell }) => tell !== 'progress')).toEqual([
    { tell: 'answer', id: 1, values: expect.any(Float32Array) },
    { tell: 'file', id: 2, bytes: expect.any(Uint8Array) },
  ])
})

test('a lane that does not start says so to whoever asks it', async () => {
  const { tell, reports } = begun()
  const wrong = { ...start, problem: { ...start.problem, layers: [{ kind: 'dense', outputs: -2 }] } }
  await Promise.all([tell(wrong), tell({ do: 'ask', id: 1, features })])
  const message = expect.stringContaining('-2')
  expect(reports).toEqual([
    { tell: 'failed', id: null, message },
    { tell: 'failed', id: 1, message },
  ])
})
