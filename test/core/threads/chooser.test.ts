import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Chooser } from '../../../src/core/threads/chooser.js'
import { Team } from '../../../src/core/threads/team.js'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})

/** A team whose helpers are there, without threads. */
function teamOf(most: number): Team {
  const team = new Team(most)
  vi.spyOn(team, 'helpers', 'get').mockReturnValue(most - 1)
  return team
}

/** Steps that take `milliseconds(count)`. @returns how many were made with each number of threads */
function steps(team: Team, chooser: Chooser, count: number, milliseconds: (threads: number) => number) {
  const made = new Map<number, number>()
  for (let step = 0; step < count; step++) {
    chooser.begin()
    made.set(team.count, (made.get(team.count) ?? 0) + 1)
    vi.advanceTimersByTime(milliseconds(team.count))
    chooser.end()
  }
  return made
}

test.each([
  [(threads: number) => 100 / threads, 6],
  [(threads: number) => 100 + threads, 1],
  [(threads: number) => Math.abs(threads - 4) + 10, 4],
])('of 6 cores it tries 1, 2, 4 and 6, and chooses what takes the least time', (milliseconds, best) => {
  const team = teamOf(6)
  const chooser = new Chooser(team)
  const tried = steps(team, chooser, 32, milliseconds)
  expect([...tried.keys()]).toEqual([1, 2, 4, 6])
  expect(chooser.chosen).toBe(best)
  expect(chooser.speedUp).toBeCloseTo(milliseconds(1) / milliseconds(best))
  // it looks again, ever more seldom
  expect(steps(team, chooser, 600, milliseconds).get(best)).toBeGreaterThan(450)
  expect(steps(team, chooser, 6000, milliseconds).get(best)).toBeGreaterThan(5750)
})

test('until a helper has been given a core for 2 ms, steps do not count', () => {
  const team = teamOf(2)
  const chooser = new Chooser(team)
  let before = 0
  let turns = 0
  // its first four steps with two threads are slow, each time
  steps(team, chooser, 40, (threads) => {
    turns = threads === before ? turns + 1 : 0
    before = threads
    return threads === 1 ? 0.7 : turns < 4 ? 0.9 : 0.4
  })
  expect(chooser.chosen).toBe(2)
  expect(chooser.speedUp).toBeCloseTo(0.7 / 0.4)
})

test('the speed-up is that of the number in use, so a look counts as what it is', () => {
  const team = teamOf(2)
  const chooser = new Chooser(team)
  steps(team, chooser, 1000, (threads) => 100 / threads)
  let [took, asOne] = [0, 0]
  for (let step = 0; step < 2000; step++) {
    chooser.begin()
    const { count } = team
    expect(chooser.speedUp).toBeCloseTo(count)
    vi.advanceTimersByTime(100 / count)
    took += 100 / count
    asOne += (100 / count) * chooser.speedUp
    chooser.end()
  }
  expect(asOne).toBeCloseTo(2000 * 100)
  expect(took).toBeLessThan(1.02 * 2000 * 50)
})

test('a look costs a hundredth at most, of 16 threads too', () => {
  const team = teamOf(16)
  const chooser = new Chooser(team)
  steps(team, chooser, 50_000, (threads) => 100 / threads)
  let took = 0
  steps(team, chooser, 100_000, (threads) => {
    took += 100 / threads
    return 100 / threads
  })
  expect(took).toBeLessThan((1.02 * 100_000 * 100) / 16)
})

test('what the clock of a page cannot tell apart has one thread', () => {
  const team = teamOf(2)
  const chooser = new Chooser(team)
  steps(team, chooser, 60, (threads) => (threads === 1 ? 0.01 : 0.005))
  expect([chooser.chosen, chooser.speedUp]).toEqual([1, 1])
  const coarse = new Chooser(team)
  steps(team, coarse, 1000, (threads) => (threads === 1 ? 16 : 0))
  expect(coarse.speedUp).toBeLessThan(Infinity)
})

test('a step that others disturb decides nothing, and where steps become slow it chooses again within 100 steps', () => {
  const team = teamOf(2)
  const chooser = new Chooser(team)
  let step = 0
  steps(team, chooser, 16, (threads) => (++step === 6 ? 500 : 100 / threads))
  expect(chooser.chosen).toBe(2)
  steps(team, chooser, 1000, (threads) => 100 / threads)
  expect(chooser.chosen).toBe(2)
  // another program took a core
  steps(team, chooser, 100, (threads) => (threads === 2 ? 180 : 100))
  expect(chooser.chosen).toBe(1)
})

test('it chooses among those that may be used, and anew where these become more or fewer', () => {
  const team = teamOf(8)
  let limit = 1
  const chooser = new Chooser(team, () => limit)
  expect([...steps(team, chooser, 100, (threads) => 100 / threads).keys()]).toEqual([1])
  limit = 3
  expect([...steps(team, chooser, 24, (threads) => 100 / threads).keys()]).toEqual([1, 2, 3])
  expect(chooser.chosen).toBe(3)
  expect(chooser.speedUp).toBeCloseTo(3)
  limit = 9
  steps(team, chooser, 32, (threads) => 100 / threads)
  expect(chooser.chosen).toBe(8)
  limit = 1
  expect([...steps(team, chooser, 10, (threads) => 100 / threads).keys()]).toEqual([1])
  expect([chooser.chosen, chooser.speedUp]).toEqual([1, 1])
})

test('before its first step a network has as many threads as there are', () => {
  const team = teamOf(6)
  const chooser = new Chooser(team)
  expect([team.count, chooser.chosen]).toEqual([6, 6])
  chooser.begin()
  expect(team.count).toBe(1)
})

test('a helper that is gone is not counted', () => {
  const team = teamOf(4)
  const chooser = new Chooser(team)
  steps(team, chooser, 24, (threads) => 100 / threads)
  expect(chooser.chosen).toBe(4)
  vi.spyOn(team, 'helpers', 'get').mockReturnValue(1)
  expect(chooser.chosen).toBe(2)
})
