import { expect, test } from 'vitest'
import { dropBefore, dropWindow, firstHit, sustainedHit } from '../../src/measure/hits.js'

const curve = [0.5, 0.8, 0.7, 0.9, 0.85].map((accuracy, i) => ({ step: 10 * (i + 1), accuracy }))

test('the first hit is the first look at the target or above, the sustained one that after which none falls below', () => {
  expect([0.5, 0.75, 0.8, 0.9].map((target) => firstHit(curve, target))).toEqual([10, 20, 20, 40])
  expect([0.5, 0.75, 0.8, 0.85].map((target) => sustainedHit(curve, target))).toEqual([10, 40, 40, 40])
})

test('a target that is never seen, or not at the end, is not hit', () => {
  expect(firstHit(curve, 0.91)).toBe(Infinity)
  expect(sustainedHit(curve, 0.9)).toBe(Infinity)
  expect(firstHit([], 0.1)).toBe(Infinity)
})

test('a hit follows the last drop that is at most so far before it', () => {
  expect(dropBefore(50, [20, 45], 10)).toBe(45)
  expect(dropBefore(45, [20, 45], 10)).toBe(45)
  expect(dropBefore(56, [20, 45], 10)).toBeUndefined()
  expect(dropBefore(Infinity, [20], 10)).toBeUndefined()
  expect(dropWindow(10000, 50)).toBe(200)
  expect(dropWindow(1000, 50)).toBe(100)
})
