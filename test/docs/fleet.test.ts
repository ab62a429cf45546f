/** The compose file and the README of the fleet: what they say is run as it stands there. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { parse } from 'yaml'
import { onecycle, project, start, temporaryFolder } from '../cli/onecycle.js'
import { startServer } from '../fleet/servers.js'

const fleet = join(project, 'packages/fleet')
const read = (name: string) => readFileSync(join(fleet, name), 'utf8')
const manifest = (path: string) => JSON.parse(readFileSync(join(project, path), 'utf8'))

interface Service {
  readonly image: string
  readonly command: string
  readonly working_dir?: string
  readonly volumes?: readonly string[]
  readonly depends_on?: Readonly<Record<string, { condition: string }>>
  readonly profiles?: readonly string[]
  readonly healthcheck?: { test: string }
}

function services(): Record<'queue' | 'work' | 'compare', Service> {
  return parse(read('compose.yaml'), { merge: true }).services
}

/** The arguments of `onecycle` in a command line of the guide, which runs it by npx with the packages of this project. */
function argumentsOf(command: string): string[] {
  const [, packages = '', args = ''] = /^npx (?:--yes )?((?:-p \S+ )*)onecycle (.*)$/.exec(command) ?? []
  const names = packages === '' ? [] : packages.trim().split(/ ?-p /).slice(1)
  const own = ['cli', 'fleet'].map((name) => manifest(`packages/${name}/package.json`).name)
  expect(names.length === 0 ? own : names).toEqual(own)
  return args.split(' ')
}

/** A study of seconds. */
const SMALL = [
  '--data',
  'spirals',
  '--schedules',
  'constant,one-cycle',
  '--budgets',
  '1,2',
  '--seeds',
  '2',
  '--trials',
  '2',
]

async function runs(work: string[], compare: string[]): Promise<void> {
  const folder = temporaryFolder()
  const working = start(work)
  onTestFinished(async () => {
    working.child.kill('SIGKILL')
    await working.result
  })
  const { code, stdout, stderr } = await onecycle([...compare, ...SMALL], { cwd: folder })
  expect([code, stderr]).toEqual([0, `wrote report.html\n`])
  expect(stdout).toMatch(/^machine +trials/m)
  for (const file of ['report.html', 'onecycle-trials.jsonl']) expect(existsSync(join(folder, file)), file).toBe(true)
}

test('the compose file is whole, and its images have what the packages need', () => {
  const { queue, work, compare } = services()
  const [, least] = /^>=(\d+)\./.exec(manifest('packages/fleet/package.json').engines.node) as RegExpExecArray
  for (const { image, depends_on, working_dir } of [work, compare]) {
    expect(Number(/^node:(\d+)-slim$/.exec(image)?.[1])).toBeGreaterThanOrEqual(Number(least))
    expect(depends_on).toEqual({ queue: { condition: 'service_healthy' } })
    expect(working_dir).toBe('/study')
  }
  expect(Number(/^redis:(\d+)$/.exec(queue.image)?.[1])).toBeGreaterThanOrEqual(7)
  expect(queue.healthcheck?.test).toBe('redis-cli ping')
  // started by its name alone, with the folder of the file in its own
  expect(compare.profiles).toEqual(['compare'])
  expect(compare.volumes).toEqual(['.:/study'])
  expect(JSON.parse(read('package.json')).files).toContain('compose.yaml')
})

test('the commands of the compose file make a study and its report', async () => {
  const { queue, work, compare } = services()
  const [server, ...redis] = queue.command.split(' ')
  expect(server).toBe('redis-server')
  const url = await startServer('Redis', redis)
  if (url === undefined) return
  const args = (command: string) => argumentsOf(command).map((word) => word.replace('redis://queue', url))
  await runs(args(work.command), args(compare.command))
})

test("the commands of the README make a study and its report, at Debian's redis-server as it starts it", async () => {
  const lines = read('README.md').split('\n')
  const line = (pattern: RegExp) => (lines.find((each) => pattern.test(each)) as string).replace(/ +#.*/, '')
  const redis = line(/^redis-server /)
    .replace('--bind 0.0.0.0 ', '')
    .split(' ')
    .slice(1)
  const url = await startServer('Redis', redis)
  if (url === undefined) return
  const [, address] = /Then the address is `(.*?)`/.exec(lines.join('\n')) as RegExpExecArray
  const here = (address as string).replace('HOST', new URL(url).host)
  const args = (command: string) => argumentsOf(command).map((word) => word.replace('redis://HOST', here))
  await runs(args(line(/^npx onecycle work /)), args(line(/^npx onecycle compare /)))
})
