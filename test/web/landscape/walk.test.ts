import { describe, expect, test } from 'vitest'
import { valleys } from '../../../web/src/landscape/surface.ts'
import { ratesOf, STEPS, walk } from '../../../web/src/landscape/walk.ts'

const start = { x: -3, y: 0.3 }
const lane = (method: string) => ({ id: 'a', method, rate: 0.1 })
const walked = (method: string, rate: number, noise: number, seed = 1) =>
  walk(ratesOf(lane(method), rate) as NonNullable<ReturnType<typeof ratesOf>>, { start, noise, seed })

describe('walk', () => {
  test('equal seeds give equal walks, other seeds others', () => {
    expect(walked('one-cycle', 0.1, 0.5)).toEqual(walked('one-cycle', 0.1, 0.5))
    expect(walked('one-cycle', 0.1, 0.5, 2)).not.toEqual(walked('one-cycle', 0.1, 0.5))
  })

  test('without noise a constant rate of 0.04 comes to rest in a valley, within 1e-3', () => {
    const { points, end } = walked('constant', 0.04, 0)
    const bottom = valleys[end === 'upper' ? 0 : 1] as (typeof valleys)[number]
    const last = points.at(-1) as (typeof points)[number]
    expect(points).toHaveLength(STEPS + 1)
    expect(Math.hypot(last.x - bottom.x, last.y - bottom.y)).toBeLessThan(1e-3)
  })

  test('a low rate is still in the ravine at the end, a high one is not', () => {
    expect(walked('one-cycle', 0.01, 0).end).toBe('ravine')
    expect(walked('one-cycle', 0.1, 0).end).not.toBe('ravine')
  })

  test('in noise, a rate that falls to 0 settles lower above its valley than one that stays, over 20 seeds', () => {
    const lift = (method: string): number => {
      let sum = 0
      for (let seed = 1; seed <= 20; seed++) sum += walked(method, 0.1, 1, seed).settled
      return sum / 20
    }
    expect(lift('linear')).toBeLessThan(lift('constant'))
    expect(lift('one-cycle')).toBeLessThan(lift('constant'))
  })

  test('a lane of another optimizer than sgd has no walk', () => {
    expect(ratesOf({ id: 'a', method: { name: 'Adam', optimizer: 'adam' }, rate: 0.01 }, 0.01)).toBeNull()
  })
})
