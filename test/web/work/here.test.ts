import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { beginHere } from '../../../web/src/work/here.ts'
import { SLICE } from '../../../web/src/work/host.ts'
import type { LaneCommand, LaneReport } from '../../../web/src/work/lane/protocol.ts'

const problem = {
  data: 'spirals',
  layers: [
    { kind: 'dense', outputs: 64, activation: 'relu' },
    { kind: 'dense', outputs: 2 },
  ],
  batchSize: 32,
  epochs: 20,
  seed: 1,
} as const

beforeEach(() => vi.stubGlobal('document', { hidden: false }))
afterEach(() => vi.unstubAllGlobals())

/** @returns the reports of a lane that is sent to its end */
async function lane(method: string): Promise<LaneReport[]> {
  const reports: LaneReport[] = []
  const send = (await beginHere(
    'lane',
    (report) => reports.push(report as LaneReport),
    new AbortController().signal,
  )) as (command: LaneCommand) => Promise<void>
  await send({ do: 'start', problem, processors: 2, lane: { method: method as 'linear', rate: 0.1 } })
  await send({ do: 'goTo', step: 640, share: 1 })
  return reports
}

function endOf(reports: readonly LaneReport[]): unknown {
  return reports.flatMap((report) => (report.tell === 'progress' && report.end ? [report.end] : [])).at(-1)
}

test('two roles on the page have each a state of its own, and the page has its turn between their slices', async () => {
  let turns = 0
  const timer = setInterval(() => turns++, 1)
  const [linear, oneCycle] = await Promise.all([lane('linear'), lane('one-cycle')])
  clearInterval(timer)
  const slices = [...linear, ...oneCycle].filter(
    (report) => report.tell === 'progress' && report.losses.length > 0,
  ).length
  expect(turns).toBeGreaterThanOrEqual(slices)
  expect(endOf(linear)).toMatchObject({ stopped: 'completed', steps: 640 })
  expect(endOf(linear)).toEqual(endOf(await lane('linear')))
  expect(endOf(oneCycle)).not.toEqual(endOf(linear))
})

test('a slice is half a frame at most, and so is the rest after it', () => {
  expect(2 * SLICE).toBeLessThanOrEqual(1000 / 60)
})

test('work that was stopped ends at its next rest', async () => {
  const stopped = new AbortController()
  const send = (await beginHere('lane', () => {}, stopped.signal)) as (command: LaneCommand) => Promise<void>
  await send({
    do: 'start',
    problem: { ...problem, epochs: 100_000 },
    processors: 2,
    lane: { method: 'linear', rate: 0.1 },
  })
  const moved = send({ do: 'goTo', step: 3_200_000, share: 1 })
  setTimeout(() => stopped.abort(), 50)
  const start = performance.now()
  await moved
  expect(performance.now() - start).toBeLessThan(5000)
})
