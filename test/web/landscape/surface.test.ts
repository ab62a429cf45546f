import { describe, expect, test } from 'vitest'
import { height, type Point, saddle, slope, valleys } from '../../../web/src/landscape/surface.ts'

describe('surface', () => {
  test('the slope is that of finite differences, within 1e-6 of its size, all over the window', () => {
    const h = 1e-5
    for (let x = -3.4; x <= 3.4; x += 0.17) {
      for (let y = -1.7; y <= 1.7; y += 0.17) {
        const { x: dx, y: dy } = slope({ x, y })
        const size = 1 + Math.hypot(dx, dy)
        const alongX = (height({ x: x + h, y }) - height({ x: x - h, y })) / (2 * h)
        const alongY = (height({ x, y: y + h }) - height({ x, y: y - h })) / (2 * h)
        expect(Math.abs(alongX - dx)).toBeLessThan(1e-6 * size)
        expect(Math.abs(alongY - dy)).toBeLessThan(1e-6 * size)
      }
    }
  })

  test('valleys and saddle are flat to 1e-12, and the lower valley is the deepest place of all', () => {
    for (const place of [...valleys, saddle]) {
      const { x, y } = slope(place)
      expect(Math.hypot(x, y)).toBeLessThan(1e-12)
    }
    const [upper, lower] = valleys as [Point, Point]
    expect(height(lower)).toBe(0)
    expect(height(upper)).toBeGreaterThan(0.1)
    expect(height(saddle)).toBeGreaterThan(height(upper) + 0.5)
    for (let x = -3.4; x <= 3.4; x += 0.05) {
      for (let y = -1.7; y <= 1.7; y += 0.05) expect(height({ x, y })).toBeGreaterThanOrEqual(0)
    }
  })

  test('from the saddle the ground rises along the ravine and falls to both sides', () => {
    const { x, y } = saddle
    expect(height({ x: x - 0.3, y })).toBeGreaterThan(height(saddle))
    expect(height({ x, y: y + 0.3 })).toBeLessThan(height(saddle))
    expect(height({ x, y: y - 0.3 })).toBeLessThan(height(saddle))
  })
})
