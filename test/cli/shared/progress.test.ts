import { expect, test } from 'vitest'
import { clock, createProgress, createStatusLine, lineOf } from '../../../src/cli/shared/progress.js'

function terminal(isTTY: boolean, columns?: number) {
  const written: string[] = []
  return { isTTY, ...(columns === undefined ? {} : { columns }), written, write: (text: string) => written.push(text) }
}

test('the status line is redrawn at most ten times a second and asks for its text only then', () => {
  const screen = terminal(true)
  let time = 0
  let asked = 0
  const line = createStatusLine(screen, { NO_COLOR: '1' }, () => time)
  for (time = 0; time < 1000; time++) line.update(() => ['asked', `${++asked}`])
  expect(asked).toBe(10)
  expect(screen.written).toHaveLength(10)
  expect(screen.written[9]).toBe('\rasked  10\u001b[K')
  line.clear()
  line.clear()
  expect(screen.written.slice(10)).toEqual(['\r\u001b[K'])
})

test('no terminal, or a dumb one: nothing is written', () => {
  for (const [screen, environment] of [
    [terminal(false), {}],
    [terminal(true), { TERM: 'dumb' }],
  ] as const) {
    const line = createStatusLine(screen, environment)
    line.update(() => ['text'])
    line.clear()
    expect(screen.written).toEqual([])
  }
})

test('parts that do not fit before the last column are left out whole; the text is dim unless NO_COLOR is set', () => {
  const cut = terminal(true, 6)
  createStatusLine(cut, {}).update(() => ['1234', '789'])
  expect(cut.written).toEqual(['\r\u001b[2m1234\u001b[22m\u001b[K'])
  const unknown = terminal(true, 0)
  createStatusLine(unknown, { NO_COLOR: 'yes' }).update(() => ['x'.repeat(200)])
  expect(unknown.written).toEqual([`\r${'x'.repeat(79)}\u001b[K`])
})

test('progress shows step, epoch, time left, smoothed loss, rate, momentum and speed', () => {
  const texts: string[] = []
  let time = 0
  const line = { update: (parts: () => readonly string[]) => texts.push(lineOf(parts())), clear: () => {} }
  const step = createProgress('train', 2, line, () => time)
  const record = { totalSteps: 100, epoch: 0, learningRate: 0.0871234, momentum: 0.86249 }
  time = 500
  step({ ...record, step: 1, loss: 2 })
  time = 1000
  step({ ...record, step: 2, loss: 1 })
  // weights 0.98 and 1 of the last two losses: (0.98 x 2 + 1) / 1.98
  expect(texts).toEqual([
    'train  1/100  epoch 1/2  0:50 left  loss 2.0000  rate 0.0871  momentum 0.862  2 steps/s',
    'train  2/100  epoch 1/2  0:49 left  loss 1.4949  rate 0.0871  momentum 0.862  2 steps/s',
  ])
})

test('clock shows minutes and seconds, hours where there are any', () => {
  expect([0, 59.6, 61, 3599, 3600, 36061, -1].map(clock)).toEqual([
    '0:00',
    '1:00',
    '1:01',
    '59:59',
    '1:00:00',
    '10:01:01',
    '0:00',
  ])
})
