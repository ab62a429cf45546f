import { expect, test } from 'vitest'
import { mistakesHtml } from '../../../src/report/training/mistakes.js'

const rows = Array.from({ length: 40 }, (_, i) => ({
  row: i + 1,
  actual: 'cat',
  predicted: '<dog>',
  probability: 0.5 + i / 100,
  features: ['red', 1 / 3, null, i % 2 === 0] as const,
}))

test('of a table the cells are shown, those that the network was most sure of first, and how many there are', () => {
  const html = mistakesHtml({ columns: ['colour', 'size'], rows, count: 1234 }).join('\n')
  expect(html).toMatch(/1,234 .* 15 /)
  for (const name of ['colour', 'size', 'column 3']) expect(html).toContain(`<th scope="col">${name}</th>`)
  expect(html.indexOf('>40<')).toBeLessThan(html.indexOf('>39<'))
  expect(html).toContain('<td>&lt;dog&gt;</td><td>89 %</td><td>red</td><td>0.333333</td><td></td><td>false</td>')
})

test('rows of more cells than a sheet has room for are told in lines, with every cell', () => {
  const columns = Array.from({ length: 13 }, (_, i) => `c${i + 1}`)
  const row = { row: 1, actual: 'cat', predicted: '<dog>', probability: 0.5, features: [1, 'x'] }
  const html = mistakesHtml({ columns, rows: [row] }).join('\n')
  expect(html).not.toContain('<table>')
  expect(html).toMatch(/cat.*&lt;dog&gt;.*50 %, row 1.*c1 1, c2 x, c3 -.*c13 -/)
})

test('of images they are small pictures with both classes, the probability and the row', () => {
  const pictures = rows.map((row) => ({ ...row, features: new Uint8Array(4) }))
  const html = mistakesHtml({ image: [2, 2], rows: pictures }).join('\n')
  expect(html.match(/<img/g)).toHaveLength(24)
  expect(html).toMatch(/alt="row 40: cat, taken for &lt;dog&gt;">.*89 %, row 40/)
})

test('without mistakes there is nothing, and without a probability none is told', () => {
  expect(mistakesHtml({ rows: [] })).toEqual([])
  expect(
    mistakesHtml({ rows: [{ row: 1, actual: 'a', predicted: 'b', probability: null, features: [1] }] }).join(),
  ).not.toContain('%')
})
