import { expect, test } from 'vitest'
import type { ClassMetrics } from '../../../src/network/metrics/classes.js'
import { classTables } from '../../../src/report/training/classes.js'
import { ofClasses } from './facts.js'

const metrics = ofClasses.classes as ClassMetrics
const html = classTables(metrics).join('\n')

test('the matrix has the percent of each row of classes and its rows; what is right is shaded apart from what is wrong', () => {
  expect(html).toContain('<td class="right" style="--share:0.900">90 %<br><small>45</small></td>')
  expect(html).toMatch(/<td class="wrong" style="--share:0\.316">10 %<br><small>5<\/small><\/td>/)
  expect(html).toContain('<th scope="row">&lt;c&gt;</th>')
})

test('what is taken for what is listed, the most frequent first', () => {
  const list = html.slice(html.indexOf('What is taken'))
  const order = ['b taken for a', 'a taken for b', '&lt;c&gt; taken for b'].map((pair) => list.indexOf(pair))
  expect(order.every((at) => at > 0)).toBe(true)
  expect([...order].sort((a, b) => a - b)).toEqual(order)
})

test('a score that is not defined is a dash, and what is nearly all is not called all', () => {
  const rows = [
    [9999, 1],
    [0, 0],
  ]
  const perClass = [
    { className: 'yes', precision: 1, recall: 0.9999, f1: 0.99995, support: 10_000 },
    { className: 'no', precision: 0, recall: null, f1: 0, support: 0 },
  ]
  const text = classTables({ ...metrics, confusion: rows, perClass }).join('\n')
  for (const part of ['&gt; 99.9 %', '&lt; 0.1 %', '<td>-</td>']) expect(text).toContain(part)
})

test('of more than twenty classes there is a list in place of a matrix', () => {
  const names = Array.from({ length: 21 }, (_, i) => `class ${i}`)
  const confusion = names.map((_, i) => names.map((_, j) => (i === j ? 9 : i === 0 && j === 1 ? 1 : 0)))
  const perClass = names.map((className) => ({ className, precision: 1, recall: 1, f1: 1, support: 9 }))
  const text = classTables({ ...metrics, confusion, perClass }).join('\n')
  expect(text).not.toContain('class="right"')
  expect(text).toContain('class 0 taken for class 1')
})
