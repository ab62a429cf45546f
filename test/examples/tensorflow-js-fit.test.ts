import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { oneCycle } from '../../src/schedules/index.js'

test('a 1cycle schedule sets the rate of every batch of model.fit in TensorFlow.js, which finds y = 3 x - 1', () => {
  const output = execFileSync(process.execPath, ['examples/tensorflow-js-fit.mjs'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const { slope, offset, highestRate, steps } = JSON.parse(output.trim().split('\n').at(-1) as string)
  const { learningRate } = oneCycle({ totalSteps: 200, peak: 0.5 })
  expect(steps).toBe(200)
  expect(highestRate).toBe(Math.max(...Array.from({ length: 200 }, (_, step) => learningRate(step))))
  expect(slope).toBeCloseTo(3, 3)
  expect(offset).toBeCloseTo(-1, 3)
})
