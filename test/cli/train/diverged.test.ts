import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { lower } from '../../../src/cli/train/diverged.js'
import { loadNetwork } from '../../../src/entry/index.js'
import { inside, onecycle, refused, SPIRALS, temporaryFolder } from '../onecycle.js'

/** A mean squared error grows to infinity: here after 13 good or bad epochs of 20 updates. */
const RUN = [...SPIRALS, '--loss', 'mse', '--epochs', '40']
const HIGH = [...RUN, '--peak', '5']

test.each([
  ['a file', ['--checkpoint', 'run.ckpt', '--every', '1'], 'run.ckpt'],
  ['a folder', ['--checkpoint', 'runs', '--keep-last', '2', '--every', '1'], join('runs', '.*')],
])(
  'the last good checkpoint, in %s, is named with the command that goes on from it, which does',
  async (_, kept, name) => {
    const cwd = temporaryFolder()
    const { code, stderr } = await onecycle([...HIGH, ...kept], { cwd })
    expect(code).toBe(1)
    const said = new RegExp(
      `^(${name}) holds the run after (\\d+) updates, the last good ones; .* lower rate with\n  onecycle (.*)\n`,
    )
    const [, file, step, command] = said.exec(stderr) as RegExpExecArray
    expect(stderr).toMatch(
      /\nerror: train: "run" expected a finite loss, got divergence: the loss was \w+ after \d+ updates; .*\n$/,
    )
    expect(command).toBe([...RUN, ...kept, '--peak', '1.7', '--change-rate', '--resume', file].join(' '))
    // hundreds of updates, the last of them on the way to infinity, which is no good place to go on from
    const diverged = Number(/after (\d+) updates; pass/.exec(stderr)?.[1])
    expect(Number(step)).toBeGreaterThan(20)
    expect(Number(step)).toBeLessThan(diverged - 20)
    const resumed = await onecycle([...(command as string).split(' '), '--json'], { cwd })
    expect([resumed.code, JSON.parse(resumed.stdout)]).toEqual([
      0,
      expect.objectContaining({ stopped: 'completed', steps: 800 }),
    ])
  },
)

test('with --save the last good weights stand beside it, whatever stood there before stays', async () => {
  const folder = temporaryFolder()
  const path = join(folder, 'a.net')
  writeFileSync(path, 'of before')
  const { code, stderr } = await inside([...HIGH, '--save', path])
  expect(code).toBe(1)
  const [, step] = /a\.net is not written; .*a\.net\.last-good holds the weights after (\d+) updates/.exec(
    stderr,
  ) as RegExpExecArray
  expect(readFileSync(path, 'utf8')).toBe('of before')
  const network = await loadNetwork(readFileSync(`${path}.last-good`))
  // the run is a function of its options: as many epochs of it, kept by a checkpoint, have these weights
  const checkpoint = join(folder, 'runs')
  await inside([...HIGH, '--checkpoint', checkpoint, '--keep-last', '1000', '--every', '1'])
  const beginning = await inside([
    ...HIGH,
    '--resume',
    join(checkpoint, `step-${step?.padStart(8, '0')}.ckpt`),
    '--save',
    path,
  ])
  expect(beginning.stderr).toContain(`holds the weights after ${step} updates`)
  expect((await loadNetwork(readFileSync(`${path}.last-good`))).sha256()).toBe(network.sha256())
})

test('without a place that was asked for nothing is written, and weights that never were good are no file', async () => {
  const folder = temporaryFolder()
  const { code, stderr } = await inside([...HIGH, '--history', join(folder, 'log.csv')])
  expect([code, stderr]).toEqual([1, expect.stringMatching(/^error: train: "run" expected a finite loss, [^\n]*\n$/)])
  const path = join(folder, 'a.net')
  const soon = await inside([...RUN, '--peak', '1e30', '--save', path, '--checkpoint', join(folder, 'a.ckpt')])
  expect([soon.code, soon.stderr]).toEqual([1, expect.stringMatching(/^error: [^\n]*\n$/)])
  expect(readdirSync(folder)).toEqual(['log.csv'])
})

test('where a method says its rate itself, no command is told that would not lower it', async () => {
  const folder = temporaryFolder()
  const schedules = [
    { schedule: 'constant', value: 0.1 },
    { schedule: 'constant', value: 1e30 },
  ]
  const schedule = { schedule: 'join', schedules, boundaries: [{ steps: 100 }] }
  const method = join(folder, 'method.json')
  writeFileSync(method, JSON.stringify({ name: 'late', schedule }))
  const checkpoint = join(folder, 'a.ckpt')
  const { code, stderr } = await inside([...RUN, '--method', method, '--checkpoint', checkpoint, '--every', '1'])
  expect(code).toBe(1)
  expect(stderr).toContain(`${checkpoint} holds the run after 100 updates, the last good ones\n`)
  expect(stderr).not.toContain('--change-rate')
})

test('--change-rate belongs to --resume, and changes nothing else', async () => {
  const folder = temporaryFolder()
  const alone = await refused([...RUN, '--change-rate'])
  expect([alone.code, alone.words]).toEqual([2, expect.stringContaining('"--change-rate" expected --resume as well')])
  const checkpoint = join(folder, 'a.ckpt')
  mkdirSync(join(folder, 'b'))
  await inside([...RUN, '--epochs', '2', '--peak', '0.1', '--checkpoint', checkpoint])
  expect(existsSync(checkpoint)).toBe(true)
  const again = [...RUN, '--epochs', '2', '--peak', '0.05', '--change-rate', '--resume', checkpoint]
  expect((await inside(again)).code).toBe(0)
  const decayed = await refused([...again, '--weight-decay', '0.1'])
  expect([decayed.code, decayed.words]).toEqual([1, expect.stringContaining('"run.optimizer.weightDecay')])
})

test.each([
  [5, 1.7],
  [0.1, 0.033],
  [1e30, 3.3e29],
])('after %d the next rate to try is %d', (rate, next) => {
  expect(lower(rate)).toBe(next)
})
