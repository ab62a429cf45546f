import { expect, test } from 'vitest'
import { fitted } from '../../../src/cli/terminal/table.js'

const rows = [
  ['to reach 95 %', 'epochs', 'interval', 'updates', 'speed-up of one-cycle', 'grid'],
  ['one-cycle-fixed-momentum', '2', '1 to 3', '120', '1.25', '1 to 2'],
  ['constant', '5', '4 to 5', '300', '', ''],
]

test('a table that fits stays whole; at 80 and at 44 columns every cell is there, no line is longer, no word is cut', () => {
  expect(fitted(rows, 200)).toHaveLength(3)
  for (const wide of [80, 60, 44]) {
    const lines = fitted(rows, wide)
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(wide)
    const text = lines.join('\n')
    for (const cell of rows.flat().flatMap((cell) => cell.split(' '))) expect(text).toContain(cell)
  }
})

test('what goes on below stands behind the first column again', () => {
  const lines = fitted(rows, 44)
  expect(lines.filter((line) => line.startsWith('one-cycle-fixed-momentum')).length).toBeGreaterThan(1)
  expect(lines).toContain('')
})
