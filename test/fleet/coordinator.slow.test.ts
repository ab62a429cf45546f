/** Both sides on a real queue: what counts of what machines deliver, and of what they do not. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, onTestFinished, test } from 'vitest'
import { type CoordinatorOptions, openCoordinator, work } from '../../src/fleet/index.js'
import { openServer } from '../../src/fleet/server.js'
import type { Store } from '../../src/fleet/store.js'
import { kinds, startServer } from './servers.js'

/** Trials are numbers, and the truth about one is its square. */
async function coordinator(url: string, options: Pick<Partial<CoordinatorOptions>, 'check'> = {}) {
  const ignored: string[] = []
  const opened = await openCoordinator({
    where: 'compare',
    url,
    data: { hash: 'none', bytes: new Uint8Array(1) },
    hashOf: (record) => `hash of ${record}`,
    verify: async (trial) => (trial as number) ** 2,
    words: (trial) => `the square of ${trial}`,
    check: 0,
    onIgnored: (machine) => ignored.push(machine),
    ...options,
  })
  onTestFinished(() => opened.close())
  return { run: (trial: number) => opened.run(`t${trial}`, trial), judged: opened.judged, close: opened.close, ignored }
}

/** A machine in this process. */
function machine(url: string, name: string, run = async (trial: number): Promise<number> => trial ** 2) {
  const controller = new AbortController()
  const ended = work({
    where: 'work',
    url,
    machine: name,
    threads: 2,
    lease: 1,
    signal: controller.signal,
    hashOfData: () => 'none',
    isOwn: () => true,
    checkJob: () => {},
    run: ({ trial }) => run(trial as number),
  })
  const settled = ended.catch(() => {})
  const stop = (): Promise<void> => {
    controller.abort()
    return settled
  }
  onTestFinished(stop)
  return { ended, stop }
}

async function server(url: string): Promise<Store> {
  const { store } = await openServer('test', url)
  onTestFinished(() => store.close())
  return store
}

const deliver = (store: Store, machine: string, trial: number, record: number) =>
  store.deliver({ id: `t${trial}`, machine, record })

describe.each(kinds)('over %s', (kind) => {
  test('nothing that a machine delivers, before or after, counts in any study once one result was found wrong', async () => {
    const url = await startServer(kind)
    if (url === undefined) return
    const store = await server(url)
    for (const trial of [1, 3]) await deliver(store, 'liar', trial, trial ** 2)
    for (const trial of [2, 4]) await deliver(store, 'liar', trial, trial ** 2 + 1)
    const first = await coordinator(url, { check: 1 })
    expect(await first.run(1)).toEqual({ record: 1, machine: 'liar' })
    await expect(first.run(2)).rejects.toMatchObject({ machine: 'liar' })
    await first.close()
    await deliver(store, 'liar', 5, 26)
    // it believes everybody else
    const second = await coordinator(url)
    const ran = Promise.all([2, 3, 4, 5, 6].map(second.run))
    await deliver(store, 'liar', 6, 37)
    machine(url, 'honest')
    expect(await ran).toEqual([4, 9, 16, 25, 36].map((record) => ({ record, machine: 'honest' })))
    await second.judged()
    expect(second.ignored).toEqual(['liar'])
  })

  test('a study with results of a machine fails when another study finds one of them wrong', async () => {
    const url = await startServer(kind)
    if (url === undefined) return
    const store = await server(url)
    const [believing, checking] = await Promise.all([coordinator(url), coordinator(url, { check: 1 })])
    for (const trial of [1, 2]) await deliver(store, 'liar', trial, 7)
    await deliver(store, 'honest', 3, 9)
    expect(await believing.run(1)).toEqual({ record: 7, machine: 'liar' })
    await expect(checking.run(2)).rejects.toThrow('machine liar')
    await expect(believing.judged()).rejects.toMatchObject({ machine: 'liar', message: expect.stringContaining('t2') })
  })

  test('a machine of which a result was wrong ends, and does not start again under its name', async () => {
    const url = await startServer(kind)
    if (url === undefined) return
    const asking = await coordinator(url, { check: 1 })
    const { ended } = machine(url, 'liar', async () => 7)
    await expect(asking.run(2)).rejects.toThrow('machine liar')
    const words = /"machine liar" expected results that are right, got a wrong one of trial t2; .*--name/
    await expect(ended).rejects.toThrow(words)
    await expect(machine(url, 'liar').ended).rejects.toThrow(words)
  })

  test.each([
    ['are killed', killed],
    ['end with an error of their own', failing],
  ] as const)(
    'a trial over which ten processes %s fails the study by its name; the next tries it again',
    async (_, die) => {
      const url = await startServer(kind)
      if (url === undefined) return
      const asking = await coordinator(url)
      let over = false
      const failed = asking.run(3).then(
        () => '',
        (error: Error) => {
          over = true
          return error.message
        },
      )
      const lives: number[] = []
      while (!over) lives.push(await die(url, failed))
      expect(await failed).toMatch(
        /"trial t3, the square of 3" expected a result, got 10 processes that died over it: mortal\/\d+, .* \(from machine mortal\)/,
      )
      expect(lives.filter((begun) => begun > 0)).toEqual(Array(10).fill(1))
      await asking.close()
      const again = await coordinator(url)
      machine(url, 'strong')
      expect(await again.run(3)).toEqual({ record: 9, machine: 'strong' })
    },
  )

  test('a machine that ends in order is no death, however often', async () => {
    const url = await startServer(kind)
    if (url === undefined) return
    const asking = await coordinator(url)
    const ran = asking.run(3)
    for (let i = 0; i < 7; i++) {
      const brief: ReturnType<typeof machine> = machine(url, 'brief', async () => {
        void brief.stop()
        throw new Error('ended')
      })
      await brief.ended
    }
    machine(url, 'steady')
    expect(await ran).toEqual({ record: 9, machine: 'steady' })
  })
})

/** A process that a trial kills. @returns the trials that it began */
async function killed(url: string, failed: Promise<unknown>): Promise<number> {
  const program = `
    import { writeSync } from 'node:fs'
    const { work } = await import(process.argv[1])
    await work({
      where: 'work', url: process.argv[2], machine: 'mortal', threads: 2, lease: 1, signal: new AbortController().signal,
      hashOfData: () => 'none', isOwn: () => true, checkJob: () => {},
      run: () => { writeSync(1, '.'); process.kill(process.pid, 'SIGKILL') },
    })`
  const fleet = new URL('../../packages/fleet/dist/index.js', import.meta.url).href
  const child = spawn(process.execPath, ['--input-type=module', '-e', program, fleet, url])
  let begun = 0
  child.stdout.on('data', (text) => {
    begun += text.length
  })
  const ended = once(child, 'close')
  await Promise.race([ended, failed])
  child.kill('SIGKILL')
  await ended
  return begun
}

/** The same, of which the work ends with an error. */
async function failing(url: string, failed: Promise<unknown>): Promise<number> {
  let begun = 0
  const { ended, stop } = machine(url, 'mortal', async () => {
    begun++
    throw new Error('out of memory')
  })
  await Promise.race([ended.catch(() => {}), failed])
  await stop()
  return begun
}
