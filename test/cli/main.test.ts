import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { checkNode } from '../../src/cli/shared/runtime.js'
import { didYouMean } from '../../src/nearest.js'
import { inside, json, onecycle, project } from './onecycle.js'

const { version, engines } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'))

test('--version prints the version of the package', async () => {
  expect(await onecycle(['--version'])).toMatchObject({ code: 0, stdout: `${version}\n`, stderr: '' })
  expect((await onecycle(['-V'])).stdout).toBe(`${version}\n`)
})

test('--help of the program names the commands, --help of every command shows examples', async () => {
  const { code, stdout } = await onecycle(['--help'])
  expect(code).toBe(0)
  for (const command of ['race', 'train', 'schedule', 'info']) {
    expect(stdout).toMatch(new RegExp(`^  ${command} `, 'm'))
    const help = await onecycle([command, '--help'])
    expect(help).toMatchObject({ code: 0, stderr: '' })
    expect(help.stdout).toContain('\nExamples:\n  onecycle')
    for (const option of ['--seed <n>', '--json']) expect(help.stdout).toContain(option)
  }
})

const check = (engine: string) => ({
  engine,
  ok: true,
  expected: expect.stringMatching(/^[0-9a-f]{16}$/),
  actual: expect.stringMatching(/^[0-9a-f]{16}$/),
  milliseconds: expect.any(Number),
})

test('info --json: versions, machine, engine, self-check, schedules', async () => {
  const info = await json<{ engine: { core: { bytes: number; sha256: string } } }>(['info'])
  expect(info).toEqual({
    command: 'info',
    version,
    runtime: { name: 'node', version: process.versions.node },
    platform: process.platform,
    architecture: process.arch,
    cpu: { model: expect.any(String), count: expect.any(Number) },
    engine: {
      name: 'wasm',
      simd: true,
      core: { bytes: expect.any(Number), sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    },
    selfCheck: [check('wasm'), check('js')],
    schedules: expect.arrayContaining(['one-cycle', 'cosine', 'constant']),
    data: { generated: ['digits', 'spirals'], folder: null, found: false },
  })
  const { stdout } = await onecycle(['info'], { env: { ONECYCLE_DATA: project } })
  const { core } = info.engine
  expect(stdout).toMatch(new RegExp(`core +${core.bytes} bytes\nSHA-256 +${core.sha256}\n`))
  expect(stdout).toContain(`ONECYCLE_DATA ${project}\n`)
})

test('info shows the self-check of both cores; on a host of wrong bits it says so and ends with exit code 1', async () => {
  const right = await inside(['info'])
  expect(right.code).toBe(0)
  for (const engine of ['wasm', 'js']) {
    expect(right.stdout).toMatch(new RegExp(`^self-check  ${engine}: right bits [0-9a-f]{16}, \\d+\\.\\d ms$`, 'm'))
  }
  // a host that does not round to f32
  const env = { NODE_OPTIONS: '--import=data:text/javascript,Math.fround=(x)=>x' }
  const wrong = await onecycle(['info'], { env })
  expect([wrong.code, wrong.stderr]).toEqual([1, ''])
  expect(wrong.stdout).toMatch(/^self-check {2}js: WRONG bits [0-9a-f]{16}, not [0-9a-f]{16}: update this host,/m)
  const { code, stdout } = await onecycle(['info', '--json'], { env })
  expect(code).toBe(1)
  expect(JSON.parse(stdout).selfCheck.map(({ ok }: { ok: boolean }) => ok)).toEqual([false, false])
})

test('an older Node is refused with what to do; the package asks for the same version', () => {
  expect(() => checkNode({ name: 'node', version: '18.19.1' })).toThrow(
    'onecycle: "node" expected version 20.19 or newer, got 18.19.1; install a newer one: nodejs.org',
  )
  expect(() => checkNode({ name: 'node', version: '20.18.3' })).toThrow('got 20.18.3')
  for (const newer of ['20.19.0', '20.20.2', '22.0.0', '100.0.0']) checkNode({ name: 'node', version: newer })
  checkNode({ name: 'bun', version: '1.0.0' })
  expect(engines.node).toBe('>=20.19')
})

test('didYouMean finds a name within two edits and nothing farther away', () => {
  const names = ['one-cycle', 'cosine', 'js']
  expect(didYouMean('onecycle', names)).toBe('did you mean one-cycle?')
  expect(didYouMean('Cosine', names)).toBe('did you mean cosine?')
  expect(didYouMean('cosXYne', names)).toBe('did you mean cosine?')
  expect(didYouMean('sine', names)).toBe('did you mean cosine?')
  expect(didYouMean('wave', names)).toBeUndefined()
  expect(didYouMean('x', names)).toBeUndefined()
})
