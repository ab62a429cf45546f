import { expect, test } from 'vitest'
import { networks } from '../../../src/bench/steps/networks.js'
import { networkTitles } from '../../../src/bench/steps/steps.js'

test('every network has a step of its own; gathers and inference that are the same work are measured once', () => {
  const titles = networks.flatMap(networkTitles)
  expect(new Set(titles).size).toBe(titles.length)
  expect(titles.filter((title) => title.startsWith('step'))).toHaveLength(networks.length)
  expect(titles.filter((title) => title.includes('lenet'))).toEqual([
    'step lenet (64)',
    'inference lenet (1)',
    'inference lenet (256)',
    'step lenet (512)',
    'gather lenet (512)',
  ])
  expect(titles).toContain('gather resnet-8 (128)')
  expect(titles).not.toContain('gather small-cnn (128)')
})
