import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'

interface Figures {
  readonly rows: number
  readonly preparedPerSecond: number
  readonly readPerSecond: number
  readonly trainedPerSecond: number
  readonly validationAccuracy: number
  readonly peakMegabytes: number
}

const streamed = (rows: number): Figures => {
  const output = execFileSync(process.execPath, ['scripts/stream-rows.mjs', `${rows}`], { encoding: 'utf8' })
  console.log(output.trim())
  return JSON.parse(output)
}

test('10,000,000 rows x 20 numbers are prepared, read and learned in the memory of 1,000,000, within a quarter', () => {
  const [few, many] = [streamed(1_000_000), streamed(10_000_000)]
  expect(many.peakMegabytes).toBeLessThan(1.25 * few.peakMegabytes)
  expect(many.validationAccuracy).toBeGreaterThan(0.98)
})
