import { expect, test } from 'vitest'
import { stream } from '../../../src/math/random.js'
import { dropWindowOf, findDrops } from '../../../src/measure/replay/drops.js'

const curve = (looks: number, accuracyAt: (look: number) => number) =>
  Array.from({ length: looks }, (_, look) => ({ step: 10 * look, accuracy: accuracyAt(look) }))
const noise = (seed: number, size: number) => {
  const random = stream(seed, 'noise')
  return () => size * (2 * random.uniform() - 1)
}

test('a jump after a plateau is found at most three looks early, under noise of a fifth of its height', () => {
  for (let seed = 0; seed < 20; seed++) {
    const shake = noise(seed, 0.01)
    const drops = findDrops(curve(100, (look) => (look < 60 ? 0.8 : 0.85) + shake()))
    expect(drops).toHaveLength(1)
    expect(drops[0]).toBeGreaterThanOrEqual(560)
    expect(drops[0]).toBeLessThanOrEqual(590)
  }
})

test('none is found in noise, nor in a curve that climbs steadily to the end; in one that saturates in 1 of 50 at most', () => {
  let alarms = 0
  for (let seed = 0; seed < 50; seed++) {
    const shake = noise(seed, 0.01)
    expect(findDrops(curve(200, () => 0.8 + shake()))).toEqual([])
    if (findDrops(curve(200, (look) => 0.9 - 0.8 * Math.exp(-look / 20) + shake())).length > 0) alarms++
    expect(findDrops(curve(100, (look) => 0.8 + 0.15 * Math.max(0, (look - 70) / 30) + shake()))).toEqual([])
  }
  expect(alarms).toBeLessThanOrEqual(1)
})

test('35 looks are enough for a clean jump, 34 are too few', () => {
  expect(findDrops(curve(34, (look) => (look < 20 ? 0.1 : 0.9)))).toEqual([])
  expect(findDrops(curve(35, (look) => (look < 20 ? 0.1 : 0.9)))).toEqual([190])
  expect(findDrops([])).toEqual([])
})

test('a hit follows a drop within 2 % of the curve, and within two looks where they are further apart', () => {
  expect(dropWindowOf({ end: 1000, looks: 1000 })).toBe(20)
  expect(dropWindowOf({ end: 1000, looks: 10 })).toBe(200)
})
