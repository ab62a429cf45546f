import { expect, test } from 'vitest'
import { LaneRecord } from '../../../web/src/lanes/record.ts'

const at = (step: number, losses: number[]) => ({ step, losses: Float32Array.from(losses), looks: [], end: null })

test('losses that come in pieces are those that came, beyond the first size of the arrays, too', () => {
  const record = new LaneRecord(10_000)
  const all = Array.from({ length: 10_000 }, (_, i) => Math.fround(1 / (i + 1)))
  for (let i = 0; i < all.length; i += 1234) {
    record.add(at(Math.min(i + 1234, all.length), all.slice(i, i + 1234)))
  }
  expect(Array.from(record.losses)).toEqual(all)
  expect(record.known).toBe(10_000)
})

test('a rewound lane shows nothing beyond its step, and all again when it is back', () => {
  const record = new LaneRecord(4)
  record.add({ ...at(4, [1, 1, 1, 1]), looks: [2, 4].map((step) => ({ step, loss: 1, accuracy: step / 4 })) })
  record.add(at(3, []))
  expect([record.smoothedAt(0), record.smoothedAt(3), record.smoothedAt(4)]).toEqual([null, 1, null])
  expect(record.lastLook?.step).toBe(2)
  record.add(at(4, []))
  expect([record.smoothedAt(4), record.lastLook?.accuracy]).toEqual([1, 1])
})
