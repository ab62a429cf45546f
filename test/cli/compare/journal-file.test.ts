import { readFileSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { openJournal } from '../../../src/cli/compare/journal-file.js'
import { journalHeader, journalLine } from '../../../src/measure/study/journal.js'
import type { TrialConfig } from '../../../src/measure/study/trial.js'
import { fakeTrial } from '../../measure/study/trials.js'
import { temporaryFolder } from '../onecycle.js'

vi.mock('node:fs', { spy: true })

const data = { name: 'tiny', count: 100, inputs: 2, classes: 2, sha256: '00' }
const config = {
  training: data,
  test: data,
  split: { seed: 1, fraction: 0.1 },
  hidden: [4],
  batchSize: 10,
  method: 'one-cycle',
  epochs: 2,
  seed: 1,
  testAfter: [],
} as unknown as TrialConfig
const of = (seed: number): TrialConfig => ({ ...config, seed })
const record = fakeTrial(config, () => 0.5)

/** Opens the journal, and what was said of it. */
function opened(path: string) {
  const said: string[] = []
  const stderr = vi.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0)
  try {
    return { journal: openJournal('compare', '--journal', path), said: said.join('') }
  } finally {
    stderr.mockRestore()
  }
}

test('a bad line is told with its number and its trial is not found; it is run again and found from then on', async () => {
  const path = join(temporaryFolder(), 'trials.jsonl')
  const line = journalLine(of(2), record)
  writeFileSync(path, journalHeader + journalLine(of(1), record) + line.replace('"accuracy":0.5', '"accuracy":0.6'))
  const { journal, said } = opened(path)
  expect(said).toMatch(/^line 3 of .*trials\.jsonl does not count, and its trial is run again: .*checksum\n$/)
  expect([journal.found, journal.find(of(1)), journal.find(of(2))]).toEqual([1, record, undefined])
  await journal.add(of(2), record)
  journal.close()
  const again = opened(path).journal
  expect([again.found, again.find(of(2))]).toEqual([2, record])
  again.close()
})

test('many bad lines are told in four lines', () => {
  const path = join(temporaryFolder(), 'trials.jsonl')
  writeFileSync(path, journalHeader + journalLine(of(1), record) + 'torn\n'.repeat(2000))
  const { journal, said } = opened(path)
  expect(said.trimEnd().split('\n')).toHaveLength(4)
  expect(said).toContain('1,997')
  expect(journal.found).toBe(1)
  journal.close()
})

test('after a line of which the disk took a part, the next one begins anew', async () => {
  const path = join(temporaryFolder(), 'trials.jsonl')
  const { journal } = opened(path)
  vi.mocked(writeFileSync).mockImplementationOnce((file, text) => {
    writeSync(file as number, String(text).slice(0, 50))
    throw Object.assign(new Error('full'), { code: 'ENOSPC' })
  })
  await expect(journal.add(of(1), record)).rejects.toThrow('compare: "--journal" expected a writable file')
  await journal.add(of(2), record)
  journal.close()
  expect(readFileSync(path, 'utf8').split('\n')).toHaveLength(4)
  const again = opened(path)
  expect(again.said).toMatch(/^line 2 of/)
  expect([again.journal.find(of(1)), again.journal.find(of(2))]).toEqual([undefined, record])
  again.journal.close()
})
