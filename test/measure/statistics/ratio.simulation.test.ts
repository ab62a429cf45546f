/** Width of speed-ups on the runs of the map, from continuous arrivals and from those of the grid of budgets. */
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { arrivalAt, isotonic } from '../../../src/measure/statistics/monotone.js'
import { type Bounds, pairedRatio } from '../../../src/measure/statistics/ratio.js'
import { widthOf } from './simulated.js'

interface Run {
  readonly config: {
    readonly method: unknown
    readonly epochs: number
    readonly seed: number
    readonly testAfter?: readonly number[]
  }
  readonly result: { readonly looks: readonly { readonly accuracy: number }[] }
}

const studies: { name: string }[] = JSON.parse(readFileSync('docs/studies/studies.json', 'utf8'))
const SUBJECTS = ['one-cycle', 'linear-with-ramp']
const SHARES = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]

/** Accuracy at the end of each budget, of each seed, by method. */
function ladders(name: string): { budgets: number[]; methods: Map<string, number[][]> } {
  const lines = gunzipSync(readFileSync(`docs/studies/${name}.jsonl.gz`))
    .toString()
    .trim()
    .split('\n')
    .slice(1)
  // a run that is scored says when the test set is looked at
  const runs = lines.map((line) => JSON.parse(line) as Run).filter(({ config }) => config.testAfter !== undefined)
  const distinct = (values: number[]): number[] => [...new Set(values)].sort((a, b) => a - b)
  const budgets = distinct(runs.map(({ config }) => config.epochs))
  const seeds = distinct(runs.map(({ config }) => config.seed))
  const accuracy = new Map(
    runs.map(({ config, result }) => [
      JSON.stringify([config.method, config.epochs, config.seed]),
      result.looks.at(-1)?.accuracy ?? 0,
    ]),
  )
  const names = [...new Set(runs.map(({ config }) => JSON.stringify(config.method)))]
  const ladder = (method: string, seed: number): number[] =>
    budgets.map((budget) => accuracy.get(JSON.stringify([JSON.parse(method), budget, seed])) ?? Number.NaN)
  return { budgets, methods: new Map(names.map((method) => [method, seeds.map((seed) => ladder(method, seed))])) }
}

/** Log widths of the intervals that are bounded by both, of every rival, at targets all over what is reached. */
function widths(name: string): { continuous: number[]; grid: number[] } {
  const { budgets, methods } = ladders(name)
  const limit = budgets.at(-1) as number
  const reached = [...methods.values()].flat(2).sort((a, b) => a - b)
  const found: { continuous: number[]; grid: number[] } = { continuous: [], grid: [] }
  for (const subject of SUBJECTS.map((method) => methods.get(JSON.stringify(method)))) {
    for (const rival of methods.values()) {
      if (subject === undefined || rival === subject) continue
      for (const share of SHARES) {
        const target = reached[Math.floor(share * reached.length)] as number
        const width = (arrive: (ladder: readonly number[]) => number, floor: number): number =>
          widthOf(
            pairedRatio({
              baseline: rival.map(arrive),
              subject: subject.map(arrive),
              baselineLimit: limit,
              subjectLimit: limit,
              baselineFloor: floor,
              subjectFloor: floor,
              continuous: floor > 0,
              seed: 1,
              resamples: 400,
            }).interval as Bounds,
          )
        const continuous = width((ladder) => arrivalAt(budgets, isotonic(ladder), target), budgets[0] as number)
        const grid = width((ladder) => budgets[ladder.findIndex((value) => value >= target)] ?? Infinity, 0)
        if (continuous === Infinity || grid === Infinity || grid === 0) continue
        found.continuous.push(continuous)
        found.grid.push(grid)
      }
    }
  }
  return found
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

test('on the runs of the map intervals are at most 0.6 as wide as those of the grid, over all studies', () => {
  const all = studies.map(({ name }) => ({ name, ...widths(name) }))
  for (const { name, continuous, grid } of all)
    console.log(
      `| ${name} | ${grid.length} | ${(sum(continuous) / grid.length).toFixed(3)} | ${(sum(grid) / grid.length).toFixed(3)} | ${(sum(continuous) / sum(grid)).toFixed(2)} |`,
    )
  const ratio = sum(all.flatMap(({ continuous }) => continuous)) / sum(all.flatMap(({ grid }) => grid))
  console.log(`| all | ${all.flatMap(({ grid }) => grid).length} |  |  | ${ratio.toFixed(2)} |`)
  expect(ratio).toBeLessThanOrEqual(0.6)
})
