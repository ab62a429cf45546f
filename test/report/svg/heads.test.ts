import fc from 'fast-check'
import { expect, test } from 'vitest'
import { HEAD_GAP, type Head, type Placed, placeHeads } from '../../../src/report/svg/heads.js'

const span = ({ x, width }: Head, { anchor }: Placed): [number, number] =>
  anchor === 'start' ? [x + HEAD_GAP, x + HEAD_GAP + width] : [x - HEAD_GAP - width, x - HEAD_GAP]

test('names that have room stand in one row', () => {
  const heads = [50, 150, 250].map((x) => ({ x, width: 60 }))
  expect(placeHeads(heads, 350).map(({ row }) => row)).toEqual([0, 0, 0])
})

test('a name at the right end of the drawing ends at its line', () => {
  expect(placeHeads([{ x: 340, width: 60 }], 350)).toEqual([{ row: 0, anchor: 'end' }])
})

test('of lines close together no name lies on another, on a line that reaches its row, or outside', () => {
  const lines = fc.array(fc.integer({ min: 70, max: 280 }), { minLength: 1, maxLength: 4 })
  fc.assert(
    fc.property(lines, (xs) => {
      const heads = [...xs].sort((a, b) => a - b).map((x) => ({ x, width: 65 }))
      const placed = placeHeads(heads, 350)
      heads.forEach((head, i) => {
        const own = placed[i] as Placed
        const [low, high] = span(head, own)
        expect(low).toBeGreaterThanOrEqual(0)
        expect(high).toBeLessThanOrEqual(350)
        heads.forEach((other, j) => {
          if (i === j) return
          const its = placed[j] as Placed
          const [from, to] = span(other, its)
          if (its.row === own.row) expect(from >= high || to <= low).toBe(true)
          if (its.row >= own.row) expect(other.x > low && other.x < high).toBe(false)
        })
      })
    }),
  )
})
