import { platform } from 'node:os'
import { expect, test } from 'vitest'
import { threadSeconds } from '../../src/host/thread-seconds.js'

test.runIf(platform() === 'linux')(
  'work adds to the seconds of a thread, by no more than the clock, and waiting does not',
  async () => {
    const told = () => threadSeconds() as number
    const [start, before] = [performance.now(), told()]
    let sum = 0
    while (told() - before < 0.05) for (let i = 0; i < 1e5; i++) sum += Math.sqrt(i)
    expect(sum).toBeGreaterThan(0)
    const worked = told()
    // the system counts by its own clock
    expect(worked - before).toBeLessThan((performance.now() - start) / 1000 + 0.01)
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(told() - worked).toBeLessThan(0.15)
  },
)
