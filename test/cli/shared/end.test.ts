import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { program, start, temporaryFolder } from '../onecycle.js'

const STEPS = 20_000
const LONG = ['schedule', 'one-cycle', '--total-steps', `${STEPS}`]

/** A line of a POSIX shell, in which `onecycle` is the program. */
function shell(line: string): Promise<{ code: number; stdout: string; stderr: string }> {
  const whole = `onecycle() { '${process.execPath}' '${program}' "$@"; }\n${line}`
  return new Promise((resolve) => {
    execFile('sh', ['-c', whole], { maxBuffer: 2 ** 28, cwd: temporaryFolder() }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr })
    })
  })
}

const posix = test.skipIf(process.platform === 'win32')

posix('a long document is whole behind a pipe whose reader begins late', async () => {
  const { code, stdout, stderr } = await shell(`onecycle ${LONG.join(' ')} --json | { sleep 0.3; cat; }`)
  expect([code, stderr]).toEqual([0, ''])
  expect(JSON.parse(stdout).momentum.length).toBe(STEPS)
})

posix('a long document is whole in a file', async () => {
  const file = join(temporaryFolder(), 'one-cycle.json')
  const { code, stderr } = await shell(`onecycle ${LONG.join(' ')} --json > '${file}'`)
  expect([code, stderr]).toEqual([0, ''])
  expect(JSON.parse(readFileSync(file, 'utf8')).momentum.length).toBe(STEPS)
})

posix.each([
  ['json', '{"name":"o'],
  ['csv', 'schedule,s'],
])('a reader that takes ten bytes of --%s and goes ends the program quietly', async (format, first) => {
  expect(await shell(`onecycle ${LONG.join(' ')} --${format} | head -c 10`)).toEqual({
    code: 0,
    stdout: first,
    stderr: '',
  })
})

test('a reader that goes away in the middle ends the program with exit code 0', async () => {
  const { child, result } = start([...LONG, '--csv'])
  child.stdout?.once('data', () => child.stdout?.destroy())
  const { code, signal, stderr } = await result
  expect([code, signal, stderr]).toEqual([0, null, ''])
})

posix('a stdout that is closed from the start is no failure', async () => {
  expect(await shell('onecycle schedule one-cycle --json >&-')).toEqual({ code: 0, stdout: '', stderr: '' })
})

test.skipIf(process.platform !== 'linux')(
  'a full disk behind stdout is an error of one line, exit code 1',
  async () => {
    const { code, stderr } = await shell('onecycle schedule one-cycle > /dev/full')
    expect(code).toBe(1)
    expect(stderr).toMatch(/^error: onecycle: "stdout" .*the disk is full; what was printed is in \S+\n$/)
  },
)
