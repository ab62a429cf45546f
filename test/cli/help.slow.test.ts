import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { RACE } from '../../src/cli/race/race.js'
import { startServer } from '../fleet/servers.js'
import { outsideData } from '../outside-data.js'
import { commands, examplesOf } from './help.js'
import { program, temporaryFolder } from './onecycle.js'
import { flowers, houses } from './tables.js'

/** A folder with all that the examples name, and onecycle on the path. */
function surroundings(): { cwd: string; env: NodeJS.ProcessEnv } {
  const cwd = temporaryFolder()
  const bin = join(cwd, 'bin')
  mkdirSync(bin)
  const script = join(bin, 'onecycle')
  writeFileSync(script, `#!/bin/sh\nexec '${process.execPath}' '${program}' "$@"\n`)
  chmodSync(script, 0o755)
  const log = 'step,accuracy\n1,0.5\n2,0.91\n3,0.93\n'
  const files = {
    'houses.csv': houses(80),
    'prices.csv': houses(80),
    'more.csv': houses(40),
    'new.csv': houses(10),
    'titanic.csv': flowers(90).replace('kind', 'survived').replace('place', 'alive'),
    'methods.json': '["one-cycle", "linear", { "name": "Adam", "optimizer": "adam", "schedule": "linear" }]',
    ...Object.fromEntries(
      ['adam', 'adam-1', 'adam-2', 'runs/1cycle-1', 'runs/1cycle-2'].map((name) => [`${name}.csv`, log]),
    ),
    'onecycle.csv': 'step,accuracy\n1,0.9\n2,0.93\n3,0.94\n',
  }
  mkdirSync(join(cwd, 'runs'))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(cwd, name), text)
  return { cwd, env: { ...process.env, HOME: cwd, PATH: `${bin}:${process.env.PATH}` } }
}

const outside = (['mnist', 'cifar-10'] as const).map((name) => ({ name, ...outsideData(name) }))
const hasJq = spawnSync('jq', ['--version']).status === 0
/**
 * What is put behind an example, where the options that come last rule: small data where it names none, or a study of
 * minutes follows; of a convolutional network one epoch, of the benchmark the part that is soon done.
 */
const SMALL = [
  ['--target ', ' --hidden 8'],
  ['--network ', ' --data digits'],
  ['', ' --data spirals --hidden 8'],
] as const
const QUICK: Readonly<Record<string, (line: string) => string>> = {
  train: (line) => (line.includes('--network') ? ' --epochs 1' : line.includes('--data') ? '' : ' --data spirals'),
  compare: (line) =>
    line.includes('--curves')
      ? ''
      : `${SMALL.find(([given]) => line.includes(given))?.[1]} --batch-size 20 --budgets 1 --trials 2 --seeds 2 --no-journal`,
  info: (line) => (line.startsWith('onecycle train') ? ' --epochs 1' : ''),
  bench: (line) => ` --quick --only ${/--(?:nodes|threads)/.test(line) ? "'step 2-16'" : 'peak'}`,
}

/** The queues that examples name. */
const QUEUES = { 'redis://HOST': 'Redis', 'postgres://USER@HOST/DB': 'PostgreSQL' } as const
/** A machine works while a study waits for its queue; one that only works is told to end. */
const BESIDE: Readonly<Record<string, (script: string, url: string) => string>> = {
  compare: (script, url) =>
    `onecycle work --queue ${url} & work=$!; ${script}; status=$?; kill $work; wait $work; exit $status`,
  work: (script) => `${script} & work=$!; sleep 3; kill $work; wait $work; [ $? -eq 143 ]`,
}

// the main job has a test of its own, which is its last example
test.each(commands.filter((command) => command !== RACE))(
  'every example of %s runs, in the order of the help',
  { timeout: 600_000 },
  async (command) => {
    const { cwd, env } = surroundings()
    const examples = await examplesOf(command)
    for (const line of examples) {
      if (outside.some(({ name, present }) => line.includes(name) && !present) || (line.includes('jq') && !hasJq))
        continue
      const quick = QUICK[command]?.(line) ?? ''
      const bare = outside.reduce(
        (text, { name, folder }) => text.replace(`path/to/${name}`, folder),
        line.replace(/\s#\s.*$/, ''),
      )
      const shell = /completion (\w+)/.exec(line)?.[1] ?? 'sh'
      if (spawnSync(shell, ['-c', 'true']).status !== 0) continue
      let script = bare + quick
      const queue = (Object.keys(QUEUES) as (keyof typeof QUEUES)[]).find((url) => line.includes(url))
      if (queue !== undefined) {
        const url = await startServer(QUEUES[queue])
        if (url === undefined) continue
        script = BESIDE[command]?.(script.replace(queue, url), url) as string
      }
      const { status, stderr } = spawnSync(shell, ['-c', script], { cwd, env, encoding: 'utf8' })
      expect([line, status, stderr.match(/^error.*/m)?.[0]]).toEqual([line, 0, undefined])
    }
  },
)
