import { expect, test } from 'vitest'
import { laneNames } from '../../../web/src/lanes/names.ts'

test('lanes have different names: the rate is told where methods are the same, a number where both are', () => {
  const lane = (method: string, rate: number) => ({ method, rate })
  expect(laneNames([lane('linear', 0.1), lane('one-cycle', 0.1)])).toEqual(['linear', '1cycle'])
  expect(laneNames([lane('linear', 0.1), lane('linear', 0.2), lane('linear', 0.2)])).toEqual([
    'linear at 0.1',
    'linear at 0.2',
    'linear at 0.2 (2)',
  ])
})
