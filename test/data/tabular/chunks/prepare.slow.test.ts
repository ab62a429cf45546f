import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

interface Figures {
  readonly rows: number
  readonly preparedPerSecond: number
  readonly readPerSecond: number
  readonly trainedPerSecond: number
  readonly validationAccuracy: number
  readonly peakMegabytes: number
}

/** The heap that the program may use, in MB. Without a limit garbage is collected late, and the peak is a matter of luck. */
const HEAP = ['--max-semi-space-size=1', '--max-old-space-size=48']

async function streamed(rows: number): Promise<Figures> {
  const { stdout } = await promisify(execFile)(process.execPath, [...HEAP, 'scripts/stream-rows.mjs', `${rows}`])
  console.log(stdout.trim())
  return JSON.parse(stdout)
}

test('10,000,000 rows x 20 numbers are prepared, read and learned in a heap of 48 MB and the memory of 3,000,000, within a tenth', async () => {
  const few = await streamed(3_000_000)
  const many = await streamed(10_000_000)
  expect(many.peakMegabytes).toBeLessThan(1.1 * few.peakMegabytes)
  expect(many.validationAccuracy).toBeGreaterThan(0.98)
})
