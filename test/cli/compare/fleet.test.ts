/** Studies over a real queue: with machines that die, stall and lie. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import { hashOfData, unpackData } from '../../../src/cli/fleet/data.js'
import { runTrial, type TrialConfig, type TrialRecord } from '../../../src/entry/index.js'
import { type Job, work } from '../../../src/fleet/index.js'
import { prepareTrialData } from '../../../src/measure/study/data.js'
import { withoutTimes } from '../../../src/measure/times.js'
import { kinds, startServer } from '../../fleet/servers.js'
import { json, onecycle, type Running, start, temporaryFolder } from '../onecycle.js'

/** 84 trials of a few hundredths of a second. */
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

describe('a study over a queue', () => {
  test('names a machine that gives another result, keeps none of its results, and goes on without it', async () => {
    const url = await startServer('Redis')
    if (url === undefined) return
    const journal = join(temporaryFolder(), 'trials.jsonl')
    const here = await study([...SMALL, '--workers', '2'])
    // honest at first, so that some of its results count before it is found
    const liar = lie(url, 5)
    const failed = await onecycle([...SMALL, '--queue', url, '--check', '0.5', '--journal', journal, '--json'])
    expect(failed.code).toBe(1)
    expect(failed.stdout).toBe('')
    expect(failed.stderr).toMatch(/^error: compare: "machine liar" expected a result with hash \w{12} of trial \w{12}/m)
    await liar.stop()
    expect(liar.honest()).toBe(5)
    expect(readFileSync(journal, 'utf8')).not.toContain('liar')
    machine(url, 'honest')
    expect(await study([...SMALL, '--queue', url, '--journal', journal])).toEqual(here)
    expect(
      readFileSync(journal, 'utf8')
        .split('\n')
        .slice(1, -1)
        .every((line) => line.endsWith('"machine":"honest"}')),
    ).toBe(true)
  })

  test('continues from its journal without asking a machine, and fetches data once for each', async () => {
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
      return working
    },
  }
}

function improved({ result, seconds }: TrialRecord): TrialRecord {
  const looks = result.looks.map((look) => ({ ...look, accuracy: Math.min(1, look.accuracy + 0.001) }))
  return { result: { ...result, looks }, seconds }
}
