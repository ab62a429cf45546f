import { chmodSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { replaceFile, tryPlace } from '../../../src/cli/files/replace.js'
import { temporaryFolder } from '../onecycle.js'

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
