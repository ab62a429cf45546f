import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { onecycle, temporaryFolder } from '../onecycle.js'

/** Learning rate of every update of a short run on spirals with a constant 0.05. */
async function rates(...options: string[]): Promise<number[]> {
  const file = join(temporaryFolder(), 'history.csv')
  const run = ['train', '--data', 'spirals', '--hidden', '8', '--schedule', 'constant', '--lr', '0.05', '--epochs', '4']
  const { code, stderr } = await onecycle([...run, '--history', file, '--json', ...options])
  expect(stderr).toBe('')
  expect(code).toBe(0)
  const [, ...rows] = readFileSync(file, 'utf8').trim().split('\n')
  return rows.map((row) => Number(row.split(',')[2]))
}

test('--halve-at epoch=2 halves the rate once, after the second epoch', async () => {
  // 1000 rows less the tenth that is held out, in batches of 128: 8 updates an epoch
  expect(await rates('--halve-at', 'epoch=2')).toEqual([...new Array(16).fill(0.05), ...new Array(16).fill(0.025)])
})

test('--halve-at loss=100 is reached at once: every update after the first epoch has half the rate', async () => {
  expect((await rates('--halve-at', 'loss=100', '--validation', '0.5')).slice(3, 6)).toEqual([0.05, 0.025, 0.025])
})

test('a condition that cannot be read, two triggers and a share outside (0, 1) are wrong use', async () => {
  for (const [options, words] of [
    [['--halve-at', 'half'], 'train: "--halve-at" expected accuracy=NUMBER, loss=NUMBER or epoch=NUMBER, got "half"'],
    [['--halve-at', 'epoch=2', '--plateau', '3'], 'train: "--plateau" expected one trigger, got --halve-at as well'],
    [['--validation', '1'], 'train: "--validation" expected a number in (0, 1), got 1'],
  ] as const) {
    const { code, stdout, stderr } = await onecycle(['train', ...options])
    expect(stderr).toContain(words)
    expect(stdout).toBe('')
    expect(code).toBe(2)
  }
})
