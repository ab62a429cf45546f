import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Study } from '../../../src/entry/index.js'
import { withoutTimes } from '../../../src/measure/times.js'
import { inside, jsonInside, refused, start, temporaryFolder } from '../onecycle.js'

/** A study of 5 seeds whose intervals are not within 80 % of their middle; of 20 seeds at most. */
const WAITING = [
  ...['compare', '--data', 'spirals', '--hidden', '16', '--batch-size', '50', '--schedules', 'linear,one-cycle'],
  ...['--budgets', '2,5,10,20,40', '--targets', '0.65', '--seeds', '5', '--trials', '2+0', '--rates', '0.1,1'],
  ...['--until-width', '0.8'],
]

test('adds seeds, says beforehand how many there may be, and tells all of them; the same seeds without it are the same runs', async () => {
  const { code, stdout } = await inside([...WAITING, '--no-journal'])
  expect(code).toBe(0)
  expect(stdout).toContain('x 5 seeds, up to 20 until the intervals are narrow')
  const { plan, runs } = await jsonInside<Study>([...WAITING, '--no-journal'])
  expect(plan.untilWidth).toBe(0.8)
  expect(plan.seeds.length).toBeGreaterThan(5)
  expect(plan.seeds.length).toBeLessThanOrEqual(20)
  expect(runs).toHaveLength(2 * 5 * plan.seeds.length)
  expect(stdout).toContain(`Medians over ${plan.seeds.length} seeds`)
  const fixed = WAITING.slice(0, -2).map((word, i, words) =>
    words[i - 1] === '--seeds' ? `${plan.seeds.length}` : word,
  )
  const same = await jsonInside<Study>([...fixed, '--no-journal'])
  expect(withoutTimes(same.runs)).toEqual(expect.arrayContaining(withoutTimes(runs) as unknown[]))
})

test('adds none where the intervals are narrow enough already', async () => {
  const wide = WAITING.map((word) => (word === '0.8' ? '1000000' : word))
  const { plan } = await jsonInside<Study>([...wide, '--no-journal'])
  expect(plan.seeds).toHaveLength(5)
})

test('interrupted while seeds are added, and started again with its journal: the answer of a study that never was', async () => {
  const cwd = temporaryFolder()
  const whole = await jsonInside<Study>([...WAITING, '--no-journal'], { cwd })
  const path = join(cwd, 'onecycle-trials.jsonl')
  const lines = (): number => (existsSync(path) ? readFileSync(path, 'utf8').split('\n').length - 2 : 0)
  const { child, result } = start([...WAITING, '--json', '--workers', '1'], { cwd })
  const watch = setInterval(() => {
    // 20 trials choose the rates, and 5 seeds of both methods take 50
    if (lines() < 72) return
    clearInterval(watch)
    child.kill('SIGINT')
  }, 2)
  const { code, stdout } = await result
  clearInterval(watch)
  expect([code, stdout]).toEqual([130, ''])
  expect(JSON.stringify(withoutTimes(await jsonInside(WAITING, { cwd })))).toBe(JSON.stringify(withoutTimes(whole)))
})

test.each([
  ['0', 'a positive'],
  ['-0.2', 'a positive'],
  ['x', 'a number'],
])('--until-width %s is wrong use, with exit code 2', async (width, right) => {
  const { code, stdout, words } = await refused([...WAITING.slice(0, -1), width, '--no-journal'])
  expect([code, stdout]).toEqual([2, ''])
  expect(words).toMatch(/^compare: "--until-width" expected /)
  expect(words).toContain(right)
})

test('fewer than 5 seeds to begin with are wrong use: a spread that looks small says too little', async () => {
  const few = WAITING.map((word, i, words) => (words[i - 1] === '--seeds' ? '4' : word))
  const { code, words } = await refused([...few, '--no-journal'])
  expect(code).toBe(2)
  expect(words).toMatch(/^compare: "--until-width" expected at least 5 .*, got 4$/)
})
