import { expect, test } from 'vitest'
import { drawing, label, pixels, standalone, strokeAttributes } from '../../../src/report/svg/marks.js'

test('a drawing says what it shows, and as a file it has a name space, a size and white under it', () => {
  const svg = drawing('a > "b"', 300, 200.04, [label(1.26, 2, '<c>', 'end')])
  expect(svg).toMatch(/^<svg viewBox="0 0 300 200" role="img" aria-label="a &gt; &quot;b&quot;"/)
  expect(svg).toContain('<text x="1.3" y="2" text-anchor="end">&lt;c&gt;</text></svg>')
  const file = standalone(svg, 300, 200)
  expect(file).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" width="300" height="200" viewBox=/)
  expect(file).toContain('fill="#212529"><rect width="100%" height="100%" fill="#fff"/><text')
  expect(file.match(/<svg|<rect/g)).toHaveLength(2)
  expect(file).not.toContain('var(')
})

test('a stroke is two pixels wide and full unless it says otherwise; places are in tenths of a pixel', () => {
  expect(strokeAttributes({ color: 'red' })).toBe('fill="none" stroke="red" stroke-width="2"')
  expect(strokeAttributes({ color: 'red', dash: '4 4', width: 1 })).toContain('stroke-width="1" stroke-dasharray="4 4"')
  expect([0.04, 0.05, 12.349].map(pixels)).toEqual([0, 0.1, 12.3])
})
