import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import * as own from '../../src/entry/index.js'
import * as js from '../../src/entry/js.js'
import * as slim from '../../src/entry/slim.js'
import { tinyStudy } from '../measure/study/trials.js'

test('a study comes out the same, bit for bit, on the engine of each entry point', async () => {
  const rates = { low: 0.01, high: 0.1, coarse: 2, fine: 0 }
  const options = tinyStudy({ schedules: ['linear', 'one-cycle'], budgets: [1], seeds: 1, rates })
  const hashes: (string | null)[][] = [[], [], []]
  const watch = (of: (string | null)[]): own.TrialRunner => {
    const data = own.prepareTrialData(options.training, options.test, own.planStudy(options).split)
    const engine = readFileSync('build/core.wasm')
    return async (config) => {
      const record = await (of === hashes[0]
        ? own.runTrial(config, data)
        : of === hashes[1]
          ? js.runTrial(config, data)
          : slim.runTrial(config, data, { engine }))
      of.push(record.result.weightsSha256)
      return record
    }
  }
  const studies = await Promise.all([
    own.compare(options, { runner: watch(hashes[0] as []) }),
    js.compare(options, { runner: watch(hashes[1] as []) }),
    slim.compare(options, { runner: watch(hashes[2] as []) }),
    js.compare(options),
  ])
  const [first, ...others] = studies.map(own.withoutTimes)
  for (const other of others) expect(other).toEqual(first)
  expect(new Set(hashes[0]).size).toBe(6)
  expect(hashes[1]).toEqual(hashes[0])
  expect(hashes[2]).toEqual(hashes[0])
})

test('slim has no engine of its own: a study without one fails with the remedy', async () => {
  await expect(slim.compare(tinyStudy())).rejects.toThrow('compare: "engine"')
})

test('replay and statistics are there without an engine', () => {
  for (const entry of [own, js, slim]) {
    expect(entry.median([3, 1, Infinity])).toBe(3)
    expect(() => entry.replayCurves({ curves: [], targets: [0.5] })).toThrow('replayCurves: "curves"')
  }
})
