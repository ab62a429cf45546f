import { expect, test } from 'vitest'
import { spentText } from '../../../src/report/study/spent-text.js'

const seconds = { trials: 1420, total: 11_160, training: 10_044, processor: 10_000, median: 0.25, sharedEpochs: 36 }

test('what a study took is told in units that people read, with the share of training and the epochs that were shared', () => {
  const text = spentText(seconds)
  for (const part of ['1,420 trials', '3.1 h', '2.78 h of the processors', '90 %', '250 ms', '36 epochs']) {
    expect(text).toContain(part)
  }
})

test('processors that were not told and epochs that were not shared are not named', () => {
  const text = spentText({ ...seconds, total: 300, training: 280, processor: null, median: 41.27, sharedEpochs: 0 })
  expect(text).toMatch(/5 min of their threads;.*41\.3 s\.$/)
  expect(text).not.toMatch(/processors|epoch/)
})
