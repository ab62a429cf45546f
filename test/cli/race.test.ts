import { beforeAll, expect, test } from 'vitest'
import { json, onecycle, start, type TrainDocument } from './onecycle.js'

interface Race extends Omit<TrainDocument, 'command'> {
  command: string
  targets: number[]
  runs: {
    name: string
    schedule: string
    rate: number
    stopped: string
    accuracy: number[]
    updatesToTarget: (number | null)[]
    seconds: number
  }[]
  finalists: { name: string; testAccuracy: number; weightsSha256: string; updatesToTarget: (number | null)[] }[]
}

let race: Race

beforeAll(async () => {
  race = await json<Race>(['--seed', '2'])
}, 60_000)

test('race prints its rows, its finalists, and a conclusion with its limits', async () => {
  const { code, stdout, stderr } = await onecycle(['race', '--seed', '2'])
  expect([code, stderr]).toEqual([0, ''])
  for (const { name, accuracy } of race.runs) {
    const cells = accuracy.map((share) => `${(100 * share).toFixed(1)} %`).join('  ')
    expect(stdout).toMatch(new RegExp(`^${name} +${cells} +[\\d.]+$`, 'm'))
  }
  for (const { name, testAccuracy } of race.finalists) {
    expect(stdout).toContain(`${name.padEnd(18)}test accuracy ${(100 * testAccuracy).toFixed(2)} %\n`)
  }
  expect(stdout).toMatch(/^(No clear winner: .* is ahead|1cycle is ahead|The constant rate is ahead|Both networks)/m)
  expect(stdout).toContain('The constant rate is the best of 0.03, 0.1, 0.3 by validation accuracy, at momentum 0.9;')
  expect(stdout).toContain('the peak of 1cycle was not tuned.\nOne seed, one budget, one data set:')
})

test('no command is the race: four runs of 395 updates, the finalist is the best constant rate, all from one seed', () => {
  expect(race).toMatchObject({
    command: 'race',
    seed: 2,
    engine: { name: 'wasm', runtime: 'node' },
    dataset: { name: 'digits', training: 10000, validation: 2000, test: 2000, inputs: 784, classes: 10 },
    network: { layers: [784, 128, 10], parameters: 101770 },
    epochs: 5,
    batchSize: 128,
    steps: 395,
    targets: [0.9, 0.95, 0.97, 0.98],
  })
  expect(race.runs.map(({ schedule, rate }) => [schedule, rate])).toEqual([
    ['one-cycle', 0.1],
    ['constant', 0.03],
    ['constant', 0.1],
    ['constant', 0.3],
  ])
  for (const { accuracy, updatesToTarget } of race.runs) {
    expect(accuracy).toHaveLength(5)
    expect(updatesToTarget).toHaveLength(4)
    for (const [i, updates] of updatesToTarget.entries()) {
      if (updates === null) expect(Math.max(...accuracy)).toBeLessThan(race.targets[i] as number)
      else expect(updates % 20 === 0 || updates % 79 === 0).toBe(true)
    }
  }
  const [cycled, ...constants] = race.runs
  const last = ({ accuracy }: { accuracy: number[] }) => accuracy[4] as number
  const best = constants.reduce((a, b) => (last(b) > last(a) ? b : a))
  expect(race.finalists.map(({ name }) => name)).toEqual([cycled?.name, best.name])
  for (const { testAccuracy, weightsSha256 } of race.finalists) {
    expect(testAccuracy).toBeGreaterThan(0.95)
    expect(weightsSha256).toMatch(/^[0-9a-f]{64}$/)
  }
})

test('Ctrl-C ends the race with exit code 130', async () => {
  const { child, result } = start(['race'])
  // the table has begun, so the runs have
  child.stdout?.once('data', () => setTimeout(() => child.kill('SIGINT'), 300))
  const { code, stderr } = await result
  expect([code, stderr]).toEqual([130, 'interrupted\n'])
})
