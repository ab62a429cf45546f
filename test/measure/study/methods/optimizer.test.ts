import { expect, test } from 'vitest'
import { methodOptimizer } from '../../../../src/measure/study/methods/optimizer.js'
import { adam } from '../../../../src/optimizers/index.js'
import { oneCycle } from '../../../../src/schedules/index.js'

const run = { totalSteps: 50, epochs: 5, rate: 0.4, weightDecay: 0.001, momentum: 0.9 }
const steps = Array.from({ length: 50 }, (_, step) => step)

test('a built-in method is SGD by its schedules: 1cycle rate for rate over 50 updates, with the weight decay of the run', () => {
  const { name, learningRate, momentum, description } = methodOptimizer('one-cycle', run)
  const cycle = oneCycle({ totalSteps: 50, peak: 0.4 })
  expect(name).toBe('sgd')
  expect(steps.map(learningRate)).toEqual(steps.map(cycle.learningRate))
  expect(steps.map(momentum)).toEqual(steps.map(cycle.momentum))
  expect(description).toMatchObject({ weightDecay: { value: 0.001 } })
})

test('1cycle described with its options and in shares of the run equals the built-in one, update for update', () => {
  const cycle = { schedule: 'oneCycle', totalSteps: 'run', peak: 'rate', dialect: 'paper' }
  const described = methodOptimizer(
    { name: 'mine', schedule: { ...cycle, output: 'learningRate' }, momentum: { ...cycle, output: 'momentum' } },
    run,
  )
  const builtIn = methodOptimizer('one-cycle', { ...run, dialect: 'paper' })
  expect(steps.map(described.learningRate)).toEqual(steps.map(builtIn.learningRate))
  expect(steps.map(described.momentum)).toEqual(steps.map(builtIn.momentum))
})

test('a function is asked for the optimizer of the run', () => {
  const method = { name: 'mine', optimizer: ({ rate }: { rate: number }) => adam({ learningRate: rate / 2 }) }
  const optimizer = methodOptimizer(method, run)
  expect([optimizer.name, optimizer.learningRate(0)]).toEqual(['adam', 0.2])
})

test('a misspelt part of a description is named, and the one that was meant', () => {
  const method = { name: 'mine', shedule: 'cosine' }
  expect(() => methodOptimizer(method, run)).toThrow(
    /^methodOptimizer: "method mine".*"shedule".*did you mean schedule\?$/,
  )
})

test('what is no method and a misspelt option of the run are refused by name', () => {
  expect(() => methodOptimizer('one-cicle', run)).toThrow(/one-cycle/)
  expect(() => methodOptimizer({ name: 'one-cycle' }, run)).toThrow(/"method.name"/)
  expect(() => methodOptimizer('constant', { ...run, rates: 1 } as typeof run)).toThrow(/methodOptimizer.*rates/)
})
