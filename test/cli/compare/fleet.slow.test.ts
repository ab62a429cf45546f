/** Studies over a real queue: with machines that die, stall and lie. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import { hashOfData, unpackData } from '../../../src/cli/fleet/data.js'
import { runTrial, type TrialConfig, type TrialRecord } from '../../../src/entry/index.js'
import { type Job, work } from '../../../src/fleet/index.js'
import { openRedis } from '../../../src/fleet/redis.js'
import { prepareTrialData } from '../../../src/measure/study/data.js'
import { withoutTimes } from '../../../src/measure/times.js'
import { kinds, startServer } from '../../fleet/servers.js'
import { json, onecycle, project, type Running, start, temporaryFolder } from '../onecycle.js'

/** Two dozen trials of a few hundredths of a second. */
const SMALL = [
  ...['compare', '--data', 'spirals', '--hidden', '16', '--batch-size', '50', '--schedules', 'constant,one-cycle'],
  ...['--budgets', '2,4', '--targets', '0.55,0.6', '--seeds', '3', '--trials', '2+2'],
]
/** The same with some seconds of work. */
const LONGER = [...SMALL, '--budgets', '20,60', '--seeds', '5', '--trials', '3+2']

function machine(url: string, name: string, lease = 2): Running {
  const running = start(['work', '--queue', url, '--name', name, '--workers', '1', '--lease', `${lease}`])
  onTestFinished(async () => {
    running.child.kill('SIGKILL')
    await running.result
  })
  return running
}

/** What a machine says of a trial that it has delivered; it has begun another one by then. */
const TRIAL = /epochs at/

/** Settles once a process has said something like this on stderr. */
function said({ child }: Running, pattern: RegExp): Promise<void> {
  return new Promise((resolve) => {
    let text = ''
    child.stderr?.on('data', (piece) => {
      text += piece
      if (pattern.test(text)) resolve()
    })
  })
}

async function study(args: readonly string[]): Promise<unknown> {
  return withoutTimes(await json<object>([...args, ...(args.includes('--journal') ? [] : ['--no-journal'])]))
}

describe.each(kinds)('a study over %s', (kind) => {
  test('gives what it gives here, with machines that die and come, stall and go on, and with those that end', async () => {
    const url = await startServer(kind)
    if (url === undefined) return
    const here = await study([...LONGER, '--workers', '2'])
    const stalled = machine(url, 'stalled')
    machine(url, 'steady')
    const ending = machine(url, 'ending')
    void said(stalled, TRIAL).then(() => stalled.child.kill('SIGSTOP'))
    void said(ending, TRIAL).then(() => ending.child.kill('SIGTERM'))
    let over = false
    const kills = (async () => {
      for (let i = 0; !over; i++) {
        const mortal = machine(url, 'mortal')
        await Promise.race([said(mortal, TRIAL), sleep(3000)])
        mortal.child.kill('SIGKILL')
        if (i === 3) stalled.child.kill('SIGCONT')
      }
    })()
    const there = await study([...LONGER, '--queue', url]).finally(() => {
      over = true
    })
    await kills
    expect(there).toEqual(here)
    expect((await ending.result).code).toBe(143)
  })
})

/** Who ran each trial of a journal. */
function machinesIn(journal: string): string[] {
  const lines = readFileSync(journal, 'utf8').split('\n').slice(1, -1)
  return lines.map((line) => JSON.parse(line).machine)
}

describe('a study over a queue', () => {
  test('names a machine that gives another result, keeps none of its results, and goes on without it', async () => {
    const url = await startServer('Redis')
    if (url === undefined) return
    const journal = join(temporaryFolder(), 'trials.jsonl')
    const here = await study([...SMALL, '--workers', '2'])
    // honest at first, so that some of its results count before it is found
    const liar = lie(url, 5)
    const asked = [...SMALL, '--queue', url, '--journal', journal, '--json']
    const failed = await onecycle([...asked, '--check', '0.5'])
    expect(failed.code).toBe(1)
    expect(failed.stdout).toBe('')
    expect(failed.stderr).toMatch(/^error: compare: "machine liar" expected a result with hash \w{12} of trial \w{12}/m)
    await liar.stop()
    expect(liar.honest()).toBe(5)
    expect(readFileSync(journal, 'utf8')).not.toContain('liar')
    machine(url, 'honest')
    // what it delivered is still on the server, the honest results first
    const { code, stdout, stderr } = await onecycle(asked)
    expect(code).toBe(0)
    expect(stderr).toBe('machine liar gave a wrong result in an earlier study: none of what it has delivered counts\n')
    expect(withoutTimes(JSON.parse(stdout))).toEqual(here)
    expect([...new Set(machinesIn(journal))]).toEqual(['honest'])
  })

  test('takes what a machine ran out of the journal, where another study has found it wrong', async () => {
    const url = await startServer('Redis')
    if (url === undefined) return
    const journal = join(temporaryFolder(), 'trials.jsonl')
    const honest = machine(url, 'honest')
    const asked = [...SMALL, '--queue', url, '--journal', journal, '--json']
    const first = await onecycle(asked)
    honest.child.kill('SIGKILL')
    const store = await openRedis(url)
    await store.distrust('honest', 'x')
    await store.close()
    machine(url, 'other')
    const { stdout, stderr } = await onecycle(asked)
    expect(stderr).toMatch(/^machine honest gave a wrong result .*: its trials are taken out of the journal$/m)
    expect(withoutTimes(JSON.parse(stdout))).toEqual(withoutTimes(JSON.parse(first.stdout)))
    expect(readFileSync(journal, 'utf8')).not.toContain('"honest"')
  })

  test('continues from its journal without asking a machine', async () => {
    const url = await startServer('Redis')
    if (url === undefined) return
    const journal = join(temporaryFolder(), 'trials.jsonl')
    const honest = machine(url, 'honest')
    const first = await study([...SMALL, '--queue', url, '--journal', journal])
    honest.child.kill('SIGKILL')
    await honest.result
    expect(await study([...SMALL, '--queue', url, '--journal', journal])).toEqual(first)
    expect(await study([...SMALL, '--journal', journal])).toEqual(first)
  })

  test('fetches data once for each machine, however often and in whichever parts studies split them', async () => {
    const url = await startServer('Redis')
    if (url === undefined) return
    const machines = ['alpha', 'beta'].map((name) => machine(url, name))
    const other = [...SMALL, '--validation', '0.3', '--queue', url]
    await Promise.all([study([...SMALL, '--queue', url]), study(other)])
    await study([...SMALL, '--seed', '2', '--queue', url])
    for (const one of machines) {
      one.child.kill('SIGTERM')
      const { stderr } = await one.result
      const fetches = [...stderr.matchAll(/^fetched data (\w{12}), [\d.]+ MB$/gm)].map(([, hash]) => hash)
      // the data of a seed are data of their own
      expect(fetches).toHaveLength(2)
      expect(new Set(fetches).size).toBe(2)
    }
  })

  test('tells at the end what each machine did', async () => {
    const url = await startServer('Redis')
    if (url === undefined) return
    for (const name of ['alpha', 'beta']) machine(url, name)
    const journal = join(temporaryFolder(), 'trials.jsonl')
    const { stdout } = await onecycle([...SMALL, '--queue', url, '--journal', journal])
    const [, head, ...rows] = stdout.slice(stdout.indexOf('\nmachine')).split('\n')
    expect(head).toMatch(/^machine +trials +time +share of time$/)
    const cells = rows.filter((row) => row !== '').map((row) => row.split(/ +/))
    expect(cells.map(([name]) => name).sort()).toEqual(['alpha', 'beta'])
    const ran = machinesIn(journal)
    for (const [name, trials] of cells) expect(Number(trials)).toBe(ran.filter((machine) => machine === name).length)
    const shares = cells.reduce((sum, [, , , share]) => sum + Number(share), 0)
    expect(Math.abs(shares - 100)).toBeLessThanOrEqual(1)
  })

  test('is refused with methods in modules: no machine runs code that a queue hands it', async () => {
    const methods = join(project, 'examples/studies/methods.json')
    const { code, stdout, stderr } = await onecycle([
      'compare',
      '--data',
      'spirals',
      '--methods',
      methods,
      '--no-journal',
      '--queue',
      'redis://127.0.0.1:1',
    ])
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(
      /compare: "--queue" expected methods that other machines know, got .*slow-start.mjs; leave out --queue/,
    )
  })

  test('says where no server answers, without the password, and what a queue may be', async () => {
    const none = await onecycle([...SMALL, '--no-journal', '--queue', 'redis://user:secret@127.0.0.1:1'])
    expect(none.code).toBe(1)
    expect(none.stderr).toMatch(/"--queue" expected .* got redis:\/\/user:\*\*\*@127.0.0.1:1.*ECONNREFUSED/)
    expect(none.stderr).not.toContain('secret')
    const wrong = await onecycle([...SMALL, '--queue', 'http://host'])
    expect(wrong.code).toBe(2)
    expect(wrong.stderr).toContain('redis://HOST or postgres://HOST')
  })
})

/** A machine that gives some results as they are, and then better ones. */
function lie(url: string, honestly: number) {
  const controller = new AbortController()
  let honest = 0
  const working = work({
    where: 'work',
    url,
    machine: 'liar',
    threads: 1,
    signal: controller.signal,
    hashOfData,
    isOwn: () => true,
    checkJob: () => {},
    run: async ({ trial }: Job, data) => {
      const config = trial as TrialConfig
      const { training, test } = unpackData(await data())
      const record = await runTrial(config, prepareTrialData(training, test, config.split))
      if (honest < honestly) {
        honest++
        return record
      }
      return improved(record)
    },
  })
  return {
    honest: () => honest,
    stop: () => {
      controller.abort()
      // by now it may know that it is found
      return working.catch(() => {})
    },
  }
}

function improved({ result, seconds }: TrialRecord): TrialRecord {
  const looks = result.looks.map((look) => ({ ...look, accuracy: Math.min(1, look.accuracy + 0.001) }))
  return { result: { ...result, looks }, seconds }
}
