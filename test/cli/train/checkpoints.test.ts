import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { json, onecycle, refused, SPIRALS, start, temporaryFolder, until } from '../onecycle.js'

const LONG = [...SPIRALS, '--epochs', '1000']
const KEPT = ['--checkpoint', 'run', '--keep-last', '3', '--every', '500']

test('the last three of a killed run are kept, the newest whole one goes on to the same bits, and a damaged one is told', async () => {
  const cwd = temporaryFolder()
  const folder = join(cwd, 'run')
  const unbroken = await json(LONG)
  const { child, result } = start([...LONG, ...KEPT], { cwd })
  const names = () =>
    existsSync(folder)
      ? readdirSync(folder)
          .filter((name) => name.endsWith('.ckpt'))
          .sort()
      : []
  const stepOf = (name: string) => Number(name.slice(5, -5))
  await until(() => stepOf(names()[0] ?? '') >= 1500)
  child.kill('SIGKILL')
  await result
  const [, middle, newest] = names().slice(-3) as [string, string, string]
  expect(names().length).toBeLessThanOrEqual(4)
  expect(stepOf(newest) - stepOf(middle)).toBeGreaterThanOrEqual(500)
  for (const bytes of [0, 100, readFileSync(join(folder, newest)).length - 1]) {
    const torn = join(cwd, `torn-${bytes}`)
    cpSync(folder, torn, { recursive: true })
    writeFileSync(join(torn, newest), readFileSync(join(folder, newest)).subarray(0, bytes))
    const { code, stdout, stderr } = await onecycle([...LONG, '--resume', torn, '--json'], { cwd })
    expect([code, JSON.parse(stdout).weightsSha256]).toEqual([0, unbroken.weightsSha256])
    expect(stderr).toMatch(new RegExp(`^\\S+${newest} does not count, the one before is tried: .*\n$`))
  }
  const resumed = await json([...LONG, ...KEPT, '--resume', 'run'], { cwd })
  expect([resumed.weightsSha256, resumed.finalLoss]).toEqual([unbroken.weightsSha256, unbroken.finalLoss])
  expect([names().length, stepOf(names()[2] as string)]).toEqual([3, 20_000])
}, 120_000)

test('what is wrong with a folder of checkpoints is said before the run', async () => {
  const folder = temporaryFolder()
  const [empty, full] = [join(folder, 'empty'), join(folder, 'full')]
  mkdirSync(empty)
  mkdirSync(full)
  writeFileSync(join(full, 'step-00000020.ckpt'), 'no checkpoint')
  const cases: [string[], number, RegExp][] = [
    [['--keep-last', '3'], 2, /"--keep-last" expected --checkpoint as well/],
    [['--every', '5'], 2, /"--every" expected --checkpoint as well/],
    [['--checkpoint', 'a', '--every', '0'], 2, /"--every"/],
    [['--checkpoint', 'a', '--every', '5m'], 2, /"--every" expected updates as 500, or seconds as 60s/],
    [['--checkpoint', empty], 1, /it is a folder; --keep-last 3/],
    [['--checkpoint', full, '--keep-last', '2'], 1, /step-00000020\.ckpt; go on with --resume/],
    [['--checkpoint', join(full, 'step-00000020.ckpt', 'a'), '--keep-last', '2'], 1, /not a folder/],
    [['--resume', empty], 1, /a folder with a whole checkpoint/],
    [['--resume', full], 1, /a folder with a whole checkpoint/],
  ]
  for (const [args, code, words] of cases) {
    const told = await refused([...SPIRALS, ...args])
    expect([told.code, told.words], args.join(' ')).toEqual([code, expect.stringMatching(words)])
  }
  expect(readdirSync(full)).toEqual(['step-00000020.ckpt'])
})
