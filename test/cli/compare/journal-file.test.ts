import { fsync, mkdirSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { openJournal } from '../../../src/cli/compare/journal-file.js'
import { Place } from '../../../src/cli/files/place.js'
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
    return { journal: openJournal('compare', '--journal', new Place('compare', 'journal', path)), said: said.join('') }
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

/** Runs something with stderr in a text. */
async function told(act: () => Promise<void>): Promise<string> {
  const said: string[] = []
  const stderr = vi.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0)
  await act().finally(() => stderr.mockRestore())
  return said.join('')
}

const full = () => Object.assign(new Error('full'), { code: 'ENOSPC' })

test('after a line of which the disk took a part, the journal goes on elsewhere, with all trials, and says where', async () => {
  const path = join(temporaryFolder(), 'trials.jsonl')
  const { journal } = opened(path)
  await journal.add(of(3), record)
  vi.mocked(writeFileSync).mockImplementationOnce((file, text) => {
    writeSync(file as number, String(text).slice(0, 50))
    throw full()
  })
  const said = await told(() => journal.add(of(1), record))
  const { rescued } = journal.moved as { rescued: string }
  expect(said).toContain(`${path}: the disk is full; it was written to ${rescued}; the study goes on with it`)
  expect(journal.path).toBe(rescued)
  await journal.add(of(2), record)
  journal.close()
  const again = opened(rescued)
  expect([again.journal.found, again.said.split('\n').length]).toEqual([3, 2])
  again.journal.close()
  const before = opened(path)
  expect([before.journal.found, before.journal.moved]).toEqual([1, undefined])
  before.journal.close()
})

test('lines that the disk took and did not keep are elsewhere, once', async () => {
  const path = join(temporaryFolder(), 'trials.jsonl')
  const { journal } = opened(path)
  vi.mocked(fsync).mockImplementationOnce((_, done) => done(full()))
  const said = await told(async () => {
    await Promise.all([1, 2, 3].map((seed) => journal.add(of(seed), record)))
  })
  expect(said.trimEnd().split('\n')).toHaveLength(1)
  journal.close()
  const again = opened(journal.path)
  expect([again.journal.found, again.said]).toEqual([3, ''])
  again.journal.close()
})

test('a journal that is removed, or has another file in its place, goes on elsewhere with all trials, and leaves the other as it is', async () => {
  for (const replaced of [false, true]) {
    const path = join(temporaryFolder(), 'results', 'trials.jsonl')
    mkdirSync(dirname(path))
    const { journal } = opened(path)
    await journal.add(of(1), record)
    rmSync(dirname(path), { recursive: true })
    if (replaced) {
      mkdirSync(dirname(path))
      writeFileSync(path, 'other')
    }
    const said = await told(async () => {
      for (const seed of [2, 3]) await journal.add(of(seed), record)
    })
    journal.close()
    expect(said).toMatch(/trials\.jsonl: no such file or folder; it was written to .*; the study goes on with it\n$/)
    if (replaced) expect(readFileSync(path, 'utf8')).toBe('other')
    const again = opened(journal.path)
    expect([again.journal.found, again.said]).toEqual([3, ''])
    again.journal.close()
  }
})

test('what a machine ran is taken out of a journal that was removed, and the rest is kept elsewhere', async () => {
  const path = join(temporaryFolder(), 'trials.jsonl')
  const { journal } = opened(path)
  await journal.add(of(1), record)
  await journal.add(of(2), record, 'liar')
  rmSync(path)
  await told(async () => expect(journal.withdraw('liar')).toBe(true))
  journal.close()
  const again = opened(journal.path).journal
  expect([again.found, again.find(of(1))]).toEqual([1, record])
  again.close()
})
