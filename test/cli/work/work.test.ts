/** `onecycle work` as a process: how it is called, and how it ends. */
import { describe, expect, onTestFinished, test } from 'vitest'
import { openServer } from '../../../src/fleet/server.js'
import { startServer } from '../../fleet/servers.js'
import { startServer as serverThatStops } from '../../fleet/start-server.mjs'
import { inside, onecycle, type Running, refused, start, temporaryFolder } from '../onecycle.js'

const where = ['work', '--queue', 'redis://127.0.0.1:1']

test('--help names the options, and what an interrupt does', async () => {
  const { code, stdout } = await inside(['work', '--help'])
  expect(code).toBe(0)
  for (const option of ['--queue', '--workers', '--name', '--lease', '--engine']) expect(stdout).toContain(option)
  expect(stdout).toMatch(/until it is interrupted; what it then has under way goes to others/)
  expect(stdout).toContain('130 or 143 interrupted')
})

test.each([
  ['no queue', ['work'], '--queue'],
  ['a queue of another kind', ['work', '--queue', 'amqp://host'], 'redis://HOST or postgres://HOST'],
  ['no trial at a time', [...where, '--workers', '0'], '--workers'],
  ['no time to be late', [...where, '--lease', '1'], '--lease'],
  ['an engine that there is not', [...where, '--engine', 'gpu'], '--engine'],
  ['an option that there is not', [...where, '--check', '1'], '--check'],
])('wrong use ends with code 2 and names what is wrong: %s', async (_, args, name) => {
  const { code, stdout, words } = await refused(args)
  expect(code).toBe(2)
  expect(stdout).toBe('')
  expect(words).toContain(name)
})

test('where no server answers it fails, and does not tell the password', async () => {
  const { code, stdout, stderr } = await onecycle(['work', '--queue', 'redis://user:secret@127.0.0.1:1'])
  expect(code).toBe(1)
  expect(stdout).toBe('')
  expect(stderr).toMatch(/work: "--queue" expected the address of a server that answers, got redis:\/\/user:\*\*\*@/)
  expect(stderr).not.toContain('secret')
})

function begin(args: readonly string[]): Running {
  const running = start(args)
  onTestFinished(async () => {
    running.child.kill('SIGKILL')
    await running.result
  })
  return running
}

describe('an interrupt', () => {
  /** Trials of many seconds. */
  const LONG = [
    ...['compare', '--data', 'spirals', '--hidden', '16', '--batch-size', '50', '--schedules', 'constant,one-cycle'],
    ...['--budgets', '20000', '--targets', '0.6', '--seeds', '2', '--trials', '2', '--no-journal'],
  ]

  test('puts trials under way back, for others to begin at once, and leaves nothing of them', async () => {
    const url = await startServer('Redis')
    if (url === undefined) return
    const { store, openQueue } = await openServer('test', url)
    const queue = await openQueue()
    onTestFinished(async () => {
      await queue.close()
      await store.close()
    })
    begin([...LONG, '--queue', url])
    // its silence alone would keep its trials for an hour
    const machine = begin(['work', '--queue', url, '--name', 'alpha', '--workers', '2', '--lease', '3600'])
    await expect.poll(() => queue.getActiveCount(), { timeout: 60_000, interval: 50 }).toBe(2)
    const active = await queue.getActive()
    machine.child.kill('SIGINT')
    const { code, stdout, stderr } = await machine.result
    expect([code, stdout]).toEqual([130, ''])
    expect(stderr).not.toContain('error')
    expect(await queue.getActiveCount()).toBe(0)
    expect((await store.deliveries()).deliveries).toEqual([])
    for (const { data } of active) expect(await store.begin(data.id, 'test/1')).toEqual([])
    begin(['work', '--queue', url, '--name', 'beta', '--workers', '4'])
    await expect.poll(() => queue.getActiveCount(), { timeout: 60_000, interval: 50 }).toBe(4)
  })

  test('ends the process at the second time where the first waits for a server that is gone', async () => {
    const server = await serverThatStops('Redis', temporaryFolder())
    if (server === undefined) return
    const { child, result } = begin(['work', '--queue', server.url, '--workers', '1'])
    const { store } = await openServer('test', server.url)
    await expect.poll(() => store.present(), { timeout: 60_000 }).toHaveLength(1)
    await store.close()
    await server.stop()
    child.kill('SIGINT')
    await new Promise((resolve) => setTimeout(resolve, 500))
    child.kill('SIGINT')
    expect((await result).code).toBe(130)
  })
})
