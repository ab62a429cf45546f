import { expect, test } from 'vitest'
import { trainingReport } from '../../../src/report/training/report.js'
import { naming } from '../../measure/naming.js'
import { expectSelfContained, made } from '../pages.js'
import { facts, history, numbers } from './facts.js'

const answerIn = (html: string) => /<p class="answer">(.*?)<\/p>/.exec(html)?.[1]

test('a report of classes is one page that needs nothing else, with accuracy beside that of the largest class', () => {
  const html = trainingReport(facts, made)
  expectSelfContained(html)
  expect(html).toContain('<title>letters &amp; more</title>')
  expect(answerIn(html)).toEqual(naming('83.00 %', '100 test rows', 'a', '50.00 %'))
})

test('a report of numbers tells its errors in their unit, and shows predicted against true', () => {
  const html = trainingReport(numbers, made)
  expectSelfContained(html)
  expect(answerIn(html)).toEqual(naming('price in euros', 2, 'RMSE 2.5', '4 test rows', 'R2 0.750'))
  for (const axis of ['true price in euros', 'predicted price in euros']) expect(html).toContain(`>${axis}</text>`)
})

test('every plot and every picture has a text alternative that says more than its kind', () => {
  const mistakes = {
    image: [2, 2],
    rows: [{ row: 3, actual: 'a', predicted: 'b', probability: 0.9, features: [0, 9, 99, 255] }],
  }
  const html = trainingReport({ ...numbers, ...facts, mistakes }, made)
  const drawings = html.match(/<svg viewBox="0 0 (?:720|350) [^>]*>/g) ?? []
  // loss, accuracy, rate, momentum, scatter and histogram, each in two widths
  expect(drawings.length).toBe(12)
  for (const drawing of drawings) expect(/aria-label="([^"]*)"/.exec(drawing)?.[1]?.length).toBeGreaterThan(30)
  expect(html).toMatch(/<img src="data:image\/png;base64,[\w+/=]+" alt="[^"]*a[^"]*b[^"]*">/)
})

test('a run that diverged says so with its reason first, and evaluates nothing', () => {
  const diverged = { ...history, stopped: 'diverged' as const, reason: 'the loss is not finite after 12 updates' }
  const loss = history.loss.map((value, i) => (i > 30 ? Number.NaN : value))
  const html = trainingReport({ ...facts, history: { ...diverged, loss }, evaluation: null })
  expect(answerIn(html)).toEqual(naming('diverged', 'not finite after 12 updates'))
  expect(html).not.toMatch(/<h2>Evaluation|d="[^"]*NaN/)
})

test('what is not known is not shown: no command, no machine, no JSON, no run of no updates', () => {
  const nothing = { ...history, loss: [], learningRate: [], momentum: [], epochRecords: [] }
  const html = trainingReport({ ...facts, history: nothing })
  expect(html).not.toMatch(/How to reproduce|Machine|<script|<svg/)
})

test('the notes of a preparation and the summary of the network are there, escaped', () => {
  const lines = ['layer      tensors      output', 'relu                    <32>', 'dense 10   weights, b   10']
  const summary = [...lines, '330 parameters'].join('\n')
  const html = trainingReport({ ...facts, notes: ['age: <numbers>'], summary })
  expect(html).toContain('<li>age: &lt;numbers&gt;</li>')
  expect(html).toContain('<th scope="row">relu</th><td></td><td>&lt;32&gt;</td>')
  expect(html).toContain('<th scope="row">dense 10</th><td>weights, b</td><td>10</td>')
  expect(html).toContain('<p>330 parameters</p>')
  expect(trainingReport({ ...facts, summary: 'dense <10>' })).toContain('<pre>dense &lt;10&gt;</pre>')
})
