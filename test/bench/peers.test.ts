/** What a run of bench/peers rests on in Node.js and in a browser; the other libraries are not installed here. */
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { checkTrained, firstLosses } from '../../bench/peers/same-step.mjs'
import { tablesOf } from '../../bench/peers/table.mjs'
import { median, takeTurns } from '../../bench/peers/turns.mjs'

const pace = { rounds: 3, turn: 4, warmUp: { calls: 2, milliseconds: 100 }, patience: 1000 }

/** A library that reports these losses, at once or as promises. */
const reports = (name: string, losses: readonly number[], later = false) => {
  let at = 0
  const next = () => losses[at++] as number
  return { name, step: later ? async () => next() : next }
}

test('a library whose losses differ from ours by more than a thousandth is refused, by its name and the update', async () => {
  const ours = () => reports('ours', [2.3, 2.1])
  const near = [2.302, 2.0985]
  expect(await firstLosses('784-10', [ours(), reports('a', near), reports('b', near, true)], 2)).toEqual([
    2.3, 2.302, 2.302,
  ])
  for (const later of [false, true]) {
    for (const second of [2.1025, Number.NaN]) {
      const other = reports('other', [2.3, second], later)
      await expect(firstLosses('784-10', [ours(), other], 2)).rejects.toThrow(/784-10.*other.*2\.1 at update 1/)
    }
  }
})

test('a library whose loss is not below its first is refused', () => {
  checkTrained('784-10', 'other', 2.3, 2.2)
  for (const last of [2.3, 2.4, Number.NaN]) expect(() => checkTrained('784-10', 'other', 2.3, last)).toThrow(/other/)
})

test('all take their turns: one that is out of patience sits out, and a small call is timed many at a time', async () => {
  let small = 0
  const [slow, quick] = await takeTurns([{ run: () => sleep(12, 'slow') }, { run: () => `call ${++small}` }], {
    ...pace,
    patience: 10,
  })
  expect(slow).toEqual({ samples: [expect.any(Number)], last: 'slow' })
  expect(quick?.last).toBe(`call ${small}`)
  expect(quick?.samples.length).toBeGreaterThanOrEqual(pace.rounds)
  expect(small).toBeGreaterThan(100 * (quick?.samples.length as number))
})

test('what calls leave in a queue belongs to their time', async () => {
  const [, queued] = await takeTurns([{ run: () => 1 }, { run: async () => 1, settle: () => sleep(12) }], pace)
  // timers may be a millisecond early
  expect(median(queued?.samples as number[])).toBeGreaterThanOrEqual(11_000)
})

test('the table has a column for each library, factors over the first, and how many threads where one has more', () => {
  const row = { network: '784-10', task: 'step', batch: 64, threads: 1, microseconds: 50, overOurs: 1 } as const
  const results = [
    { ...row, library: 'ours' },
    { ...row, library: 'other', microseconds: 125, overOurs: 2.5 },
    { ...row, network: 'lenet', library: 'ours', threads: 2 },
    { ...row, network: 'lenet', library: 'other' },
  ]
  const refusals = [{ network: 'lenet (512)', library: 'other', cannot: 'no such kernel' }]
  const lines = tablesOf({ machine: { chromium: '156.0', processors: 2 }, results, refusals }).split('\n')
  expect(lines[0]).toBe('chromium 156.0, processors 2')
  expect(lines).toContain('784-10 (64)    50  125 (2.5x)')
  expect(lines).toContain('lenet (512): other cannot: no such kernel')
  expect(lines).toContain('ours: 1 thread for 784-10 (64); 2 threads for lenet (64)')
  expect(lines).toContain('other: 1 thread')
  const alone = results.filter(({ network }) => network === '784-10')
  expect(tablesOf({ machine: {}, results: alone, refusals })).not.toContain('thread')
})
