import { methodOptimizer, planStudy, spirals } from 'onecycle'
import { expect, test } from 'vitest'
import { studyBudgets, studyMethods } from '../../../web/src/lanes/study-methods.ts'
import { firstLab, type Lane } from '../../../web/src/state/lab.ts'

const run = { totalSteps: 640, epochs: 20, rate: 3, weightDecay: 0, momentum: 0.9 }
const steps = [0, 100, 320, 639]

test('lanes as they are have their own rates whatever rate is tried, and are told as not tuned', () => {
  const { schedules, subject, lanes } = studyMethods(firstLab.lanes, 'as they are')
  expect(lanes).toEqual(['a', 'b', 'c', 'd'])
  expect(subject).toBe('1cycle at 0.1')
  for (const [i, method] of schedules.entries()) {
    const lane = firstLab.lanes[i] as Lane
    const own = methodOptimizer(lane.method, { ...run, rate: lane.rate })
    const { learningRate, momentum } = methodOptimizer(method, run)
    expect(steps.map((step) => [learningRate(step), momentum(step)])).toEqual(
      steps.map((step) => [own.learningRate(step), own.momentum(step)]),
    )
  }
  const plan = planStudy({ ...spirals({ training: 100, test: 20 }), hidden: [4], schedules, subject })
  expect(plan.schedules).toEqual(schedules.map((method) => (typeof method === 'string' ? method : method.name)))
})

test('tuned, lanes that differ in their rate alone are one method, and a dialect is kept', () => {
  const lanes: Lane[] = [
    { id: 'a', method: 'linear', rate: 0.1 },
    { id: 'b', method: 'linear', rate: 0.2 },
    { id: 'c', method: 'one-cycle', rate: 0.2, dialect: 'paper' },
  ]
  const tuned = studyMethods(lanes, 'tuned')
  expect(tuned.lanes).toEqual(['a', 'c'])
  expect(tuned.subject).toBe('1cycle, paper')
  const [, cycle] = tuned.schedules
  const paper = methodOptimizer('one-cycle', { ...run, dialect: 'paper' })
  const { learningRate, momentum } = methodOptimizer(cycle as 'linear', run)
  expect(steps.map((step) => [learningRate(step), momentum(step)])).toEqual(
    steps.map((step) => [paper.learningRate(step), paper.momentum(step)]),
  )
  const fixed = studyMethods(lanes, 'as they are')
  expect(fixed.schedules.map((method) => (method as { name: string }).name)).toEqual([
    'linear at 0.1',
    'linear at 0.2',
    '1cycle, paper at 0.2',
  ])
})

test('the lengths are a quarter, half and the whole of the race, each once and at least an epoch', () => {
  expect(studyBudgets(20)).toEqual([5, 10, 20])
  expect(studyBudgets(3)).toEqual([1, 2, 3])
  expect(studyBudgets(1)).toEqual([1])
})
