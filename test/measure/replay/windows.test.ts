import fc from 'fast-check'
import { expect, test } from 'vitest'
import { windowsOf } from '../../../src/measure/replay/windows.js'
import { median } from '../../../src/measure/statistics/median.js'

test('every window has the smallest, the middle and the largest of its values, those at the end of what is left', () => {
  const value = fc.oneof(fc.integer({ min: 0, max: 5 }), fc.double({ min: 0, max: 1, noNaN: true }))
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 60 }), fc.integer({ min: 1, max: 70 }), (values, width) => {
      const { low, middle, high } = windowsOf(values, width)
      for (let i = 0; i < values.length; i++) {
        const inside = values.slice(i, i + width)
        expect([low[i], middle[i], high[i]]).toEqual([Math.min(...inside), median(inside), Math.max(...inside)])
      }
    }),
  )
})
