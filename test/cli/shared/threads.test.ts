import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { json, onecycle, refused, temporaryFolder } from '../onecycle.js'

describe('--threads', () => {
  test('gives the weights, the evaluation and the answers of one thread, and says how many there were', async () => {
    const folder = temporaryFolder()
    const train = ['train', '--data', 'digits', '--hidden', '96', '--epochs', '1', '--batch-size', '256']
    const runs = await Promise.all(
      ['1', '2', 'auto'].map((threads) => {
        const save = ['--save', join(folder, `${threads}.net`)]
        return json<{ threads: number; weightsSha256: string }>([...train, ...save, '--threads', threads])
      }),
    )
    expect(runs.slice(0, 2).map(({ threads }) => threads)).toEqual([1, 2])
    expect(new Set(runs.map(({ weightsSha256 }) => weightsSha256)).size).toBe(1)
    const given = ['--network', join(folder, '2.net'), '--data', 'digits']
    const evaluations = await Promise.all(
      ['1', '2'].map((threads) => json<{ loss: number }>(['evaluate', ...given, '--threads', threads])),
    )
    expect(evaluations[1]).toEqual(evaluations[0])
    const [one, two] = await Promise.all(
      ['1', '2'].map((threads) => onecycle(['predict', ...given, '--threads', threads])),
    )
    expect(two?.stdout).toBe(one?.stdout)
    expect(two?.stdout.split('\n').length).toBeGreaterThan(2000)
  })

  test('the plain-JS engine has one thread, and the run says so', async () => {
    const run = ['train', '--data', 'spirals', '--epochs', '1', '--engine', 'js', '--threads', '2']
    const { code, stderr } = await onecycle(run)
    expect(code).toBe(0)
    expect(stderr).toContain('one thread in place of 2: the plain-JS engine has one thread')
  })

  test.each(['two', '0', '65', '1.5', ''])('%j is wrong use', async (threads) => {
    const { code, words } = await refused(['train', '--threads', threads])
    expect(code).toBe(2)
    expect(words).toMatch(/^train: "--threads" expected a whole number/)
  })
})
