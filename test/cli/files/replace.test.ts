import { chmodSync, fsyncSync, openSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { replaceFile, tryPlace } from '../../../src/cli/files/replace.js'
import { temporaryFolder } from '../onecycle.js'

vi.mock('node:fs', { spy: true })

test('a file is replaced whole, keeps its rights, and nothing stands beside it; to try a place changes nothing', () => {
  const folder = temporaryFolder()
  const path = join(folder, 'a')
  replaceFile(path, 'old and longer')
  chmodSync(path, 0o600)
  tryPlace(path)
  expect(readFileSync(path, 'utf8')).toBe('old and longer')
  replaceFile(path, Uint8Array.of(110, 101, 119))
  expect(readFileSync(path, 'utf8')).toBe('new')
  if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(readdirSync(folder)).toEqual(['a'])
})

test('a write that fails leaves nothing', () => {
  const folder = temporaryFolder()
  expect(() => replaceFile(join(folder, 'no', 'a'), '')).toThrow('ENOENT')
  expect(() => tryPlace(join(folder, 'no', 'a'))).toThrow('ENOENT')
  expect(readdirSync(folder)).toEqual([])
})

type Step = 'written' | 'flushed' | 'renamed' | 'folder flushed'

/**
 * What a path may hold after a power cut behind these steps: what was not flushed is on the disk in full, in part or not at
 * all, and in any order.
 */
function afterPowerCut(steps: readonly Step[]): Set<string> {
  const contents = steps.includes('flushed') ? ['new'] : steps.includes('written') ? ['', 'n', 'new'] : ['']
  if (!steps.includes('renamed')) return new Set(['old'])
  return new Set(steps.includes('folder flushed') ? contents : ['old', ...contents])
}

test('a power cut at any moment leaves the old file or the new one, and once it is said to be written, the new one', () => {
  const folder = temporaryFolder()
  const path = join(folder, 'a')
  replaceFile(path, 'old')
  const steps: Step[] = []
  const folders = new Set<number>()
  const spied = vi.mocked({ fsyncSync, openSync, renameSync, writeFileSync })
  for (const spy of Object.values(spied)) spy.mockClear()
  replaceFile(path, 'new')
  const calls = Object.entries(spied).flatMap(([name, { mock }]) => {
    return mock.calls.map((args, k) => ({
      name,
      args,
      order: mock.invocationCallOrder[k] as number,
      result: mock.results[k]?.value,
    }))
  })
  for (const { name, args, result } of calls.sort((a, b) => a.order - b.order)) {
    if (name === 'openSync') {
      if (args[0] === folder) folders.add(result)
      else folders.delete(result)
    } else if (name === 'writeFileSync') steps.push('written')
    else if (name === 'renameSync') steps.push('renamed')
    else steps.push(folders.has(args[0] as number) ? 'folder flushed' : 'flushed')
  }
  expect(steps).toEqual(['written', 'flushed', 'renamed', 'folder flushed'])
  for (let done = 0; done <= steps.length; done++) {
    for (const content of afterPowerCut(steps.slice(0, done)))
      expect(['old', 'new'], `${done} steps`).toContain(content)
  }
  expect([...afterPowerCut(steps)]).toEqual(['new'])
  // without the flush a torn file would be seen
  expect(afterPowerCut(['written', 'renamed'])).toContain('n')
})
