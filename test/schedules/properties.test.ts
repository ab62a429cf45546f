import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fromDescription } from '../../src/schedules/index.js'
import { composed, type Promised, simple } from './arbitraries.js'

const all = Object.entries({ ...simple, ...composed })
const step = fc.oneof(
  fc.integer({ min: 0, max: 20 }),
  fc.integer({ min: 0, max: 20_000 }),
  fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }),
)
/** Steps that matter, around the end, and arbitrary ones. */
const steps = fc.array(step, { minLength: 1, maxLength: 30 })
const around = ({ end }: Promised): number[] =>
  end === undefined ? [] : [end.step - 2, end.step - 1, end.step, end.step + 1].filter((s) => s >= 0)
const run = { numRuns: 100, seed: 1 }

describe.each(all)('%s', (_, arbitrary) => {
  test('is never negative, NaN, infinite, or outside the values it was given', () => {
    fc.assert(
      fc.property(arbitrary, steps, (promised, list) => {
        for (const s of [0, ...list, ...around(promised)]) {
          const value = promised.schedule(s)
          if (!(Number.isFinite(value) && value >= promised.lowest && value <= promised.highest)) {
            throw new Error(`step ${s} is ${value}, not in [${promised.lowest}, ${promised.highest}]`)
          }
        }
      }),
      run,
    )
  })

  test('has exactly the documented last value, which every later step holds, and the documented first one', () => {
    fc.assert(
      fc.property(arbitrary, steps, ({ schedule, end, first }, list) => {
        if (first !== undefined) expect(schedule(0)).toBe(first)
        if (end === undefined) return
        for (const s of [end.step, ...list.map((n) => Math.min(end.step + n, Number.MAX_SAFE_INTEGER))]) {
          expect(schedule(s)).toBe(end.value)
        }
      }),
      run,
    )
  })

  test('is rebuilt from its description as JSON with the same bits, in any order of calls', () => {
    fc.assert(
      fc.property(arbitrary, steps, (promised, list) => {
        const { schedule } = promised
        const json = JSON.stringify(schedule.description)
        const again = fromDescription(JSON.parse(json))
        expect(JSON.stringify(again.description)).toBe(json)
        const asked = [...list, ...around(promised)]
        const forwards = asked.map(schedule)
        const backwards = [...asked].reverse().map(again).reverse()
        for (const [i, value] of forwards.entries()) expect(Object.is(value, backwards[i])).toBe(true)
      }),
      run,
    )
  })
})

test('a description nests to any depth', () => {
  const { schedule } = fc.sample(simple.oneCycle as fc.Arbitrary<Promised>, { numRuns: 1, seed: 1 })[0] as Promised
  const nested = {
    schedule: 'scale',
    factor: 0.5,
    of: {
      schedule: 'join',
      schedules: [{ schedule: 'warmup', duration: { steps: 3 }, before: schedule.description }, schedule.description],
      boundaries: [{ steps: 7 }],
    },
  }
  const rebuilt = fromDescription(nested)
  for (let s = 3; s < 7; s++) expect(rebuilt(s)).toBe(schedule(s - 3) * 0.5)
  for (let s = 7; s < 20; s++) expect(rebuilt(s)).toBe(schedule(s - 7) * 0.5)
})
