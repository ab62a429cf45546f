import { expect, test } from 'vitest'
import { contours, levels } from '../../../web/src/landscape/contours.ts'
import { height } from '../../../web/src/landscape/surface.ts'

test('every end of a piece of a contour is at its height, within a tenth of the way to the next', () => {
  const drawn = contours()
  for (const [i, level] of levels.entries()) {
    const gap = level - (levels[i - 1] ?? 0)
    const ends = (drawn[i] ?? []).flat()
    expect(ends.length).toBeGreaterThan(0)
    for (const end of ends) expect(Math.abs(height(end) - level)).toBeLessThan(0.1 * gap)
  }
})
