import { expect, test } from 'vitest'
import { rangeTestSection } from '../../../src/report/range-test/section.js'
import { naming } from '../../measure/naming.js'

const curve = {
  learningRate: [0.001, 0.01, 0.1, 1],
  loss: [2.3, 2, 1, 4],
  smoothed: [2.3, 2.1, 1.5, 3],
  seeds: 3,
}

test('a range test is drawn with its suggested peak, and what it cost is said', () => {
  const suggested = { peak: 0.123456, low: 0.004, high: 0.2 }
  const html = rangeTestSection({ ...curve, reliable: true, reasons: [], suggested }, 1400)
  expect(html).toEqual(naming('0.123', '0.004', '0.2', '1,400 updates', '3 seeds'))
  // the mark of the peak by its name, in two widths
  expect(html.match(/>peak 0.123</g)).toHaveLength(2)
})

test('one without a reliable answer says why, and marks no peak', () => {
  const html = rangeTestSection({ ...curve, reliable: false, reasons: ['too flat', 'too short'], suggested: null }, 300)
  expect(html).toContain('It gave no reliable answer: too flat; too short.')
  expect(html).not.toContain('dashed')
  expect(html).not.toContain('>peak')
})
