import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Clock, finish, SLICE } from '../../src/training/clock.js'

/** Milliseconds of a time that only the tests move on, and how often it was read. */
let time = 0
let readings = 0
let breaths = 0

beforeEach(() => {
  time = readings = breaths = 0
  vi.spyOn(performance, 'now').mockImplementation(() => {
    readings += 1
    return time
  })
  const postTask = async () => {
    breaths += 1
  }
  vi.stubGlobal('scheduler', { postTask })
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

/** Runs updates of the given lengths and returns those of the slices between two breaths. */
async function slicesOf(updates: readonly number[]): Promise<number[]> {
  const clock = new Clock()
  const slices: number[] = []
  clock.begin()
  let begun = time
  for (const length of updates) {
    time += length
    if (!clock.tick()) continue
    slices.push(time - begun)
    await clock.breathe()
    begun = time
  }
  return slices
}

describe('a slice', () => {
  test.each([0.001, 0.01, 0.1, 1, 5])('of updates of %d ms ends within 12 ms and two updates', async (length) => {
    const slices = await slicesOf(new Array(Math.ceil(100 / length)).fill(length))
    expect(slices.length).toBeGreaterThanOrEqual(5)
    for (const slice of slices) {
      expect(slice).toBeGreaterThanOrEqual(SLICE - 1e-6)
      expect(slice).toBeLessThanOrEqual(SLICE + 2 * length + 1e-6)
    }
  })

  test('of updates longer than 12 ms is one update', async () => {
    expect(await slicesOf([20, 20, 20])).toEqual([20, 20, 20])
  })

  test('ends late by at most 64 updates where these become slower all at once', async () => {
    const slices = await slicesOf([...new Array(1000).fill(0.001), ...new Array(1000).fill(0.5)])
    expect(Math.max(...slices)).toBeLessThanOrEqual(SLICE + 64 * 0.5)
    expect(slices.at(-1)).toBeLessThanOrEqual(SLICE + 1)
  })

  test('reads the time once in 64 updates where these are quick, and at each where they are slow', async () => {
    await slicesOf(new Array(64_000).fill(0.001))
    expect(readings).toBeLessThan(1_200)
    readings = 0
    await slicesOf(new Array(10).fill(6))
    expect(readings).toBeGreaterThanOrEqual(10)
  })

  test('survives a time that stands still or is coarse', async () => {
    await slicesOf(new Array(1000).fill(0))
    let now = 0
    vi.spyOn(performance, 'now').mockImplementation(() => Math.floor(now))
    const clock = new Clock()
    let slices = 0
    for (let update = 0; update < 10_000; update++) {
      now += 0.01
      if (!clock.tick()) continue
      slices += 1
      await clock.breathe()
    }
    expect(slices).toBeGreaterThanOrEqual(7)
    expect(slices).toBeLessThanOrEqual(8)
  })
})

describe('work in pieces', () => {
  function* pieces(count: number, length: number): Generator<void, string> {
    for (let piece = 0; piece < count; piece++) {
      time += length
      yield
    }
    return 'done'
  }

  test('is given back whole, with a breath for each slice that it used up', async () => {
    const clock = new Clock()
    expect(await finish(clock, clock.sliced(pieces(100, 1)))).toBe('done')
    expect(breaths).toBe(Math.floor(100 / SLICE))
  })

  test('shorter than a slice never breathes', async () => {
    const clock = new Clock()
    await finish(clock, clock.sliced(pieces(11, 1)))
    expect(breaths).toBe(0)
  })

  test('rests after each breath, which is not counted as work; an error thrown there ends it', async () => {
    const clock = new Clock()
    clock.begin()
    await finish(clock, clock.sliced(pieces(100, 1)), async () => void (time += 1000))
    expect(clock.seconds).toBeCloseTo(0.1, 9)
    const reason = new Error('enough')
    const stop = () => {
      throw reason
    }
    await expect(finish(clock, clock.sliced(pieces(100, 1)), stop)).rejects.toBe(reason)
  })
})

test('seconds go on from those that are given', () => {
  const clock = new Clock()
  clock.seconds = 100
  expect(clock.seconds).toBe(100)
  clock.begin()
  time += 500
  expect(clock.seconds).toBe(100.5)
})

test('seconds are those between begin or goOn and pause, without the breaths', async () => {
  vi.stubGlobal('scheduler', { postTask: async () => void (time += 1000) })
  const clock = new Clock()
  time += 500
  expect(clock.seconds).toBe(0)
  clock.begin()
  time += 2
  expect(clock.seconds).toBe(0.002)
  await clock.breathe()
  time += 3
  clock.pause()
  time += 500
  expect(clock.seconds).toBe(0.005)
  await clock.breathe()
  time += 500
  clock.goOn()
  time += 1
  clock.pause()
  expect(clock.seconds).toBe(0.006)
})
