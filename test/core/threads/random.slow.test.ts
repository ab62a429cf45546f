import { expect, test } from 'vitest'
import { randomRun } from './random.js'

/** Runs, and the first seed: `RUNS=1000 npx vitest run --config vitest.slow.config.ts test/core/threads` makes a long one. */
const RUNS = Number(process.env.RUNS ?? 120)

test(`${RUNS} runs of random layers, sizes and optimizers give the bits of one thread with 2, 3, 4 and 7`, async () => {
  for (let seed = 1; seed <= RUNS; seed++) {
    const one = await randomRun(seed, 1)
    const count = [2, 3, 4, 7][seed % 4] as number
    const several = await randomRun(seed, count)
    expect(several.used).toEqual({ count, asked: count, why: null })
    expect([seed, several.result]).toEqual([seed, one.result])
  }
})
