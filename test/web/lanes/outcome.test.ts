import { expect, test } from 'vitest'
import { lowestLoss, outcome } from '../../../web/src/lanes/outcome.ts'

const at = (step: number) => ({ step, loss: 1, accuracy: 1 })
const names = ['constant', 'linear', '1cycle']

test('the sentence names who was first, counts who followed, and names who never arrived', () => {
  const text = outcome(names, [null, at(64), at(96)], 32)
  expect(text).toContain('linear was first across the finish line, after 2 epochs; 1 other followed; constant never')
})

test('who shares the first place is named together, and none may arrive', () => {
  expect(outcome(names, [null, at(32), at(32)], 32)).toContain('linear and 1cycle were first across')
  expect(outcome(names, [at(32), at(32), at(32)], 32)).not.toContain('never')
  expect(outcome(names, [null, null, null], 32)).toBe('No lane reached the finish line.')
})

test('without a finish line the lowest loss at the end is named, and a lane that diverged has none', () => {
  const look = (loss: number) => ({ step: 64, loss, accuracy: null })
  expect(lowestLoss(names, [look(0.5), null, look(0.12345)])).toContain('lowest with 1cycle: 0.123.')
  expect(lowestLoss(names, [null, null, null])).toBe('Every lane diverged.')
})
