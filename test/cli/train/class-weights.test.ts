import { expect, test } from 'vitest'
import { classWeights } from '../../../src/cli/train/class-weights.js'
import { inside, jsonInside, SPIRALS } from '../onecycle.js'

test('weights are balanced, or a number for some classes', () => {
  const read = classWeights('train')
  expect(read('balanced')).toBe('balanced')
  expect(read('yes=2, no=0.5')).toEqual({ yes: 2, no: 0.5 })
  expect(read('<=50K=3')).toEqual({ '<=50K': 3 })
  for (const wrong of ['', 'yes', 'yes=x', 'yes=1,no']) expect(() => read(wrong)).toThrow('--class-weights')
})

test('--class-weights changes what is learned: a class that counts nothing is never predicted', async () => {
  const run = [...SPIRALS, '--epochs', '5', '--class-weights']
  const { evaluation } = await jsonInside([...run, '0=1,1=0'])
  expect(evaluation?.classes?.confusion).toEqual([
    [250, 0],
    [250, 0],
  ])
  const { code, stderr } = await inside([...run, 'two=2'])
  expect([code, stderr]).toEqual([2, expect.stringMatching(/^error: train: "--class-weights" expected .*0, 1.*"two"/)])
})
