import { expect, test } from 'vitest'
import { type EndedLane, lowestLoss, outcome } from '../../../web/src/lanes/outcome.ts'

const names = ['constant', 'linear', '1cycle']

/** Lanes of four epochs of 32 updates, by their shares of right answers. */
const race = (...shares: number[][]): EndedLane[] =>
  shares.map((accuracies, i) => {
    const looks = accuracies.map((accuracy, epoch) => ({ step: 32 * (epoch + 1), loss: 1, accuracy }))
    return { name: names[i] as string, looks, last: looks[3] ?? null }
  })
const low = [0.5, 0.5, 0.6, 0.6]

test('who touched the line first and fell back is told so, and who ended highest is named', () => {
  const text = outcome(race(low, [0.5, 0.95, 0.64, 0.88], [0.5, 0.6, 0.97, 0.966]), 0.95, 32)
  expect(text).toContain('linear was first to touch the finish line, after 2 epochs, but did not stay above it')
  expect(text).toContain('; constant never got there. 1cycle ended highest, with 96.6 %.')
})

test('who stayed above the line is told so, after 1 epoch as after more; a lane that diverged did not stay', () => {
  const text = outcome(race(low, low, [0.96, 0.96, 0.97, 0.99]), 0.95, 32)
  expect(text).toContain('1cycle was first to touch the finish line, after 1 epoch, and stayed above it')
  const gone = race(low, low, [0.96])
  expect(outcome(gone, 0.95, 32)).toContain('but did not stay above it')
  expect(outcome(gone, 0.95, 32)).toContain('constant and linear ended highest, with 60.0 %')
})

test('who shares the first place is named together, and told that not all stayed above; then none never got there', () => {
  const text = outcome(race([0.96, 0.9, 0.9, 0.9], [0.96, 0.96, 0.96, 0.96]), 0.95, 32)
  expect(text).toContain('constant and linear were first to touch')
  expect(text).toContain('but did not all stay above it')
  expect(text).not.toContain('never')
})

test('where none arrives, who ended highest is named all the same; where all diverged there is none', () => {
  expect(outcome(race(low, [0.5, 0.6, 0.7, 0.8421875]), 0.95, 32)).toContain(
    'No lane reached the finish line; linear ended highest, with 84.2 %.',
  )
  expect(outcome(race([], [0.99]), 0.95, 32)).toBe('Every lane diverged.')
})

test('without a finish line the lowest loss at the end is named, and a lane that diverged has none', () => {
  const ended = (losses: (number | null)[]): EndedLane[] =>
    losses.map((loss, i) => {
      const last = loss === null ? null : { step: 64, loss, accuracy: null }
      return { name: names[i] as string, looks: [], last }
    })
  expect(lowestLoss(ended([0.5, null, 0.12345]))).toContain('lowest with 1cycle: 0.123.')
  expect(lowestLoss(ended([null, null, null]))).toBe('Every lane diverged.')
})
