import { expect, test } from 'vitest'
import { recorded } from '../../../web/src/identity/recorded.ts'
import { runs } from '../../../web/src/identity/runs.ts'
import { wholeRun } from '../../../web/src/work/whole-runs/whole-run.ts'

test.each(runs.map((run, i) => [run.name, run, recorded[i]] as const))(
  'the weights of "%s" are those that were recorded',
  async (_, run, sha256) => {
    expect(await wholeRun(run)).toBe(sha256)
  },
)

test('there are twelve runs, each recorded', () => {
  expect([runs.length, recorded.length, new Set(recorded).size]).toEqual([12, 12, 12])
})
