import { execFileSync } from 'node:child_process'
import { copyFileSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { withoutTimes } from '../../src/measure/times.js'
import { folderWith, runIn } from './run.js'

const folder = folderWith({})
for (const file of ['network.json', 'methods.json', 'slow-start.mjs']) {
  copyFileSync(`examples/studies/${file}`, join(folder, file))
}
afterAll(() => rmSync(folder, { recursive: true }))

const text = readFileSync('docs/studies.md', 'utf8')
const [, line = ''] = /```sh\nonecycle (.*)\n```/.exec(text) ?? []
const names = ['one-cycle', 'linear, 45 % ramp', 'Nesterov', 'Adam', 'slow start']

test("from code: a user's own network, optimizer and schedule are compared, and the loss falls with the budget", () => {
  const lines = runIn(folder, 'examples/studies/compare.mjs')
  expect(lines).toHaveLength(9)
  const losses = lines.filter((row) => row.startsWith('slow start')).map((row) => Number(/loss (\S+)/.exec(row)?.[1]))
  expect(losses[2]).toBeLessThan(losses[0] as number)
  expect(readFileSync(join(folder, 'report.html'), 'utf8')).toContain('How much sooner does slow start arrive?')
})

test('from the command line: the same study in one worker and in two, with the names that the file gives', () => {
  const run = (...more: string[]) => {
    const args = [resolve('dist/bin.js'), ...line.split(' '), '--seeds', '3', '--json', ...more]
    return JSON.parse(
      execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
    )
  }
  const study = run('--workers', '2', '--journal', 'j.jsonl', '--out', 'cli.html')
  expect(study.plan.schedules).toEqual(names)
  expect(study.plan).toMatchObject({ metric: 'loss', weightDecays: [0, 0.0005] })
  expect(withoutTimes(run('--workers', '1', '--no-journal'))).toEqual(withoutTimes(study))
  const page = readFileSync(join(folder, 'cli.html'), 'utf8')
  for (const name of names) expect(page).toContain(name)
  expect(page).not.toMatch(/NaN|undefined/)
})
