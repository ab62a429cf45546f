import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, expect, test, vi } from 'vitest'
import { listenForInterrupt } from '../../../src/cli/shared/interrupt.js'
import { resumeCommand } from '../../../src/cli/train/checkpoint-file.js'
import { json, onecycle, SPIRALS, start, type TrainDocument, temporaryFolder, until } from '../onecycle.js'

/** Long enough to be killed: 80,000 updates, 20 in each epoch. */
const LONG = [...SPIRALS, '--epochs', '4000']
let unbroken: TrainDocument

beforeAll(async () => {
  unbroken = await json(LONG)
}, 60_000)

/** Starts a run, waits for its first checkpoint and then for a moment that nobody chose, and ends it by a signal. */
async function broken(args: readonly string[], cwd: string, signal: NodeJS.Signals) {
  const { child, result } = start([...args, '--checkpoint', 'run.ckpt'], { cwd })
  await until(() => existsSync(join(cwd, 'run.ckpt')))
  await sleep(Math.random() * 150)
  child.kill(signal)
  return result
}

const same = ({ steps, finalLoss, testAccuracy, weightsSha256 }: TrainDocument) => {
  return { steps, finalLoss, testAccuracy, weightsSha256 }
}

test('a run killed at a random moment, twice, goes on from its last checkpoint to the same bits, and nothing else is left', async () => {
  const folder = temporaryFolder()
  const first = await broken(LONG, folder, 'SIGKILL')
  expect(first.signal).toBe('SIGKILL')
  const second = await broken([...LONG, '--resume', 'run.ckpt'], folder, 'SIGKILL')
  expect(second.signal).toBe('SIGKILL')
  const resumed = await json([...LONG, '--checkpoint', 'run.ckpt', '--resume', 'run.ckpt'], { cwd: folder })
  expect(same(resumed)).toEqual(same(unbroken))
  expect(readdirSync(folder)).toEqual(['run.ckpt'])
})

test.for([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)(
  '%s writes a checkpoint, tells how to continue, exits with %i; the rest gives the same bits',
  async ([signal, code]) => {
    const folder = temporaryFolder()
    const result = await broken([...LONG, '--json'], folder, signal)
    expect(result.code).toBe(code)
    const [, done] = /^interrupted after (\d+) of 80000 updates; continue with\n/.exec(result.stderr) as RegExpExecArray
    expect(result.stderr).toContain(
      '\n  onecycle train --data spirals --hidden 16 --batch-size 50 --epochs 4000 --json --checkpoint run.ckpt --resume run.ckpt\n',
    )
    const document = JSON.parse(result.stdout)
    expect(document).toMatchObject({ stopped: 'aborted', steps: Number(done), weightsSha256: null, testAccuracy: null })
    expect(document.steps).toBeLessThan(80000)
    const resumed = await json([...LONG, '--resume', 'run.ckpt'], { cwd: folder })
    expect(same(resumed)).toEqual(same(unbroken))
    expect(resumed.seconds).toBeGreaterThan(document.seconds)
    expect(readdirSync(folder)).toEqual(['run.ckpt'])
  },
)

test('Ctrl-C without --checkpoint says that nothing is saved', async () => {
  // before the training begins the signal has its usual meaning, so the first try may come too early
  for (let wait = 400; wait < 30_000; wait *= 2) {
    const { child, result } = start([...SPIRALS, '--epochs', '100000'])
    await sleep(wait)
    child.kill('SIGINT')
    const { code, signal, stdout, stderr } = await result
    if (signal === 'SIGINT') continue
    expect([code, stdout]).toEqual([130, ''])
    expect(stderr).toMatch(/^interrupted after \d+ of 2000000 updates; nothing was saved, --checkpoint .*\n$/)
    return
  }
  throw new Error('the run never listened')
})

test('a second Ctrl-C ends the process at once', () => {
  const exit = vi.spyOn(process, 'exit').mockImplementation((() => {}) as never)
  const before = process.listeners('SIGINT')
  const interrupt = listenForInterrupt()
  const [listener] = process.listeners('SIGINT').filter((one) => !before.includes(one))
  listener?.('SIGINT')
  expect([interrupt.signal.aborted, interrupt.exitCode]).toEqual([true, 130])
  expect(exit).not.toHaveBeenCalled()
  listener?.('SIGINT')
  expect(exit).toHaveBeenCalledWith(130)
  interrupt.release()
  expect(process.listeners('SIGINT')).toEqual(before)
  exit.mockRestore()
})

test('a finished run can be resumed: nothing is left to do, and the result is the same', async () => {
  const folder = temporaryFolder()
  const args = [...SPIRALS, '--epochs', '3']
  const finished = await json([...args, '--checkpoint', 'run.ckpt'], { cwd: folder })
  const resumed = await json([...args, '--resume', 'run.ckpt', '--engine', 'js'], { cwd: folder })
  expect(same(resumed)).toEqual(same(finished))
})

test('a checkpoint of another run, a damaged one and a missing one are refused before anything is trained', async () => {
  const folder = temporaryFolder()
  const args = [...SPIRALS, '--epochs', '3']
  await json([...args, '--checkpoint', 'run.ckpt'], { cwd: folder })
  const other = await onecycle([...args, '--resume', 'run.ckpt', '--peak', '0.2'], { cwd: folder })
  expect(other.code).toBe(1)
  expect(other.stderr).toContain('expected 0.1 as in the checkpoint, got 0.2; resume with its data and options')
  const bytes = readFileSync(join(folder, 'run.ckpt'))
  writeFileSync(join(folder, 'half.ckpt'), bytes.subarray(0, bytes.length >> 1))
  const half = await onecycle([...args, '--resume', 'half.ckpt'], { cwd: folder })
  expect(half.code).toBe(1)
  expect(half.stderr).toContain('expected a file that agrees with its checksum, got a damaged one')
  const missing = await onecycle([...args, '--resume', 'none.ckpt'], { cwd: folder })
  expect(missing.code).toBe(1)
  expect(missing.stderr).toMatch(/^error: train: "--resume" .*none\.ckpt: no such file or folder\n$/)
})

test('resumeCommand replaces an earlier --resume and quotes what a shell would split', () => {
  expect(resumeCommand(['train', '--resume', 'old', '--peak', '0.2', '--resume=older'], 'new one')).toBe(
    "onecycle train --peak 0.2 --resume 'new one'",
  )
  expect(resumeCommand(['train', '--label', "it's"], 'a.ckpt')).toBe(
    `onecycle train --label 'it'\\''s' --resume a.ckpt`,
  )
  expect(resumeCommand(['train', '--hidden', ''], 'a')).toBe("onecycle train --hidden '' --resume a")
})
