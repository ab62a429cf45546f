import { expect, test } from 'vitest'
import { freeId, laneNames, laneTone } from '../../../web/src/lanes/names.ts'

test('lanes have different names: the rate is told where methods are the same, a number where both are', () => {
  const lane = (method: string, rate: number) => ({ method, rate })
  expect(laneNames([lane('linear', 0.1), lane('one-cycle', 0.1)])).toEqual(['linear', '1cycle'])
  expect(laneNames([lane('linear', 0.1), lane('linear', 0.2), lane('linear', 0.2)])).toEqual([
    'linear at 0.1',
    'linear at 0.2',
    'linear at 0.2 (2)',
  ])
  expect(laneNames([lane('linear', 0.010100000000000001), lane('linear', 0.10000000000000002)])).toEqual([
    'linear at 0.0101',
    'linear at 0.1',
  ])
})

test('six lanes have six tones, each its own whichever others are there, and a lane of another id has one, too', () => {
  const ids: { id: string }[] = []
  for (let i = 0; i < 6; i++) ids.push({ id: freeId(ids) })
  expect(new Set(ids.map(({ id }) => laneTone(id))).size).toBe(6)
  expect(ids.map(({ id }) => laneTone(id)).slice(0, 4)).toEqual(['curve-1', 'curve-2', 'curve-3', 'subject'])
  expect(freeId(ids.filter(({ id }) => id !== 'b'))).toBe('b')
  for (const id of ['', 'lane', '7']) expect(laneTone(id)).toMatch(/^(curve-\d|subject)$/)
})
